package io.belvedere.app.map;

import io.belvedere.app.look.SensorState;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SymbolSprites.Ring;
import io.belvedere.app.map.ThingTable.Part;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides for each thing what it looks like on the picture: nothing, a dot, a symbol, an
/// arrowhead, or a part of a cluster.
final class MarkLayout {
  /// Symbols whose middle is farther out than this cannot be seen, logical pixels.
  static final int REACH = 32;

  /// From this zoom on there is room for the age of a stale value.
  private static final double AGES_FROM = 15.5;

  /// Before this zoom a normal value under a wrong clock is a dot like others.
  private static final double BRACKETS_FROM = 16;

  /// From this zoom on there is room for the values of what is normal.
  private static final double VALUES_FROM = 16.5;

  private static final double TURN = 2 * Math.PI;

  private final ThingStates states;
  private final SymbolSprites sprites;
  private final Shot shot;
  private final ThingMarks marks;
  private final List<ClusterSign> signs = new ArrayList<>();
  private final Room room = new Room();

  MarkLayout(ThingStates states, SymbolSprites sprites, Shot shot, ThingMarks marks) {
    this.states = states;
    this.sprites = sprites;
    this.shot = shot;
    this.marks = marks;
  }

  /// Fills the marks.
  ///
  /// @return the clusters, from north to south
  List<ClusterSign> layOut(List<OnScreen> districts) {
    View view = shot.view();
    ThingTable table = states.table;
    int reach = view.px(REACH);
    boolean clustering = shot.clustered() || view.zoom() < Clusters.UNTIL_ZOOM;
    boolean labelling = view.zoom() >= VALUES_FROM && shot.layers().shows(Layer.NORMAL_LABELS);
    Clusters clusters = new Clusters(view.zoom());
    int from = table.firstBelow(view.worldY(-reach));
    int to = table.firstBelow(view.worldY(view.height() + reach + 1));
    marks.begin(from, to);
    boolean[] shown = table.shownLayers(view.zoom(), shot.layers());
    for (int i = from < to ? from : table.still; i < table.size; i = after(i, to)) {
      int x = (int) Math.floor(view.screenX(states.x[i]));
      int y = (int) Math.floor(view.screenY(states.y[i]));
      marks.place(i, x, y);
      if (!states.isPlaced(i)
          || x < -reach
          || y < -reach
          || x > view.width() + reach
          || y > view.height() + reach) {
        continue;
      }
      // Whatever is switched off or too far away: what needs somebody soon is there.
      if (!shown[table.layer[i]] && states.severity(i).compareTo(Severity.P2) < 0) {
        continue;
      }
      show(i);
      if (marks.pass[i] > ThingMarks.DOTS) {
        if (clustering && isGathered(i)) {
          clusters.add(i, states.severity(i), states.x[i], states.y[i]);
        }
        if (states.severity(i).isAbnormal() && view.zoom() >= AGES_FROM) {
          marks.note[i] = age(i, districts);
        }
      } else if (labelling && marks.pass[i] == ThingMarks.DOTS) {
        marks.note[i] = value(i, districts);
      }
    }
    gather(clusters, view);
    marks.sortDots(view);
    return List.copyOf(signs);
  }

  /// After the last that stands still and can be seen come those that move.
  private int after(int i, int to) {
    return i + 1 == to ? states.table.still : i + 1;
  }

  private void show(int i) {
    switch (states.table.parts[i]) {
      case SENSOR -> showSensor(i);
      case CAMERA -> showCamera(i);
      case ROAD -> showRoad(i);
      case VEHICLE -> showVehicle(i, false);
      case EMERGENCY_VEHICLE -> showVehicle(i, true);
    }
  }

  private void showSensor(int i) {
    Severity severity = states.severity(i);
    Liveness liveness = states.liveness(i);
    if (severity.isAbnormal()) {
      // A P1 is never hidden, whatever was switched off.
      if (shot.layers().shows(Layer.ABNORMAL_SENSORS) || severity == Severity.P1) {
        marks.show(i, symbol(i, severity, liveness), ThingMarks.passOf(severity));
      }
    } else if (liveness.compareTo(Liveness.OVERDUE) <= 0 || states.mostIsUnknown()) {
      dot(i, liveness == Liveness.FRESH ? Liveness.FRESH : Liveness.OVERDUE);
    } else if (shot.layers().shows(Layer.ABNORMAL_SENSORS)) {
      marks.show(i, symbol(i, severity, liveness), ThingMarks.QUIET);
    }
  }

  private void showCamera(int i) {
    boolean plain =
        !states.severity(i).isAbnormal()
            && states.liveness(i).compareTo(Liveness.OVERDUE) <= 0
            && shot.layers().shows(Layer.CAMERAS);
    if (plain) {
      marks.show(i, sprites.facility(states.glyph(i)), ThingMarks.QUIET);
    } else {
      showSensor(i);
    }
  }

  /// The line of the road says most of it; a symbol is added where somebody must act.
  private void showRoad(int i) {
    boolean line = shot.layers().shows(Layer.ROADS);
    if (!line || states.severity(i).compareTo(Severity.P2) >= 0) {
      showSensor(i);
    } else {
      boolean fresh = states.liveness(i) == Liveness.FRESH;
      dot(i, fresh ? Liveness.FRESH : Liveness.OVERDUE);
    }
  }

  private void showVehicle(int i, boolean emergency) {
    Severity severity = states.severity(i);
    if (!emergency && !severity.isAbnormal() && !shot.layers().shows(Layer.VEHICLES)) {
      return;
    }
    int heading =
        Math.floorMod(
            Math.round(states.heading[i] / TURN * SymbolSprites.HEADINGS), SymbolSprites.HEADINGS);
    boolean lastFix = states.liveness(i).compareTo(Liveness.OVERDUE) >= 0;
    marks.show(
        i, sprites.arrow(severity, heading, lastFix, emergency), ThingMarks.passOf(severity));
  }

  private void dot(int i, Liveness liveness) {
    boolean bracketed = states.isQuarantined(i) && shot.view().zoom() >= BRACKETS_FROM;
    SensorState state = states.named(i);
    if (state != null && !bracketed && (state.symbol().isPresent() || state.ink().isPresent())) {
      showNamed(i, state);
      return;
    }
    marks.show(
        i,
        sprites.sensor(SymbolGlyph.DOT, Severity.NORMAL, liveness, bracketed, Ring.NONE),
        bracketed ? ThingMarks.QUIET : ThingMarks.DOTS);
  }

  /// What is normal, but in a state that is to be told from others.
  private void showNamed(int i, SensorState state) {
    if (state.symbol().isPresent()) {
      Sprite plate = sprites.plate(states.glyph(i), state.ink().orElse(Token.TEXT_SECONDARY));
      marks.show(i, plate, ThingMarks.QUIET);
    } else {
      marks.show(i, sprites.dot(state.ink().orElse(Token.NORMAL_DOT)), ThingMarks.DOTS);
    }
  }

  private Sprite symbol(int i, Severity severity, Liveness liveness) {
    return sprites.sensor(
        states.glyph(i),
        severity,
        liveness,
        states.isQuarantined(i),
        ring(severity == Severity.P1));
  }

  private Ring ring(boolean isP1) {
    if (!isP1 || shot.mode() == Mode.REPLAY) {
      return Ring.NONE;
    }
    if (shot.reducedMotion()) {
      return Ring.DOUBLE;
    }
    return shot.blink() ? Ring.BLINK : Ring.NONE;
  }

  private boolean isGathered(int i) {
    Part part = states.table.parts[i];
    boolean moves = part == Part.VEHICLE || part == Part.EMERGENCY_VEHICLE;
    boolean silent = states.liveness(i).compareTo(Liveness.STALE) >= 0;
    return !moves && (states.severity(i).isAbnormal() || silent);
  }

  private @Nullable Sprite age(int i, List<OnScreen> districts) {
    if (states.liveness(i) != Liveness.STALE || states.worst[i] < 0) {
      return null;
    }
    DistrictState state = districts.get(states.table.owner[i]).state();
    return sprites.note(TimeText.duration(state.instant() - state.eventTime(states.worst[i])));
  }

  /// The value of a dot, where no other value stands already.
  private @Nullable Sprite value(int i, List<OnScreen> districts) {
    int stream = states.worst[i];
    DistrictState state = districts.get(states.table.owner[i]).state();
    Datastream described = stream < 0 ? null : states.table.described(i, stream);
    if (described == null || !state.isKnown(stream)) {
      return null;
    }
    Sprite text = sprites.note(ValueText.of(described, state.value(stream)));
    View view = shot.view();
    return room.take(view.left() + marks.x[i], view.top() + marks.y[i], text) ? text : null;
  }

  private void gather(Clusters clusters, View view) {
    for (Clusters.Group group : clusters.groups()) {
      if (group.isCluster()) {
        Sprite sign = sprites.cluster(group.counts(), ring(group.counts().p1() > 0));
        double x = clusters.signX(group, sign.originX / view.pixels());
        double y = clusters.signY(group, sign.originY / view.pixels());
        for (int thing : group.things) {
          marks.hide(thing);
        }
        signs.add(
            new ClusterSign(
                sign,
                group.counts(),
                (int) Math.floor(view.screenX(x)),
                (int) Math.floor(view.screenY(y)),
                group.things));
      }
    }
    signs.sort(Comparator.comparingInt(ClusterSign::y).thenComparingInt(ClusterSign::x));
  }
}

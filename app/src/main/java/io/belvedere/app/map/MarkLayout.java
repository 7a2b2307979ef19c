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
  static final double AGES_FROM = 15.5;

  /// Before this zoom a normal value under a wrong clock is a dot like others.
  private static final double BRACKETS_FROM = 16;

  /// From this zoom on there is room for the values of what is normal.
  private static final double VALUES_FROM = 16.5;

  /// From this zoom on what is silent inside an incident is not gathered with others.
  private static final double SILENT_ALONE_FROM = 16.5;

  private final ThingStates states;
  private final Places places;
  private final Silence silence;
  private final SymbolSprites sprites;
  private final DetailSprites small;
  private final Shot shot;
  private final ThingMarks marks;
  private final Guesses guesses;

  // There are thousands of these two.
  private final Sprite freshDot;
  private final Sprite overdueDot;

  private final List<Integer> waiting = new ArrayList<>();
  private final List<ClusterSign> signs = new ArrayList<>();
  private final Room room = new Room();

  /// @param small of the same theme and scale as the symbols
  /// @param details takes what belongs to no single mark
  MarkLayout(
      ThingStates states,
      Places places,
      Silence silence,
      SymbolSprites sprites,
      DetailSprites small,
      Shot shot,
      ThingMarks marks,
      Details details) {
    this.states = states;
    this.places = places;
    this.silence = silence;
    this.sprites = sprites;
    this.small = small;
    this.shot = shot;
    this.marks = marks;
    this.guesses = new Guesses(states, small, shot, marks, details);
    this.freshDot = dot(/* fresh= */ true, /* bracketed= */ false);
    this.overdueDot = dot(/* fresh= */ false, /* bracketed= */ false);
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
    double left = view.worldX(-reach - 1);
    double right = view.worldX(view.width() + reach + 1);
    marks.begin();
    boolean[] shown = table.shownLayers(view.zoom(), shot.layers());
    for (int i = from < to ? from : table.still; i < table.size; i = after(i, to)) {
      // Most of a large city stands beside the picture.
      if (states.x[i] < left || states.x[i] > right) {
        continue;
      }
      int x = (int) Math.floor(view.screenX(states.x[i]));
      int y = (int) Math.floor(view.screenY(states.y[i]));
      if (!states.isPlaced(i)
          || x < -reach
          || y < -reach
          || x > view.width() + reach
          || y > view.height() + reach) {
        continue;
      }
      marks.place(i, x, y);
      // Whatever is switched off or too far away: what needs somebody soon is there, and so is what
      // fell silent near it.
      if (!shown[table.layer[i]]
          && states.severity(i).compareTo(Severity.P2) < 0
          && !silence.isInIncident(i, states)) {
        continue;
      }
      show(i, districts);
      showDoubt(i);
      if (marks.pass[i] > ThingMarks.DOTS) {
        if (clustering && isGathered(i)) {
          clusters.add(i, states.severity(i), states.x[i], states.y[i]);
        }
        if (view.zoom() >= AGES_FROM) {
          writeAge(i, districts);
        }
      } else if (labelling && marks.pass[i] == ThingMarks.DOTS) {
        marks.note[i] = value(i, districts);
      }
    }
    gather(clusters, view);
    new Stacks(places, states, marks, small).layOut(view);
    marks.sort(view);
    return List.copyOf(signs);
  }

  /// After the last that stands still and can be seen come those that move.
  private int after(int i, int to) {
    return i + 1 == to ? states.table.still : i + 1;
  }

  private void show(int i, List<OnScreen> districts) {
    switch (states.table.parts[i]) {
      case SENSOR -> showSensor(i, districts);
      case CAMERA -> showCamera(i, districts);
      case ROAD -> showRoad(i, districts);
      case VEHICLE -> showVehicle(i, false, districts);
      case EMERGENCY_VEHICLE -> showVehicle(i, true, districts);
    }
  }

  /// Beside a symbol; a dot gives way to it.
  private void showDoubt(int i) {
    Sprite doubt = doubt(i);
    if (doubt != null && shot.layers().shows(Layer.ABNORMAL_SENSORS)) {
      if (marks.pass[i] == ThingMarks.DOTS) {
        marks.show(i, doubt, ThingMarks.QUIET);
      } else if (marks.pass[i] > ThingMarks.DOTS) {
        marks.doubt[i] = doubt;
      }
    }
  }

  /// Why it is not to be believed; null if it is.
  @Nullable Sprite doubt(int i) {
    Doubt doubt = states.doubt(i);
    return doubt == null ? null : small.doubt(doubt);
  }

  private void showSensor(int i, List<OnScreen> districts) {
    Severity severity = states.severity(i);
    Liveness liveness = states.liveness(i);
    if (severity.isAbnormal()) {
      // A P1 is never hidden, whatever was switched off.
      if (shot.layers().shows(Layer.ABNORMAL_SENSORS) || severity == Severity.P1) {
        marks.show(i, symbol(i, districts), ThingMarks.passOf(severity));
      }
    } else if (liveness.compareTo(Liveness.OVERDUE) <= 0 || states.mostIsUnknown()) {
      dot(i, liveness == Liveness.FRESH);
    } else if (shot.layers().shows(Layer.ABNORMAL_SENSORS)) {
      marks.show(i, symbol(i, districts), ThingMarks.QUIET);
    }
  }

  private void showCamera(int i, List<OnScreen> districts) {
    boolean plain =
        !states.severity(i).isAbnormal()
            && states.liveness(i).compareTo(Liveness.OVERDUE) <= 0
            && shot.layers().shows(Layer.CAMERAS);
    if (plain) {
      marks.show(i, sprites.facility(states.glyph(i)), ThingMarks.QUIET);
    } else {
      showSensor(i, districts);
    }
  }

  /// The line of the road says most of it; a symbol is added where somebody must act.
  private void showRoad(int i, List<OnScreen> districts) {
    boolean line = shot.layers().shows(Layer.ROADS);
    if (!line || states.severity(i).compareTo(Severity.P2) >= 0) {
      showSensor(i, districts);
    } else {
      dot(i, states.liveness(i) == Liveness.FRESH);
    }
  }

  private void showVehicle(int i, boolean emergency, List<OnScreen> districts) {
    Severity severity = states.severity(i);
    if (!emergency && !severity.isAbnormal() && !shot.layers().shows(Layer.VEHICLES)) {
      return;
    }
    int heading = Guesses.heading(states.fixes.direction(i));
    boolean guessed = guesses.sketch(i, heading, emergency, districts);
    boolean lastFix = guessed || states.liveness(i).compareTo(Liveness.OVERDUE) >= 0;
    marks.show(
        i, sprites.arrow(severity, heading, lastFix, emergency), ThingMarks.passOf(severity));
  }

  private void dot(int i, boolean fresh) {
    SensorState state = fresh ? states.named(i) : null;
    if (states.isQuarantined(i) && shot.view().zoom() >= BRACKETS_FROM) {
      marks.show(i, dot(fresh, /* bracketed= */ true), ThingMarks.QUIET);
    } else if (state != null && (state.symbol().isPresent() || state.ink().isPresent())) {
      showNamed(i, state);
    } else {
      marks.show(i, fresh ? freshDot : overdueDot, ThingMarks.DOTS);
    }
  }

  private Sprite dot(boolean fresh, boolean bracketed) {
    return sprites.sensor(
        SymbolGlyph.DOT,
        Severity.NORMAL,
        fresh ? Liveness.FRESH : Liveness.OVERDUE,
        bracketed,
        Ring.NONE);
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

  /// Inside an incident what is silent is the larger the longer it has been.
  private Sprite symbol(int i, List<OnScreen> districts) {
    Severity severity = states.severity(i);
    SymbolSprites sized =
        silence.isInIncident(i, states)
            ? small.grown(Silence.step(Silence.age(states, i, districts)), severity.isAbnormal())
            : sprites;
    return sized.sensor(
        states.glyph(i),
        severity,
        states.liveness(i),
        states.isQuarantined(i),
        ring(severity == Severity.P1));
  }

  /// As it stands beside others of its place: what is all right is more than a dot.
  Sprite inFan(int i, List<OnScreen> districts) {
    Liveness liveness = states.liveness(i);
    boolean plain = !states.severity(i).isAbnormal() && liveness.compareTo(Liveness.OVERDUE) <= 0;
    return plain
        ? small.plate(states.glyph(i), liveness == Liveness.OVERDUE)
        : symbol(i, districts);
  }

  /// A cluster's sign as large as it is in the bright half of its blinking.
  Detail.Sign largest(ClusterSign sign) {
    boolean blinks = blinks() && sign.counts().p1() > 0;
    Sprite sprite = blinks ? sprites.cluster(sign.counts(), Ring.BLINK) : sign.sprite();
    return new Detail.Sign(sprite, sign.x(), sign.y());
  }

  /// How much larger a P1 is in the bright half of its blinking than it is now, device pixels.
  int ringToCome() {
    return blinks() && !shot.blink() ? p1(Ring.BLINK).originX - p1(Ring.NONE).originX : 0;
  }

  private boolean blinks() {
    return shot.mode() != Mode.REPLAY && !shot.reducedMotion();
  }

  private Sprite p1(Ring ring) {
    return sprites.sensor(SymbolGlyph.DOT, Severity.P1, Liveness.FRESH, false, ring);
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

  /// Where there is room for it, what is silent inside an incident stands for itself.
  private boolean isGathered(int i) {
    Part part = states.table.parts[i];
    boolean moves = part == Part.VEHICLE || part == Part.EMERGENCY_VEHICLE;
    boolean silent = states.liveness(i).compareTo(Liveness.STALE) >= 0;
    boolean alone =
        silence.isInIncident(i, states)
            && shot.view().zoom() >= SILENT_ALONE_FROM
            && !shot.clustered();
    return !moves && !alone && (states.severity(i).isAbnormal() || silent);
  }

  /// The age of what is wrong stands below it; others wait for what room is left.
  private void writeAge(int i, List<OnScreen> districts) {
    if (states.severity(i).isAbnormal()) {
      marks.note[i] = age(i, districts);
    } else if (silence.isInIncident(i, states)) {
      waiting.add(i);
    }
  }

  /// Writes the ages that have waited, once all marks stand.
  void writeAges(SilentAges ages, List<OnScreen> districts) {
    for (int i : waiting) {
      Sprite symbol = marks.sprite[i];
      Sprite age = symbol == null ? null : age(i, districts);
      if (symbol != null && age != null) {
        ages.writeBelow(i, symbol, age);
      }
    }
  }

  /// How long it has been silent, where that matters; null where it does not.
  @Nullable Sprite age(int i, List<OnScreen> districts) {
    boolean stale = states.severity(i).isAbnormal() && states.liveness(i) == Liveness.STALE;
    long age = stale || silence.isInIncident(i, states) ? Silence.age(states, i, districts) : -1;
    return age < 0 ? null : sprites.note(TimeText.duration(age));
  }

  /// How long the longest of several has been silent inside an incident; null if none is.
  @Nullable Sprite longestSilence(List<Integer> things, List<OnScreen> districts) {
    long longest = -1;
    for (int thing : things) {
      if (silence.isInIncident(thing, states)) {
        longest = Math.max(longest, Silence.age(states, thing, districts));
      }
    }
    return longest < 0 ? null : sprites.note("silent " + TimeText.duration(longest));
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

package io.belvedere.app.map;

import io.belvedere.app.look.Token;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.List;

/// Sketches where vehicles may be between their fixes.
final class Guesses {
  private static final double TURN = 2 * Math.PI;

  /// From the middle of a vehicle to where the line to its guessed place begins, logical pixels.
  private static final double GUESS_BESIDE = 11;

  /// From the moment of one vehicle to that of the next, microseconds.
  private static final long BETWEEN_STEPS = 61_000;

  private final ThingStates states;
  private final DetailSprites small;
  private final Shot shot;
  private final ThingMarks marks;
  private final Details details;

  Guesses(ThingStates states, DetailSprites small, Shot shot, ThingMarks marks, Details details) {
    this.states = states;
    this.small = small;
    this.shot = shot;
    this.marks = marks;
    this.details = details;
  }

  /// Upright where no direction is known.
  static int heading(double direction) {
    return Double.isNaN(direction)
        ? 0
        : Math.floorMod(
            Math.round(direction / TURN * SymbolSprites.HEADINGS), SymbolSprites.HEADINGS);
  }

  /// Sketches where it may be by now, joined with its last fix, where that is farther away than its
  /// own symbol is large.
  ///
  /// @return whether it did
  boolean sketch(int i, int heading, boolean emergency, List<OnScreen> districts) {
    Fix before = states.fixes.before(i);
    Fix last = states.fixes.last(i);
    if (before == null || last == null || states.liveness(i).compareTo(Liveness.STALE) >= 0) {
      return false;
    }
    DistrictState state = districts.get(states.table.owner[i]).state();
    long step = lastStep(i - states.table.still, state.instant());
    DeadReckoning there =
        DeadReckoning.of(before, last, speed(i, last, state), step, Tracks.period(states.table, i))
            .orElse(null);
    if (there == null) {
      return false;
    }
    View view = shot.view();
    int fromX = marks.x[i];
    int fromY = marks.y[i];
    int x = view.pixelX(there.x());
    int y = view.pixelY(there.y());
    double length = Math.hypot(x - fromX, y - fromY);
    double beside = GUESS_BESIDE * view.scale();
    if (length < 2 * beside) {
      return false;
    }
    double part = beside / length;
    int x0 = (int) Math.round(fromX + (x - fromX) * part);
    int y0 = (int) Math.round(fromY + (y - fromY) * part);
    int x1 = (int) Math.round(x - (x - fromX) * part);
    int y1 = (int) Math.round(y - (y - fromY) * part);
    double dash = 3.5 * view.scale();
    details.putBelow(
        new Detail.Line(x0, y0, x1, y1, 3.5 * view.scale(), 0, Token.RAISED.argb(shot.theme())));
    details.putBelow(
        new Detail.Line(x0, y0, x1, y1, 1.4 * view.scale(), dash, Token.TEXT.argb(shot.theme())));
    details.putBelow(new Detail.Sign(small.guess(heading, emergency), x, y));
    return true;
  }

  /// Guesses move once a second: what creeps by parts of a pixel would have to be drawn in each
  /// frame. Each vehicle has its own moment, so that no frame has to draw all of them.
  private static long lastStep(int vehicle, long instant) {
    long moment = vehicle * BETWEEN_STEPS % Micros.PER_SECOND;
    return instant - Math.floorMod(instant + moment, Micros.PER_SECOND);
  }

  /// Metres a second, as it was sent with a fix; NaN if it was not.
  private double speed(int i, Fix fix, DistrictState state) {
    ThingTable table = states.table;
    for (int s = table.first[i]; s < table.first[i + 1]; s++) {
      int stream = table.streams[s];
      Datastream described = table.described(i, stream);
      if (described != null
          && described.role() == Role.SPEED
          && state.isKnown(stream)
          && state.eventTime(stream) == fix.time()) {
        return state.value(stream)
            * switch (described.unit()) {
              case "m/s" -> 1;
              case "km/h" -> 1 / 3.6;
              case "[mi_i]/h" -> 0.44704;
              case "[kn_i]" -> 1852 / 3600.0;
              default -> Double.NaN;
            };
      }
    }
    return Double.NaN;
  }
}

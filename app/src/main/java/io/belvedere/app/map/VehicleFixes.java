package io.belvedere.app.map;

import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last fix of each thing that moves, the one before it, and with them its direction. What
/// comes in order is remembered from instant to instant; after a leap in time the one before is
/// looked up in the history, once for each fix.
final class VehicleFixes {
  /// An older fix says nothing of where one goes now, microseconds.
  static final long HOLDS = Micros.PER_MINUTE;

  private final int first;
  private final @Nullable Fix[] last;
  private final @Nullable Fix[] before;
  private final double[] direction;
  private final boolean[] sought;

  /// @param first number of the first thing that moves
  /// @param end the one behind the last
  VehicleFixes(int first, int end) {
    this.first = first;
    this.last = new @Nullable Fix[end - first];
    this.before = new @Nullable Fix[end - first];
    this.direction = new double[end - first];
    this.sought = new boolean[end - first];
    Arrays.fill(direction, Double.NaN);
  }

  /// The newest that is known at the instant on screen.
  void put(int thing, double x, double y, long time) {
    int i = thing - first;
    Fix known = last[i];
    if (known != null && known.time() == time && known.x() == x && known.y() == y) {
      return;
    }
    Fix fix = new Fix(x, y, time);
    last[i] = fix;
    if (known == null || time < known.time() || time - known.time() > HOLDS) {
      before[i] = null;
      sought[i] = false;
      direction[i] = Double.NaN;
    } else if (time > known.time()) {
      before[i] = known;
    }
    turn(i);
  }

  /// Whether the history should be asked what was before.
  boolean isMissed(int thing) {
    int i = thing - first;
    return last[i] != null && before[i] == null && !sought[i];
  }

  /// Takes what the history answers.
  ///
  /// @param fixes up to the one that it was asked about, by event time
  /// @param asked event time of that one
  void learn(int thing, List<Fix> fixes, long asked) {
    int i = thing - first;
    Fix fix = last[i];
    if (fix == null || fix.time() != asked) {
      return;
    }
    sought[i] = true;
    for (int f = fixes.size() - 1; f >= 0 && Double.isNaN(direction[i]); f--) {
      Fix earlier = fixes.get(f);
      if (earlier.time() < asked && asked - earlier.time() <= HOLDS) {
        before[i] = before[i] == null ? earlier : before[i];
        if (earlier.metresTo(fix) >= DeadReckoning.STANDS) {
          direction[i] = earlier.directionTo(fix);
        }
      }
    }
  }

  /// Null until there is one.
  @Nullable Fix last(int thing) {
    return last[thing - first];
  }

  /// Null where it is not known.
  @Nullable Fix before(int thing) {
    return before[thing - first];
  }

  /// Clockwise from north, radians; NaN where it is not known.
  double direction(int thing) {
    return direction[thing - first];
  }

  private void turn(int i) {
    Fix from = before[i];
    Fix to = last[i];
    if (from != null && to != null && from.metresTo(to) >= DeadReckoning.STANDS) {
      direction[i] = from.directionTo(to);
    }
  }
}

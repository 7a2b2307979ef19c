package io.belvedere.ingest.faults;

import java.util.Arrays;
import java.util.Locale;

/// Whether something that must not grow has grown.
///
/// # The verdict
/// It grows if two things hold: its [slope][Slope] is above 0 with all of its interval, so that it
/// is no noise; and what it makes of the time looked at is more than a bound. The first alone would
/// find fault with a cache that takes another hundred bytes, as a long series shows the smallest
/// slope; the second alone with noise. A leak meets both if only the time is long enough: at the
/// bound of 5 % for the heap, one of a few hundred kilobytes a minute in half an hour, and a
/// fiftieth of that in a day.
///
/// Nothing can be told of fewer than ten readings, nor if they are so noisy that growth beyond the
/// bound could hide in the interval around a slope of 0. That is no praise: a soak that cannot tell
/// has not passed.
///
/// One step, such as a table that doubles its size once, is growth like any other if it is above
/// the bound and in the middle, where it makes a slope; near the ends, or below the bound, it is
/// none. Somebody has to look at a large one, and may then soak for longer: after a step that was
/// the only one, the slope goes to 0. Many small ones are a stair, and found like a slope.
///
/// @param what in words
/// @param unit of the figures
/// @param level what it was in the middle: the median
/// @param growth by how much it grew in the time looked at
/// @param least the lower end of the interval of that
/// @param most its upper end
/// @param bound more than this is too much
/// @param readings how many this was told from
record Flatness(
    String what,
    String unit,
    double level,
    double growth,
    double least,
    double most,
    double bound,
    int readings) {
  /// What can be said of it.
  enum Verdict {
    FLAT,
    GROWS,
    CANNOT_TELL
  }

  private static final int FEWEST_READINGS = 10;

  /// @param part of the level by which it may grow
  /// @param atLeast by how much it may grow however low the level is
  /// @param x when it was read, ascending
  /// @param y what was read
  static Flatness of(
      String what, String unit, double part, double atLeast, double[] x, double[] y) {
    if (x.length < FEWEST_READINGS) {
      return new Flatness(what, unit, 0, 0, 0, 0, 0, x.length);
    }
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    double level = sorted[sorted.length / 2];
    double time = x[x.length - 1] - x[0];
    Slope slope = Slope.of(x, y);
    return new Flatness(
        what,
        unit,
        level,
        slope.middle() * time,
        slope.low() * time,
        slope.high() * time,
        Math.max(atLeast, level * part),
        x.length);
  }

  Verdict verdict() {
    if (readings < FEWEST_READINGS) {
      return Verdict.CANNOT_TELL;
    }
    if (least > 0 && growth > bound) {
      return Verdict.GROWS;
    }
    return most - growth > bound ? Verdict.CANNOT_TELL : Verdict.FLAT;
  }

  @Override
  public String toString() {
    String words =
        switch (verdict()) {
          case FLAT -> "flat";
          case GROWS -> "GROWS";
          case CANNOT_TELL -> "CANNOT BE TOLD";
        };
    return readings < FEWEST_READINGS
        ? what + ": " + words + ", as it was read only " + readings + " times"
        : String.format(
            Locale.ROOT,
            "%s: %s, %,.1f %s, grew by %+,.2f (%+,.2f to %+,.2f), at most by %,.2f; %d readings",
            what,
            words,
            level,
            unit,
            growth,
            least,
            most,
            bound,
            readings);
  }
}

package io.belvedere.app.timeline;

import io.belvedere.ingest.time.Micros;

/// The lengths by which people divide time.
final class Ladder {
  private static final long[] STEPS = {
    Micros.PER_SECOND,
    2 * Micros.PER_SECOND,
    5 * Micros.PER_SECOND,
    10 * Micros.PER_SECOND,
    30 * Micros.PER_SECOND,
    Micros.PER_MINUTE,
    2 * Micros.PER_MINUTE,
    5 * Micros.PER_MINUTE,
    10 * Micros.PER_MINUTE,
    15 * Micros.PER_MINUTE,
    30 * Micros.PER_MINUTE,
    Micros.PER_HOUR,
    2 * Micros.PER_HOUR,
    3 * Micros.PER_HOUR,
    6 * Micros.PER_HOUR,
    12 * Micros.PER_HOUR,
    Micros.PER_DAY
  };

  private Ladder() {}

  /// The shortest of them of which fewer than `most` go into a span; whole days for long ones.
  ///
  /// @param length microseconds
  static long step(long length, int most) {
    for (long step : STEPS) {
      if (length / step < most) {
        return step;
      }
    }
    return Math.ceilDiv(length / most, Micros.PER_DAY) * Micros.PER_DAY;
  }
}

package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Limits;
import java.time.Duration;

/// The limits that the district's catalogue sets.
final class Guard {
  private static final double NONE = Double.NaN;

  private Guard() {}

  /// From `hi` on it has that priority.
  static Limits above(double hi, double deadband, int priority, String guidance) {
    return limits(NONE, hi, NONE, NONE, deadband, priority, guidance);
  }

  /// From `hihi` on it has that priority, from `hi` on one step milder.
  static Limits above(double hi, double hihi, double deadband, int priority, String guidance) {
    return limits(hihi, hi, NONE, NONE, deadband, priority, guidance);
  }

  /// From `lo` down it has that priority.
  static Limits below(double lo, double deadband, int priority, String guidance) {
    return limits(NONE, NONE, lo, NONE, deadband, priority, guidance);
  }

  private static Limits limits(
      double hihi,
      double hi,
      double lo,
      double lolo,
      double deadband,
      int priority,
      String guidance) {
    return new Limits(
        hihi,
        hi,
        lo,
        lolo,
        deadband,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        false,
        priority,
        guidance);
  }
}

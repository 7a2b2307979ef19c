package io.belvedere.ingest.history;

import java.time.Duration;

/// How much of the past stays on disk.
///
/// @param age what is older than this, seen from the newest event time, goes
/// @param bytes of slabs; above that the oldest go
public record DiskLimits(Duration age, long bytes) {
  /// A week of 1,667 observations a second takes about half of these bytes.
  public static final DiskLimits USUAL = new DiskLimits(Duration.ofDays(7), 10_000_000_000L);

  /// @throws IllegalArgumentException with a sentence for the operator if they make no sense
  public DiskLimits {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("The past is kept on disk for a time, not " + age + ".");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("The past takes room on disk, not " + bytes + " bytes.");
    }
  }
}

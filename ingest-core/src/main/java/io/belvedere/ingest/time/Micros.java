package io.belvedere.ingest.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Instants and durations as a `long` of microseconds, Belvedere's inner unit of time.
public final class Micros {
  public static final long PER_MILLI = 1_000;
  public static final long PER_SECOND = 1_000_000;
  public static final long PER_MINUTE = 60 * PER_SECOND;
  public static final long PER_HOUR = 60 * PER_MINUTE;
  public static final long PER_DAY = 24 * PER_HOUR;

  /// 2000-01-01T00:00:00Z: an event time before it is no event time.
  public static final long EARLIEST = 946_684_800L * PER_SECOND;

  /// 2100-01-01T00:00:00Z: an event time from it on is no event time.
  public static final long LATEST = 4_102_444_800L * PER_SECOND;

  private Micros() {}

  /// Whether it can be an event time.
  public static boolean isPossible(long micros) {
    return micros >= EARLIEST && micros < LATEST;
  }

  /// Microseconds UTC; what is finer is cut off.
  ///
  /// @throws ArithmeticException if it does not fit (years beyond 290,000)
  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  public static long of(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  public static long ofMillis(long millis) {
    return Math.multiplyExact(millis, PER_MILLI);
  }

  /// Whole milliseconds, rounded down also before 1970.
  public static long toMillis(long micros) {
    return Math.floorDiv(micros, PER_MILLI);
  }

  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  public static Duration toDuration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}

package io.belvedere.ingest.twin;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;

/// What is kept of an observation beside its times and value, packed into an `int`.
///
/// ```
/// bit 0-1  quality
/// bit 2-4  severity as it was evaluated when it was received
/// bit 5    quarantined: the event time is the receive time, the sender's own is kept aside
/// bit 6    out of order: received after a newer one of the same datastream
/// ```
public final class Flags {
  private static final int QUARANTINED = 1 << 5;
  private static final int OUT_OF_ORDER = 1 << 6;
  private static final Quality[] QUALITIES = Quality.values();

  private Flags() {}

  public static int of(Quality quality, Severity severity) {
    return quality.ordinal() | severity.ordinal() << 2;
  }

  public static int quarantined(int flags) {
    return flags | QUARANTINED;
  }

  public static int outOfOrder(int flags) {
    return flags | OUT_OF_ORDER;
  }

  public static Quality quality(int flags) {
    return QUALITIES[flags & 3];
  }

  public static Severity severity(int flags) {
    return Severity.of(flags >> 2 & 7);
  }

  public static boolean isQuarantined(int flags) {
    return (flags & QUARANTINED) != 0;
  }

  public static boolean isOutOfOrder(int flags) {
    return (flags & OUT_OF_ORDER) != 0;
  }
}

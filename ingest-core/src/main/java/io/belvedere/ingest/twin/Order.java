package io.belvedere.ingest.twin;

/// Which of two observations of one datastream is the newer: the greater event time, then the
/// greater epoch, then the greater sequence, then the one that stands later in the log.
public final class Order {
  private Order() {}

  /// Negative if A comes before B, positive if after, 0 if nothing but the log can tell.
  public static int compare(
      long eventTimeA, long epochA, long sequenceA, long eventTimeB, long epochB, long sequenceB) {
    if (eventTimeA != eventTimeB) {
      return Long.compare(eventTimeA, eventTimeB);
    }
    return compare(epochA, sequenceA, epochB, sequenceB);
  }

  /// The same for equal event times.
  public static int compare(long epochA, long sequenceA, long epochB, long sequenceB) {
    return epochA != epochB ? Long.compare(epochA, epochB) : Long.compare(sequenceA, sequenceB);
  }
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;

/// One observation on its way into a course.
///
/// @param eventTime microseconds UTC
/// @param receiveTime microseconds UTC, from 1970 to 2112
/// @param flags see [io.belvedere.ingest.twin.Flags]
/// @param sentTime the event time that a quarantined observation came with, [#NOT_QUARANTINED] for
///     all others
/// @param yields whether one in a slab with the same event time holds instead of it
record Entry(
    long eventTime,
    long receiveTime,
    double value,
    int flags,
    long epoch,
    long sequence,
    long sentTime,
    boolean yields) {
  static final long NOT_QUARANTINED = Long.MIN_VALUE;

  static Entry of(long eventTime, long receiveTime, double value, int flags) {
    return new Entry(
        eventTime,
        receiveTime,
        value,
        flags,
        Observation.NOT_SENT,
        Observation.NOT_SENT,
        NOT_QUARANTINED,
        /* yields= */ false);
  }

  /// Whether one that came with `sent` is meant by `wanted`; [#NOT_QUARANTINED] means all.
  static boolean isSent(long wanted, long sent) {
    return wanted == NOT_QUARANTINED || wanted == sent;
  }

  Entry withTies(long epoch, long sequence) {
    return new Entry(eventTime, receiveTime, value, flags, epoch, sequence, sentTime, yields);
  }

  Entry sentAt(long sentTime) {
    return new Entry(eventTime, receiveTime, value, flags, epoch, sequence, sentTime, yields);
  }

  Entry yielding(boolean yields) {
    return yields == this.yields
        ? this
        : new Entry(eventTime, receiveTime, value, flags, epoch, sequence, sentTime, yields);
  }

  boolean hasTies() {
    return epoch != Observation.NOT_SENT || sequence != Observation.NOT_SENT;
  }
}

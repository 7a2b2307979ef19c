package io.belvedere.ingest.history;

/// One observation on its way into a course.
///
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

  Entry yielding() {
    return new Entry(eventTime, receiveTime, value, flags, epoch, sequence, sentTime, true);
  }
}

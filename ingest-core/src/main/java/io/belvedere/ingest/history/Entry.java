package io.belvedere.ingest.history;

/// One observation on its way into the head.
///
/// @param sentTime the event time that a quarantined observation came with, [#NOT_QUARANTINED] for
///     all others
record Entry(
    long eventTime,
    long receiveTime,
    double value,
    int flags,
    long epoch,
    long sequence,
    long sentTime) {
  static final long NOT_QUARANTINED = Long.MIN_VALUE;
}

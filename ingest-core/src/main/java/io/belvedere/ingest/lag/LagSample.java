package io.belvedere.ingest.lag;

/// Where reading stood when Kafka said where a partition ends.
///
/// @param ticks of the clock, nanoseconds
/// @param position the next offset that will be read; taken after `end`, so that a busy partition
///     does not look behind
/// @param end the offset behind the last record
/// @param behind whether something waits for longer than it may
record LagSample(long ticks, long position, long end, boolean behind) {
  /// Records that wait; none if the position was taken so much later that it lies behind the end.
  long lag() {
    return Math.max(0, end - position);
  }
}

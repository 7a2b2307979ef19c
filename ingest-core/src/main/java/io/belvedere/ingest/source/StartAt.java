package io.belvedere.ingest.source;

import java.util.Map;

/// Where the reading of a topic starts. Partitions that appear later are read from offset 0.
public sealed interface StartAt {
  /// The oldest record that Kafka still has.
  record Beginning() implements StartAt {}

  /// The first record whose timestamp is not earlier.
  ///
  /// @param micros microseconds UTC; records carry milliseconds, so it is rounded down to them
  record Instant(long micros) implements StartAt {}

  /// Where an earlier run ended, however long ago; in partitions that it has not read, the first
  /// record from an instant on.
  ///
  /// @param next the next offset of each partition that an earlier run has read
  /// @param micros microseconds UTC
  record Resumed(Map<PartitionId, Long> next, long micros) implements StartAt {
    public Resumed {
      next = Map.copyOf(next);
    }
  }

  /// As usual, unless that would leave too much to read, or Kafka has deleted some of what an
  /// earlier run had not read: then every partition starts at its end, and what lies before is left
  /// to whoever reads it behind what is live, see [TopicSource#leftOut].
  ///
  /// All partitions are decided together, so only an answer about all of them can leave anything
  /// out; those that must be asked for one by one start as usual.
  ///
  /// @param usual how it starts with less
  /// @param mostBacklog records of all partitions together that are not too much
  record LiveFirst(StartAt usual, long mostBacklog) implements StartAt {}

  static StartAt resumed(Map<PartitionId, Long> next, long micros) {
    return next.isEmpty() ? instant(micros) : new Resumed(next, micros);
  }

  static StartAt beginning() {
    return new Beginning();
  }

  static StartAt instant(long micros) {
    return new Instant(micros);
  }
}

package io.belvedere.ingest.source;

/// Where the reading of a topic starts. Partitions that appear later are read from offset 0.
public sealed interface StartAt {
  /// The oldest record that Kafka still has.
  record Beginning() implements StartAt {}

  /// The first record whose timestamp is not earlier.
  ///
  /// @param micros microseconds UTC; records carry milliseconds, so it is rounded down to them
  record Instant(long micros) implements StartAt {}

  static StartAt beginning() {
    return new Beginning();
  }

  static StartAt instant(long micros) {
    return new Instant(micros);
  }
}

package io.belvedere.ingest.history;

/// What is known of an instant of the past. What is not known is never told as quiet.
public enum Ground {
  LOADED,
  /// Not here yet: it may come from the disk when it is wanted, or from Kafka.
  NOT_LOADED,
  /// Could not be received and will not come.
  LOST,
  /// Older than all that is kept.
  NOT_KEPT
}

package io.belvedere.ingest.feed;

/// A record, or one observation of it, that could not be read.
///
/// @param receiveTime the record's append time, microseconds UTC
/// @param pointer JSON pointer to what is wrong, empty for the whole record
/// @param key the start of the record's key as text, for people
/// @param value the start of the record's value as text, for people
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long receiveTime,
    String reason,
    String pointer,
    String key,
    String value) {
  /// How many people can look at: the newest.
  public static final int MOST_KEPT = 1_000;
}

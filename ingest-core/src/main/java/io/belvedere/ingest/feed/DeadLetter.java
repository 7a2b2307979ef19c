package io.belvedere.ingest.feed;

import java.nio.charset.StandardCharsets;

/// A record of which something could not be read, and why: one letter for each reason.
///
/// @param topicId which life of the topic it is of; empty if nobody knows
/// @param receiveTime the record's append time, microseconds UTC
/// @param pointer JSON pointer to what is wrong, where it is wrong first; empty for the whole
///     record
/// @param times how many observations of the record were rejected for that reason
/// @param key the start of the record's key as text, for people
/// @param value the start of the record's value as text, for people
/// @param size of the record's value, bytes; -1 if it had none, or nobody knows
/// @param driven whether a later try has read all of the record
public record DeadLetter(
    String topic,
    String topicId,
    int partition,
    long offset,
    long receiveTime,
    String reason,
    String pointer,
    int times,
    String key,
    String value,
    int size,
    boolean driven) {
  /// How many people can look at without asking for more: the newest.
  public static final int MOST_KEPT = 1_000;

  /// One of which is known what people see of it.
  public DeadLetter(
      String topic,
      int partition,
      long offset,
      long receiveTime,
      String reason,
      String pointer,
      String key,
      String value) {
    this(
        topic,
        "",
        partition,
        offset,
        receiveTime,
        reason,
        pointer,
        1,
        key,
        value,
        value.getBytes(StandardCharsets.UTF_8).length,
        false);
  }

  /// What tells a letter from all others.
  public record Id(String topic, String topicId, int partition, long offset, String reason) {}

  /// The place of a record in Kafka.
  public record Place(String topic, String topicId, int partition, long offset) {}

  public Id id() {
    return new Id(topic, topicId, partition, offset, reason);
  }

  public Place place() {
    return new Place(topic, topicId, partition, offset);
  }

  /// The same, of which all has been read since.
  DeadLetter asDriven() {
    return new DeadLetter(
        topic,
        topicId,
        partition,
        offset,
        receiveTime,
        reason,
        pointer,
        times,
        key,
        value,
        size,
        true);
  }
}

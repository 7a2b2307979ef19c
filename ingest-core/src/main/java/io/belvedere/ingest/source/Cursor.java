package io.belvedere.ingest.source;

import org.apache.kafka.common.TopicPartition;

/// How far one partition is read. Owned by the thread of its [TopicSource].
final class Cursor {
  /// The life of a cursor.
  enum State {
    /// Where to start is not known yet.
    UNRESOLVED,
    READING,
    /// Kafka has less than was read: waits for the topic's id, to know whether it is another topic.
    HELD,
    /// It is the same topic: its end must be looked up.
    SHORTER
  }

  final TopicPartition partition;
  PartitionId id;
  State state = State.UNRESOLVED;
  long start;
  long position;

  /// The end offset that must be reached to have caught up; not beyond the start if there is none.
  long target;

  /// Where the damaged records began that are being stepped over; -1 if there are none.
  long damagedFrom = -1;

  /// Ticks of the clock; only while held.
  long heldSince;

  Cursor(TopicPartition partition, PartitionId id) {
    this.partition = partition;
    this.id = id;
  }

  void read(long start, long target) {
    this.state = State.READING;
    this.start = start;
    this.position = start;
    this.target = target;
  }

  boolean isAssigned() {
    return state != State.UNRESOLVED;
  }

  boolean hasReachedTarget() {
    return isAssigned() && position >= target;
  }

  long backlog() {
    return Math.max(0, target - start);
  }

  long readOfBacklog() {
    return Math.clamp(position - start, 0, backlog());
  }
}

package io.belvedere.ingest.source;

import org.apache.kafka.common.Uuid;

/// What a topic was made of when Kafka was asked.
///
/// @param id changes when the topic is deleted and created again
/// @param underReplicated partitions with fewer replicas in sync than they were promised
/// @param asked when the question was sent, in ticks of the [clock][io.belvedere.ingest.time.Clock]
public record TopicLayout(String topic, Uuid id, int partitions, int underReplicated, long asked) {
  /// @throws IllegalArgumentException if there is no partition
  public TopicLayout {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Topic " + topic + " cannot have " + partitions + " partitions.");
    }
  }

  public PartitionId partition(int partition) {
    return new PartitionId(id, partition);
  }
}

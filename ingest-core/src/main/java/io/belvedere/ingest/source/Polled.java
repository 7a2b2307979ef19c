package io.belvedere.ingest.source;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What one poll brought.
///
/// @param pollTime when it was handed to us, microseconds UTC
/// @param gaps found in this poll; the records beyond a gap come with a later one
/// @param trouble why nothing or not everything can be read at the moment, in words for an operator
public record Polled(
    long pollTime, List<PartitionRecords> partitions, List<Gap> gaps, Optional<String> trouble) {
  public Polled {
    partitions = List.copyOf(partitions);
    gaps = List.copyOf(gaps);
  }

  public int count() {
    int count = 0;
    for (PartitionRecords partition : partitions) {
      count += partition.records().size();
    }
    return count;
  }

  /// The records of one partition, in the order of their offsets. Their bytes are where Kafka's
  /// client has put them; [OwnBytes] copies what is kept.
  ///
  /// @param from the position before, where this begins even if the offset of the first record is
  ///     greater: compaction and transactions leave holes
  /// @param next the position after; `[from, next)` has been read
  public record PartitionRecords(
      PartitionId id, long from, long next, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {}
}

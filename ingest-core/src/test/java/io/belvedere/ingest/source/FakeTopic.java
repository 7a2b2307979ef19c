package io.belvedere.ingest.source;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A topic whose logs a test writes, behind the consumer that Kafka brings for tests.
public final class FakeTopic extends MockConsumer<ByteBuffer, ByteBuffer> {
  /// Partitions whose leader does not answer when it is asked for offsets.
  final List<TopicPartition> silent = new ArrayList<>();

  /// Where a partition begins that is read from an instant on; where it is not said, the records
  /// that were written tell.
  final Map<TopicPartition, Long> firstSince = new HashMap<>();

  private final String topic;
  private final Map<TopicPartition, Long> beginnings = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Map<Long, ConsumerRecord<ByteBuffer, ByteBuffer>>> written =
      new HashMap<>();

  public FakeTopic(String topic) {
    super("none");
    this.topic = topic;
  }

  /// Replaces a partition's log by records from `beginning` on and before `end`, about whose
  /// content nobody cares.
  public void log(int partition, long beginning, long end) {
    beginnings.put(partition(partition), beginning);
    ends.put(partition(partition), end);
  }

  /// Makes the log reach to a record of that offset.
  void append(int partition, long offset) {
    ends.put(partition(partition), offset + 1);
  }

  /// Appends a record.
  ///
  /// @param type who stamped the record with `timestamp`
  /// @param timestamp milliseconds UTC
  public void write(
      int partition,
      TimestampType type,
      long timestamp,
      Headers headers,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    long offset = ends.getOrDefault(partition(partition), 0L);
    written
        .computeIfAbsent(partition(partition), _ -> new HashMap<>())
        .put(
            offset,
            new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                type,
                0,
                0,
                buffer(key),
                buffer(value),
                headers,
                Optional.empty()));
    append(partition, offset);
  }

  @Override
  public synchronized ConsumerRecords<ByteBuffer, ByteBuffer> poll(Duration timeout) {
    for (TopicPartition partition : assignment()) {
      if (!paused().contains(partition)) {
        long end = ends.getOrDefault(partition, 0L);
        for (long offset = position(partition); offset < end; offset++) {
          addRecord(record(partition, offset));
        }
      }
    }
    return super.poll(timeout);
  }

  /// In the midst of other bytes, as records are.
  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    byte[] all = new byte[bytes.length + 16];
    Arrays.fill(all, (byte) '}');
    System.arraycopy(bytes, 0, all, 7, bytes.length);
    return ByteBuffer.wrap(all, 7, bytes.length).slice();
  }

  private ConsumerRecord<ByteBuffer, ByteBuffer> record(TopicPartition partition, long offset) {
    ConsumerRecord<ByteBuffer, ByteBuffer> known =
        written.getOrDefault(partition, Map.of()).get(offset);
    return known == null
        ? new ConsumerRecord<>(
            topic, partition.partition(), offset, buffer(new byte[] {1}), buffer(new byte[] {2}))
        : known;
  }

  @Override
  public Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return told(partitions, beginnings);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return told(partitions, ends);
  }

  @Override
  public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> wanted, Duration timeout) {
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    wanted.forEach(
        (partition, since) -> {
          if (silent.contains(partition)) {
            throw new TimeoutException("Failed to get offsets by times in 3000ms");
          }
          written.getOrDefault(partition, Map.of()).values().stream()
              .filter(record -> record.offset() >= beginnings.getOrDefault(partition, 0L))
              .filter(record -> record.timestamp() >= since)
              .min(Comparator.comparing(ConsumerRecord::offset))
              .ifPresent(
                  first ->
                      found.put(
                          partition, new OffsetAndTimestamp(first.offset(), first.timestamp())));
        });
    firstSince.forEach(
        (partition, offset) ->
            found.put(
                partition, new OffsetAndTimestamp(offset, wanted.getOrDefault(partition, 0L))));
    return found;
  }

  private Map<TopicPartition, Long> told(
      Collection<TopicPartition> partitions, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> told = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (silent.contains(partition)) {
        throw new TimeoutException("Failed to get offsets by times in 3000ms");
      }
      told.put(partition, offsets.getOrDefault(partition, 0L));
    }
    return told;
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(topic, partition);
  }
}

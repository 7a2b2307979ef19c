package io.belvedere.ingest.bench;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads a stretch of a topic and keeps the newest observation of each datastream.
final class LogReader implements Names, Sink, AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Decoder decoder = new Decoder(this);
  private DistrictState out = new DistrictState();
  private long receiveTime;

  LogReader(KafkaSettings settings, String topic, int partitions, List<String> datastreams) {
    Map<String, Object> consumer = settings.consumer("bench");
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
    // Or a fetch waits half a second for what comes after the end.
    consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "5");
    this.consumer = new KafkaConsumer<>(consumer);
    this.partitions =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    this.consumer.assign(this.partitions);
    datastreams.forEach(id -> numbers.put(id, numbers.size()));
  }

  /// Reads what was received from `from` to `until`, both microseconds UTC and both within.
  void read(long from, long until, DistrictState out) {
    this.out = out;
    Map<TopicPartition, Long> begin = offsets(from);
    Map<TopicPartition, Long> end = offsets(until + Micros.PER_MILLI);
    Map<TopicPartition, Long> unread = new HashMap<>();
    begin.forEach(
        (partition, offset) -> {
          long last = end.getOrDefault(partition, 0L) - 1;
          if (offset <= last) {
            consumer.seek(partition, offset);
            unread.put(partition, last);
          }
        });
    consumer.pause(partitions);
    consumer.resume(unread.keySet());
    while (!unread.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        take(record, unread);
      }
    }
  }

  /// The first offset of each partition whose record was received at `time` or later, or its end.
  private Map<TopicPartition, Long> offsets(long time) {
    Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Micros.toMillis(time)));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
    return offsets;
  }

  /// @param unread up to which offset each partition is to be read yet
  private void take(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> unread) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Long last = unread.get(partition);
    if (last == null) {
      return;
    }
    if (record.offset() <= last) {
      receiveTime = Micros.ofMillis(record.timestamp());
      decoder.decode(RawRecord.of(record), this);
    }
    if (record.offset() >= last) {
      unread.remove(partition);
      consumer.pause(List.of(partition));
    }
  }

  @Override
  public int datastream(String id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalStateException("Nobody has written " + id + ".");
    }
    return number;
  }

  @Override
  public double category(int datastream, String name) {
    throw new IllegalStateException("Only numbers were written, not " + name + ".");
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    if (eventTime <= out.instant() && eventTime >= out.eventTime(datastream)) {
      out.set(datastream, eventTime, receiveTime, value, 0);
    }
  }

  @Override
  public void rejected(String reason, String pointer) {
    throw new IllegalStateException("What was written cannot be read: " + reason + pointer);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

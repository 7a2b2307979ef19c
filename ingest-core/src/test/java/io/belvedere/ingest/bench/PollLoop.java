package io.belvedere.ingest.bench;

import com.sun.management.ThreadMXBean;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/// What others do with a topic: a consumer that is polled, and something done with each value.
///
/// @param perSecond records
/// @param nanos of processor time a record, by the thread that polls
/// @param allocated bytes a record, by the same thread
record PollLoop(double perSecond, double nanos, double allocated) {
  /// Does something with a value.
  @FunctionalInterface
  interface Use {
    void of(byte[] value) throws IOException;
  }

  static PollLoop over(FeedTopic topic, Use use) throws IOException {
    Clock clock = Clock.system();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(topic.settings().consumer("loop"))) {
      consumer.assign(topic.partitions());
      consumer.seekToBeginning(topic.partitions());
      long begin = clock.ticks();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long busy = threads.getCurrentThreadCpuTime();
      long count = 0;
      while (count < topic.sent()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          use.of(record.value());
          count++;
        }
      }
      return new PollLoop(
          count * 1e9 / (clock.ticks() - begin),
          (double) (threads.getCurrentThreadCpuTime() - busy) / count,
          (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / count);
    }
  }
}

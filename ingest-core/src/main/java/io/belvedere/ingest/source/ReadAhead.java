package io.belvedere.ingest.source;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// A consumer that is polled once more while its owner is busy with what it polled last: unpacking
/// records takes about a third as long as reading and applying them, so a backlog is read by two
/// threads. Only where much waits; what comes now and then is polled by the owner itself.
///
/// The owner's thread calls everything here but [#wakeup], and one thread at a time uses the
/// consumer: whoever wants it waits until it has been polled.
final class ReadAhead {
  /// A poll of fewer records leaves none behind.
  static final int MUCH = 250;

  private static final int IDLE_SECONDS = 10;

  private final @Nullable ExecutorService reader;
  private volatile Consumer<byte[], byte[]> consumer;
  private @Nullable Future<ConsumerRecords<byte[], byte[]>> ahead;

  private ReadAhead(Consumer<byte[], byte[]> consumer, @Nullable ExecutorService reader) {
    this.consumer = consumer;
    this.reader = reader;
  }

  /// Reads ahead on a thread that lives while there is much to read.
  static ReadAhead of(Consumer<byte[], byte[]> consumer, String thread) {
    var reader =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(thread).daemon().factory());
    reader.allowCoreThreadTimeOut(true);
    return new ReadAhead(consumer, reader);
  }

  /// Reads nothing ahead.
  static ReadAhead never(Consumer<byte[], byte[]> consumer) {
    return new ReadAhead(consumer, null);
  }

  /// Polls, or takes what was polled meanwhile. Throws what the consumer did.
  ///
  /// @throws InterruptException if the thread is interrupted
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = taken();
    if (records.nextOffsets().isEmpty()) {
      records = consumer.poll(timeout);
    }
    if (reader != null && records.count() >= MUCH) {
      Consumer<byte[], byte[]> polled = consumer;
      ahead = reader.submit(() -> polled.poll(Duration.ZERO));
    }
    return records;
  }

  /// The consumer, which nobody else uses meanwhile. It stands behind what was polled ahead.
  Consumer<byte[], byte[]> consumer() {
    if (ahead != null) {
      boolean interrupted = false;
      while (!ahead.isDone()) {
        try {
          var unused = ahead.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          // Whoever polls is told.
          break;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return consumer;
  }

  /// Goes on with another consumer, without what this one has polled ahead.
  ///
  /// @return this one, which is to be closed
  Consumer<byte[], byte[]> replace(Consumer<byte[], byte[]> another) {
    Consumer<byte[], byte[]> before = consumer();
    ahead = null;
    consumer = another;
    return before;
  }

  /// Drops what was polled ahead.
  ///
  /// @return the partitions of which the consumer stands too far
  Set<TopicPartition> withdraw() {
    var unused = consumer();
    Set<TopicPartition> withdrawn = held().nextOffsets().keySet();
    ahead = null;
    return withdrawn;
  }

  /// The offset behind what was polled ahead of a partition; empty if nothing was.
  OptionalLong next(TopicPartition partition) {
    var unused = consumer();
    OffsetAndMetadata next = held().nextOffsets().get(partition);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.offset());
  }

  /// Ends a [#poll] that is waiting, or the next one. May be called by any thread.
  void wakeup() {
    consumer.wakeup();
  }

  /// Ends the thread.
  ///
  /// @return the consumer, which is to be closed
  Consumer<byte[], byte[]> end() {
    Consumer<byte[], byte[]> last = consumer();
    if (reader != null) {
      reader.shutdown();
    }
    return last;
  }

  private ConsumerRecords<byte[], byte[]> taken() {
    Future<ConsumerRecords<byte[], byte[]>> polled = ahead;
    if (polled == null) {
      return ConsumerRecords.empty();
    }
    try {
      ConsumerRecords<byte[], byte[]> records = polled.get();
      ahead = null;
      return records;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      ahead = null;
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // The consumer declares no exceptions.
      throw (RuntimeException) e.getCause();
    }
  }

  /// What is done and not taken.
  private ConsumerRecords<byte[], byte[]> held() {
    return ahead != null && ahead.state() == Future.State.SUCCESS
        ? ahead.resultNow()
        : ConsumerRecords.empty();
  }
}

package io.belvedere.ingest.source;

import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Reads what one topic received within a range of time, one range after the other: ranges in, raw
/// records and gaps out. Owned by one thread; only [#wakeup] may be called by others.
///
/// In each partition it reads from the first record that is not older than the range to the first
/// that is not older than its end. Where brokers stamp the records, those are the records of the
/// range. Where senders do, a record may carry any time; then those are the ones that stand where
/// the greatest time so far lies in the range, so that ranges next to each other miss none and have
/// none twice.
///
/// What Kafka deleted of the range is told by [#hasDeletedAll] and [#completeFrom]. Nothing that
/// Kafka answers or fails to answer stops it, as with [TopicSource].
public final class RangeSource implements AutoCloseable {
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private volatile Consumer<ByteBuffer, ByteBuffer> consumer;
  private final NextConsumer next;
  private final Refusals refusals;
  private final Clock clock;
  private final List<Cursor> cursors = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private TopicLayout layout;
  private TimeRange range = new TimeRange(0, 0);
  private boolean resolved;
  private boolean beforeAll;
  private boolean deletedAny;
  private long completeFrom;

  /// @param consumer made with [KafkaSettings#consumer]; becomes this source's own
  public RangeSource(Consumer<ByteBuffer, ByteBuffer> consumer, TopicLayout layout, Clock clock) {
    this(consumer, new NextConsumer(null, clock), Refusals.OF_ANYBODY, layout, clock);
  }

  private RangeSource(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      NextConsumer next,
      Refusals refusals,
      TopicLayout layout,
      Clock clock) {
    this.consumer = consumer;
    this.next = next;
    this.refusals = refusals;
    this.layout = layout;
    this.clock = clock;
  }

  /// Connects to a cluster.
  ///
  /// @throws KafkaException if the settings cannot be used
  public static RangeSource open(
      KafkaSettings settings, String clientId, TopicLayout layout, Clock clock) {
    return new RangeSource(
        new KafkaConsumer<>(settings.reader(clientId)),
        new NextConsumer(() -> new KafkaConsumer<>(settings.reader(clientId)), clock),
        Refusals.of(settings),
        layout,
        clock);
  }

  /// Begins with a range and leaves the one before, whether it has ended or not.
  ///
  /// @param newest what the topic is made of by now
  /// @param received microseconds UTC by the records' timestamps
  public void begin(TopicLayout newest, TimeRange received) {
    layout = newest;
    range = received;
    resolved = false;
    beforeAll = false;
    deletedAny = false;
    completeFrom = received.from();
    cursors.clear();
    gaps.clear();
    consumer.unsubscribe();
  }

  /// Waits up to `timeout` for records of the range. Never throws for what Kafka does or does not
  /// do; while there is trouble it may return at once, and the caller should pause.
  public Polled poll(Duration timeout) {
    Optional<String> trouble = Optional.empty();
    ConsumerRecords<ByteBuffer, ByteBuffer> records = ConsumerRecords.empty();
    try {
      if (!resolved) {
        resolve();
      }
      if (!hasEnded()) {
        records = consumer.poll(timeout);
      }
    } catch (WakeupException e) {
      // Somebody wants the thread's attention: an empty poll gives it.
      return nothing(Optional.empty());
    } catch (OffsetOutOfRangeException e) {
      trouble = goOnBehindWhatIsLost(e.offsetOutOfRangePartitions().keySet());
    } catch (InterruptException e) {
      throw e;
    } catch (TimeoutException e) {
      trouble =
          Optional.of(
              "Kafka does not tell where the past begins in "
                  + layout.topic()
                  + ": "
                  + refusals.words(e, layout.topic()));
    } catch (AuthenticationException e) {
      trouble = Optional.of(refusals.words(e, layout.topic()));
      next.another().ifPresent(this::goOnWith);
    } catch (KafkaException e) {
      trouble = Optional.of(stepOverDamage(e).orElseGet(() -> refusals.words(e, layout.topic())));
    }
    List<PartitionRecords> advanced = advance(records);
    var polled = new Polled(clock.now(), advanced, gaps, trouble);
    gaps.clear();
    return polled;
  }

  /// Whether everything of the range has been handed out.
  public boolean hasEnded() {
    return resolved && cursors.stream().allMatch(Cursor::hasReachedTarget);
  }

  /// Whether Kafka has nothing of the range nor anything older: who asks for older ranges will get
  /// nothing either.
  public boolean isBeforeAll() {
    return beforeAll;
  }

  /// Whether that is because records were deleted; otherwise there has never been anything older.
  public boolean hasDeletedAll() {
    return beforeAll && deletedAny;
  }

  /// From when on Kafka still has everything of the range; what was received before has been
  /// deleted in one partition at least, or may have been. The end of the range at most.
  public long completeFrom() {
    return completeFrom;
  }

  /// Ends a [#poll] that is waiting, or the next one. May be called by any thread.
  public void wakeup() {
    consumer.wakeup();
  }

  /// Does not wait long for a broker that is gone: there is nothing to hand in.
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
  }

  private Polled nothing(Optional<String> trouble) {
    return new Polled(clock.now(), List.of(), List.of(), trouble);
  }

  private void resolve() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < layout.partitions(); partition++) {
      partitions.add(new TopicPartition(layout.topic(), partition));
    }
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, ASK_TIMEOUT);
    Map<TopicPartition, OffsetAndTimestamp> firsts = firstFrom(range.from(), partitions);
    Map<TopicPartition, OffsetAndTimestamp> behind = firstFrom(range.to(), partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK_TIMEOUT);
    cursors.clear();
    beforeAll = true;
    deletedAny = false;
    for (TopicPartition partition : partitions) {
      long beginning = TopicSource.required(beginnings, partition);
      long end = TopicSource.required(ends, partition);
      Cursor cursor = new Cursor(partition, layout.partition(partition.partition()));
      cursor.read(offset(firsts, partition, end), offset(behind, partition, end));
      cursors.add(cursor);
      beforeAll = beforeAll && cursor.hasReachedTarget() && cursor.start <= beginning;
      deletedAny = deletedAny || beginning > 0;
      if (beginning > 0 && cursor.start == beginning) {
        completeFrom = Math.max(completeFrom, range.clamp(time(firsts.get(partition))));
      }
    }
    resolved = true;
    assign();
  }

  private void goOnWith(Consumer<ByteBuffer, ByteBuffer> another) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    consumer = another;
    if (resolved) {
      assign();
    }
  }

  private void assign() {
    List<Cursor> read = cursors.stream().filter(cursor -> !cursor.hasReachedTarget()).toList();
    List<TopicPartition> assigned = read.stream().map(cursor -> cursor.partition).toList();
    consumer.assign(assigned);
    consumer.resume(assigned);
    for (Cursor cursor : read) {
      consumer.seek(cursor.partition, cursor.position);
    }
  }

  /// Of the oldest that Kafka still has. Where that is nothing, nobody knows when it was received
  /// that is not there any more.
  private static long time(@Nullable OffsetAndTimestamp oldest) {
    return oldest == null ? Long.MAX_VALUE : Micros.ofMillis(oldest.timestamp());
  }

  private static long offset(
      Map<TopicPartition, OffsetAndTimestamp> firsts, TopicPartition partition, long end) {
    OffsetAndTimestamp first = firsts.get(partition);
    return first == null ? end : first.offset();
  }

  /// Without those partitions that have nothing from then on.
  private Map<TopicPartition, OffsetAndTimestamp> firstFrom(
      long micros, List<TopicPartition> partitions) {
    // Records carry milliseconds: the first that is not earlier.
    long millis = -Micros.toMillis(-micros);
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, millis));
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    consumer
        .offsetsForTimes(wanted, ASK_TIMEOUT)
        .forEach(
            (partition, first) -> {
              if (first != null) {
                found.put(partition, first);
              }
            });
    return found;
  }

  /// Kafka deletes the oldest while we read it, or its log became shorter.
  private Optional<String> goOnBehindWhatIsLost(Collection<TopicPartition> lost) {
    try {
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(lost, ASK_TIMEOUT);
      for (Cursor cursor : cursors) {
        if (lost.contains(cursor.partition)) {
          long beginning = TopicSource.required(beginnings, cursor.partition);
          boolean deleted = beginning > cursor.position;
          long to = deleted ? Math.min(beginning, cursor.target) : cursor.target;
          if (cursor.position < to) {
            Gap.Cause cause = deleted ? Gap.Cause.RETENTION : Gap.Cause.TRUNCATED;
            gaps.add(new Gap(layout.topic(), cursor.id, cause, cursor.position, to));
          }
          moveTo(cursor, to);
        }
      }
      return Optional.empty();
    } catch (TimeoutException e) {
      // The consumer will tell again, as the position has not changed.
      return Optional.of(
          "Kafka does not tell what it still has of "
              + layout.topic()
              + ": "
              + refusals.words(e, layout.topic()));
    }
  }

  /// Seeks past the offset that cannot be read, if that is what `e` says.
  private Optional<String> stepOverDamage(KafkaException e) {
    return DamagedPartition.in(e, layout.topic())
        .filter(partition -> partition < cursors.size())
        .map(
            partition -> {
              Cursor cursor = cursors.get(partition);
              gaps.add(
                  new Gap(
                      layout.topic(),
                      cursor.id,
                      Gap.Cause.DAMAGED,
                      cursor.position,
                      cursor.position + 1));
              moveTo(cursor, cursor.position + 1);
              return "Records of " + cursor.partition + " are damaged.";
            });
  }

  private void moveTo(Cursor cursor, long position) {
    cursor.position = position;
    if (cursor.hasReachedTarget()) {
      consumer.pause(List.of(cursor.partition));
    } else {
      consumer.seek(cursor.partition, position);
    }
  }

  private List<PartitionRecords> advance(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
    List<PartitionRecords> advanced = new ArrayList<>();
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              Cursor cursor = cursors.get(partition.partition());
              if (cursor.hasReachedTarget()) {
                return;
              }
              List<ConsumerRecord<ByteBuffer, ByteBuffer>> within =
                  records.records(partition).stream()
                      .takeWhile(record -> record.offset() < cursor.target)
                      .toList();
              long to = Math.min(next.offset(), cursor.target);
              advanced.add(new PartitionRecords(cursor.id, cursor.position, to, within));
              cursor.position = to;
              if (cursor.hasReachedTarget()) {
                consumer.pause(List.of(partition));
              }
            });
    return advanced;
  }
}

package io.belvedere.ingest.source;

import io.belvedere.ingest.source.Cursor.State;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all partitions of one topic, from a start to the ends that it found there and on: topic
/// layouts in, raw records and gaps out. Owned by one thread; only [#wakeup] may be called by
/// others.
///
/// ## What it promises
/// 1. Every record from the start on is handed out, in the order of its partition, or lies in a
///    [Gap] that is handed out. `auto.offset.reset=none` makes the consumer tell instead of skip.
/// 2. Caught up is exact. The end offsets are captured right after the start offsets, and caught up
///    is the state in which the position of every partition has reached them. An empty partition
///    has. Positions, not records, are compared: offsets that no reader will ever see (compaction,
///    transaction markers) count as read.
/// 3. Nothing that Kafka answers or fails to answer stops it: it says what the trouble is and goes
///    on with what it can. It does not notice a broker that is silent; the [Probe] does.
///
/// ## Another topic of the same name
/// A consumer reads by name, so it goes on after a topic was deleted and created again, at offsets
/// that mean other records now. Two things give that away. The usual one: the new topic is shorter
/// than our position, so the position is out of range. Then the partition is held until a layout
/// arrives that was asked for later, because only the id tells another topic (a gap, and offset 0)
/// from a log that became shorter (a gap, and its end). The rare one: the new topic is longer
/// already; then the next layout has the other id, and what was read meanwhile under the old id is
/// read again under the new one.
///
/// ## Damaged records
/// A record or batch that fails its check makes every poll throw, for the other partitions too,
/// until somebody seeks past it. How long a damaged batch is nobody knows, so it is stepped over
/// offset by offset; the gap is told when something can be read again.
///
/// ## Starting while partitions have no leader
/// Kafka resolves offsets for all that were asked for or none. After one such time-out, partitions
/// are asked for one by one, so that those which can be read are.
public final class TopicSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSource.class);
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration ASK_ONE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private volatile Consumer<ByteBuffer, ByteBuffer> consumer;
  private final NextConsumer next;
  private final Refusals refusals;
  private final StartAt startAt;
  private final Clock clock;
  private final List<Cursor> cursors = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private TopicLayout layout;
  private boolean caughtUp;
  private boolean askOneByOne;
  private int nextToAsk;
  private long lastAsked;
  private Optional<LeftOut> leftOut = Optional.empty();
  private @Nullable String lastTrouble;

  /// @param consumer made with [KafkaSettings#consumer]; becomes this source's own
  public TopicSource(
      Consumer<ByteBuffer, ByteBuffer> consumer, TopicLayout layout, StartAt startAt, Clock clock) {
    this(consumer, new NextConsumer(null, clock), Refusals.OF_ANYBODY, layout, startAt, clock);
  }

  private TopicSource(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      NextConsumer next,
      Refusals refusals,
      TopicLayout layout,
      StartAt startAt,
      Clock clock) {
    this.consumer = consumer;
    this.next = next;
    this.refusals = refusals;
    this.startAt = startAt;
    this.clock = clock;
    this.layout = layout;
    addUnresolved();
  }

  /// Connects to a cluster.
  ///
  /// @throws KafkaException if the settings cannot be used
  public static TopicSource open(
      KafkaSettings settings, String clientId, TopicLayout layout, StartAt startAt, Clock clock) {
    return new TopicSource(
        new KafkaConsumer<>(settings.reader(clientId)),
        new NextConsumer(() -> new KafkaConsumer<>(settings.reader(clientId)), clock),
        Refusals.of(settings),
        layout,
        startAt,
        clock);
  }

  /// Takes note of what the topic is made of by now: new partitions are read from offset 0, and so
  /// is all of a topic with another id. Layouts that were asked for earlier than one that is known
  /// are ignored.
  ///
  /// @throws IllegalArgumentException if it is the layout of another topic
  public void follow(TopicLayout newer) {
    if (!newer.topic().equals(layout.topic())) {
      throw new IllegalArgumentException(
          "The source of " + layout.topic() + " cannot follow " + newer.topic() + ".");
    }
    if (newer.asked() - layout.asked() < 0) {
      return;
    }
    boolean another = !newer.id().equals(layout.id());
    layout = newer;
    if (another) {
      startAnew();
    } else {
      for (Cursor cursor : cursors) {
        if (cursor.state == State.HELD && newer.asked() - cursor.heldSince > 0) {
          cursor.state = State.SHORTER;
        }
      }
    }
    addPartitions();
  }

  /// Waits up to `timeout` for records. Never throws for what Kafka does or does not do; while
  /// there is trouble it may return at once, and the caller should pause.
  public Polled poll(Duration timeout) {
    String trouble = null;
    ConsumerRecords<ByteBuffer, ByteBuffer> records = ConsumerRecords.empty();
    try {
      trouble = resolveStarts();
      settleShorter();
      if (cursors.stream().anyMatch(Cursor::isAssigned)) {
        records = consumer.poll(timeout);
      }
    } catch (WakeupException e) {
      // Somebody wants the thread's attention: an empty poll gives it.
      LOG.debug("Woken up.", e);
    } catch (OffsetOutOfRangeException e) {
      trouble = handleOutOfRange(e);
    } catch (InterruptException e) {
      throw e;
    } catch (AuthenticationException e) {
      trouble = words(e);
      next.another().ifPresent(this::goOnWith);
    } catch (KafkaException e) {
      trouble = stepOverDamage(e).orElseGet(() -> words(e));
    }
    List<PartitionRecords> advanced = advance(records);
    var polled = new Polled(clock.now(), advanced, List.copyOf(gaps), Optional.ofNullable(trouble));
    gaps.clear();
    caughtUp = caughtUp || cursors.stream().allMatch(Cursor::hasReachedTarget);
    note(polled);
    return polled;
  }

  /// Goes back to before what it has handed out last, for somebody who failed with it.
  public void readAgain(Polled last) {
    for (PartitionRecords partition : last.partitions()) {
      int number = partition.id().partition();
      if (number < cursors.size() && cursors.get(number).id.equals(partition.id())) {
        Cursor cursor = cursors.get(number);
        cursor.position = partition.from();
        consumer.seek(cursor.partition, cursor.position);
      }
    }
  }

  /// The offset behind what has been handed out of a partition; empty as long as it is not known
  /// where it goes on. Also told of one that nothing comes from.
  public OptionalLong position(int partition) {
    return partition < cursors.size() && cursors.get(partition).state == State.READING
        ? OptionalLong.of(cursors.get(partition).position)
        : OptionalLong.empty();
  }

  /// Whether everything that was in the topic at the start has been handed out. Stays true.
  public boolean caughtUp() {
    return caughtUp;
  }

  /// How much of what was in the topic at the start has been handed out; 1 if and only if caught
  /// up.
  public double caughtUpFraction() {
    if (caughtUp) {
      return 1;
    }
    long backlog = 0;
    long read = 0;
    for (Cursor cursor : cursors) {
      backlog += cursor.backlog();
      read += cursor.readOfBacklog();
    }
    return backlog == 0 ? 0 : Math.min((double) read / backlog, Math.nextDown(1.0));
  }

  /// What was left out to be live at once; empty if nothing was or if the start is not known yet.
  public Optional<LeftOut> leftOut() {
    return leftOut;
  }

  /// The next offset of each partition whose start is known.
  public Map<PartitionId, Long> positions() {
    Map<PartitionId, Long> positions = new HashMap<>();
    for (Cursor cursor : cursors) {
      if (cursor.isAssigned()) {
        positions.put(cursor.id, cursor.position);
      }
    }
    return positions;
  }

  /// Records of a partition that Kafka had at the last answer and that are not handed out; empty if
  /// there was no answer yet. Asks nobody.
  public OptionalLong currentLag(int partition) {
    return partition < cursors.size() && cursors.get(partition).isAssigned()
        ? consumer.currentLag(cursors.get(partition).partition)
        : OptionalLong.empty();
  }

  public TopicLayout layout() {
    return layout;
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

  private Cursor newCursor(int partition) {
    return new Cursor(new TopicPartition(layout.topic(), partition), layout.partition(partition));
  }

  /// Nothing of the old topic is handed out any more; what has not begun to be read is no gap.
  private void startAnew() {
    boolean nothingRead = cursors.stream().noneMatch(Cursor::isAssigned);
    for (Cursor cursor : cursors) {
      if (cursor.isAssigned()) {
        gaps.add(new Gap(layout.topic(), cursor.id, Gap.Cause.RECREATED, cursor.position, 0));
      }
    }
    cursors.clear();
    if (nothingRead) {
      addUnresolved();
    }
  }

  private void addUnresolved() {
    for (int partition = 0; partition < layout.partitions(); partition++) {
      cursors.add(newCursor(partition));
    }
  }

  private void addPartitions() {
    List<Cursor> added = new ArrayList<>();
    while (cursors.size() < layout.partitions()) {
      Cursor cursor = newCursor(cursors.size());
      cursor.read(0, 0);
      cursors.add(cursor);
      added.add(cursor);
    }
    if (!added.isEmpty()) {
      assign(added);
    }
  }

  /// Puts the consumer to the positions of those that are new to it.
  private void assign(Collection<Cursor> added) {
    consumer.assign(
        cursors.stream().filter(Cursor::isAssigned).map(cursor -> cursor.partition).toList());
    for (Cursor cursor : added) {
      consumer.seek(cursor.partition, cursor.position);
    }
    consumer.resume(added.stream().map(cursor -> cursor.partition).toList());
  }

  private void goOnWith(Consumer<ByteBuffer, ByteBuffer> another) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    consumer = another;
    assign(cursors.stream().filter(Cursor::isAssigned).toList());
    consumer.pause(
        cursors.stream()
            .filter(cursor -> cursor.state == State.HELD || cursor.state == State.SHORTER)
            .map(cursor -> cursor.partition)
            .toList());
  }

  private @Nullable String resolveStarts() {
    List<Cursor> unresolved =
        cursors.stream().filter(cursor -> cursor.state == State.UNRESOLVED).toList();
    boolean othersRead = unresolved.size() < cursors.size();
    if (unresolved.isEmpty()
        || (askOneByOne && othersRead && clock.ticks() - lastAsked < ASK_AGAIN_NANOS)) {
      return null;
    }
    List<Cursor> asked =
        askOneByOne ? List.of(unresolved.get(nextToAsk++ % unresolved.size())) : unresolved;
    try {
      resolve(asked, askOneByOne ? ASK_ONE_TIMEOUT : ASK_TIMEOUT);
      return null;
    } catch (TimeoutException e) {
      askOneByOne = cursors.size() > 1;
      lastAsked = clock.ticks();
      return "Kafka does not tell where "
          + (asked.size() == 1 ? asked.getFirst().partition : layout.topic())
          + " starts: "
          + words(e);
    }
  }

  private void resolve(List<Cursor> asked, Duration timeout) {
    List<TopicPartition> partitions = asked.stream().map(cursor -> cursor.partition).toList();
    Map<TopicPartition, Long> starts = starts(startAt, partitions, timeout);
    long now = clock.now();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
    List<Gap> deleted = new ArrayList<>();
    for (Cursor cursor : asked) {
      long end = required(ends, cursor.partition);
      // There is no first record from an instant on if all are older: start behind them.
      long start = starts.getOrDefault(cursor.partition, end);
      cursor.read(start, end);
      Long resume = resumed(startAt).get(cursor.id);
      if (resume != null && resume < start) {
        deleted.add(new Gap(layout.topic(), cursor.id, Gap.Cause.RETENTION, resume, start));
      }
    }
    if (startAt instanceof StartAt.LiveFirst(_, long most)
        && asked.size() == cursors.size()
        && (!deleted.isEmpty() || backlog() > most)) {
      // Whoever reads the past also finds out from when to when it is gone.
      leaveOut(now, deleted);
    } else {
      gaps.addAll(deleted);
    }
    assign(asked);
  }

  private long backlog() {
    return cursors.stream().mapToLong(Cursor::backlog).sum();
  }

  private void leaveOut(long asked, List<Gap> deleted) {
    long backlog = backlog();
    Map<PartitionId, Long> ends = new HashMap<>();
    for (Cursor cursor : cursors) {
      cursor.read(cursor.target, cursor.target);
      ends.put(cursor.id, cursor.target);
    }
    leftOut = Optional.of(new LeftOut(asked, ends, backlog, deleted));
  }

  private Map<TopicPartition, Long> starts(
      StartAt startAt, List<TopicPartition> partitions, Duration timeout) {
    return switch (startAt) {
      case StartAt.LiveFirst(StartAt usual, _) -> starts(usual, partitions, timeout);
      case StartAt.Beginning() -> consumer.beginningOffsets(partitions, timeout);
      case StartAt.Instant(long micros) -> firstFrom(micros, partitions, timeout);
      case StartAt.Resumed(Map<PartitionId, Long> next, long micros) -> {
        Map<TopicPartition, Long> starts = firstFrom(micros, partitions, timeout);
        consumer
            .beginningOffsets(partitions, timeout)
            .forEach(
                (partition, beginning) -> {
                  Long resume = next.get(layout.partition(partition.partition()));
                  if (resume != null) {
                    starts.put(partition, Math.max(beginning, resume));
                  }
                });
        yield starts;
      }
    };
  }

  /// The offset behind what an earlier run has read of each partition.
  private static Map<PartitionId, Long> resumed(StartAt startAt) {
    return switch (startAt) {
      case StartAt.LiveFirst(StartAt usual, _) -> resumed(usual);
      case StartAt.Resumed(Map<PartitionId, Long> next, _) -> next;
      case StartAt.Beginning() -> Map.of();
      case StartAt.Instant(_) -> Map.of();
    };
  }

  private Map<TopicPartition, Long> firstFrom(
      long micros, List<TopicPartition> partitions, Duration timeout) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, Micros.toMillis(micros)));
    Map<TopicPartition, Long> found = new HashMap<>();
    consumer
        .offsetsForTimes(wanted, timeout)
        .forEach(
            (partition, first) -> {
              if (first != null) {
                found.put(partition, first.offset());
              }
            });
    return found;
  }

  private @Nullable String handleOutOfRange(OffsetOutOfRangeException e) {
    try {
      for (TopicPartition partition : e.offsetOutOfRangePartitions().keySet()) {
        if (partition.partition() < cursors.size()) {
          Cursor cursor = cursors.get(partition.partition());
          var divergent =
              e instanceof LogTruncationException truncated
                  ? truncated.divergentOffsets().get(partition)
                  : null;
          if (divergent == null) {
            findOut(cursor);
          } else {
            goOnBehindGap(cursor, Gap.Cause.TRUNCATED, divergent.offset());
          }
        }
      }
      return null;
    } catch (TimeoutException timeout) {
      // The consumer will tell again, as the position has not changed.
      return "Kafka does not tell what it still has of " + layout.topic() + ": " + words(timeout);
    }
  }

  private void findOut(Cursor cursor) {
    var partitions = List.of(cursor.partition);
    long beginning = required(consumer.beginningOffsets(partitions, ASK_TIMEOUT), cursor.partition);
    if (cursor.position < beginning) {
      goOnBehindGap(cursor, Gap.Cause.RETENTION, beginning);
    } else {
      cursor.state = State.HELD;
      cursor.heldSince = clock.ticks();
      consumer.pause(partitions);
    }
  }

  private void settleShorter() {
    for (Cursor cursor : cursors) {
      if (cursor.state == State.SHORTER) {
        var partitions = List.of(cursor.partition);
        long end = required(consumer.endOffsets(partitions, ASK_TIMEOUT), cursor.partition);
        cursor.state = State.READING;
        if (end < cursor.position) {
          goOnBehindGap(cursor, Gap.Cause.TRUNCATED, end);
        } else {
          consumer.seek(cursor.partition, cursor.position);
        }
        consumer.resume(partitions);
      }
    }
  }

  private void goOnBehindGap(Cursor cursor, Gap.Cause cause, long to) {
    gaps.add(new Gap(layout.topic(), cursor.id, cause, cursor.position, to));
    cursor.position = to;
    if (cause == Gap.Cause.TRUNCATED) {
      cursor.target = Math.min(cursor.target, to);
    }
    consumer.seek(cursor.partition, to);
  }

  /// Seeks past the offset that cannot be read, if that is what `e` says.
  ///
  /// @return the trouble
  private Optional<String> stepOverDamage(KafkaException e) {
    return DamagedPartition.in(e, layout.topic())
        .filter(partition -> partition < cursors.size() && cursors.get(partition).isAssigned())
        .map(
            partition -> {
              Cursor cursor = cursors.get(partition);
              if (cursor.damagedFrom < 0) {
                cursor.damagedFrom = cursor.position;
              }
              cursor.position++;
              consumer.seek(cursor.partition, cursor.position);
              return "Records of "
                  + cursor.partition
                  + " are damaged from offset "
                  + cursor.damagedFrom
                  + " on.";
            });
  }

  private void tellDamage(Cursor cursor) {
    if (cursor.damagedFrom >= 0) {
      gaps.add(
          new Gap(
              layout.topic(), cursor.id, Gap.Cause.DAMAGED, cursor.damagedFrom, cursor.position));
      cursor.damagedFrom = -1;
    }
  }

  private List<PartitionRecords> advance(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
    List<PartitionRecords> advanced = new ArrayList<>(records.nextOffsets().size());
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              Cursor cursor = cursors.get(partition.partition());
              tellDamage(cursor);
              advanced.add(
                  new PartitionRecords(
                      cursor.id, cursor.position, next.offset(), records.records(partition)));
              cursor.position = next.offset();
            });
    return advanced;
  }

  /// Says in the log what is new, not what was said before.
  private void note(Polled polled) {
    for (Gap gap : polled.gaps()) {
      LOG.warn("{}", gap.sentence());
    }
    String trouble = polled.trouble().orElse(null);
    if (trouble != null && !trouble.equals(lastTrouble)) {
      LOG.warn("Reading {}: {}", layout.topic(), trouble);
    }
    lastTrouble = trouble;
  }

  static long required(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new KafkaException("Kafka did not tell an offset for " + partition + ".");
    }
    return offset;
  }

  private String words(KafkaException e) {
    return refusals.words(e, layout.topic());
  }
}

package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FromPast.Stray;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.source.FakeTopic;
import io.belvedere.ingest.source.LeftOut;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import io.belvedere.ingest.twin.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reading of the past step by step, on a log that the test writes and into a store that only
/// remembers: what belongs where, what is counted, and when it waits.
@Timeout(60)
class BackfillTest {
  /// At a multiple of ten minutes.
  private static final long START = 1_767_000_000L * Micros.PER_SECOND;

  private static final String TOPIC = "belvedere.port.observations";
  private static final DistrictId DISTRICT = new DistrictId("port");
  private static final TopicLayout LAYOUT = new TopicLayout(TOPIC, new Uuid(1, 1), 2, 0, 0);

  private final ManualClock clock = new ManualClock(START + 40 * Micros.PER_MINUTE);
  private FakeTopic kafka = new FakeTopic(TOPIC);
  private final FakeStore store = new FakeStore();
  private final Twin twin = new Twin();
  private final SlabStore history = new SlabStore(Duration.ofHours(1), 1L << 20);
  private final Dictionary dictionary = new Dictionary(1_000);
  private final List<TimeRange> holes = new ArrayList<>();
  private final DeadLetters letters =
      new DeadLetters("port", Optional.empty(), DeadLetters.NO_POST);
  private final HandOver handOver =
      new HandOver(
          twin,
          new RulesOfApplication(twin, history, Duration.ofHours(1)),
          dictionary::number,
          holes::add,
          letters);
  private boolean upToDate = true;
  private int opened;
  private final Backfill backfill =
      new Backfill(
          store,
          Duration.ofHours(1),
          new Backfill.Front() {
            @Override
            public Optional<TopicLayout> layout() {
              return Optional.of(LAYOUT);
            }

            @Override
            public Roster roster() {
              return new Roster(Catalogue.empty(DISTRICT), dictionary.ids(), 1);
            }

            @Override
            public int mostDatastreams() {
              return FeedOptions.MOST_DATASTREAMS;
            }

            @Override
            public boolean isUpToDate() {
              return upToDate;
            }
          },
          layout -> {
            opened++;
            return new RangeSource(kafka, layout, clock);
          },
          Decoder::new,
          handOver,
          clock);

  @AfterEach
  void close() {
    backfill.close();
    letters.close();
    history.close();
  }

  @Test
  void readsTheNewestFirstAndEachObservationOnce() {
    send(1, "a", 1, 1);
    send(14, "a", 14, 2);
    send(25, "a", 25, 3);
    send(31, "a", 31, 4);
    store.missing(0, 30);
    readAll();
    assertThat(store.read).containsExactly("20-30", "10-20", "0-10");
    assertThat(store.values()).containsExactly(3.0, 2.0, 1.0);
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(3, 3, 0, 0, 0, 0));
    assertThat(backfill.reading().state()).isEqualTo(State.NOTHING_MISSING);
    assertThat(backfill.reading().done()).isEqualTo(1);
    assertThat(holes).isEmpty();
  }

  @Test
  void countsWhatIsThereAlreadyAsADuplicateAndWhatCannotBeReadAsRejected() {
    send(21, "a", 21, 1);
    send(22, "a", 21, 1);
    write(23, "not json");
    send(24, "a", 300, 2);
    send(25, "a", -200, 3);
    store.missing(20, 30);
    readAll();
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(5, 1, 1, 0, 1, 2));
    assertThat(letters.newest()).hasSize(2);
    assertThat(store.taken.getLast().quarantined()).isTrue();
    assertThat(store.taken.getLast().eventTime()).isEqualTo(minute(24));
    assertThat(store.taken.getLast().sentTime()).isEqualTo(minute(300));
  }

  @Test
  void whatComesTooLateForItsChunkGoesToTheFeed() {
    send(25, "late", 5, 1);
    send(26, "older", -10, 2);
    store.missing(0, 30);
    readAll();
    assertThat(store.values()).isEmpty();
    assertThat(history.size()).isEqualTo(2);
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(2, 2, 0, 0, 0, 0));
  }

  @Test
  void theFeedTakesManyStraysInSeveralRoundsAndTheChunkBehindThem() {
    Observed late =
        new Observed(0, 0, minute(5), minute(25), 1, Quality.GOOD, -1, -1, false, false, minute(5));
    List<Stray> strays =
        Collections.nCopies(
            2 * HandOver.MOST_STRAYS_A_ROUND + 1, new Stray(0, Severity.NORMAL, late));
    FromPast.Finished chunk =
        FromPast.Finished.of(
            store.part(range(20, 30)).finish(1), strays, List.of(), new HeldLetters());
    handOver.finished(chunk);
    handOver.take();
    assertThat(handOver.strays().received()).isEqualTo(HandOver.MOST_STRAYS_A_ROUND);
    handOver.take();
    assertThat(chunk.kept()).isNotDone();
    assertThat(store.read).isEmpty();
    handOver.take();
    assertThat(chunk.kept()).isCompleted();
    assertThat(store.read).containsExactly("20-30");
    assertThat(handOver.strays())
        .isEqualTo(new Fates(strays.size(), 1, strays.size() - 1, 0, 0, 0));
  }

  @Test
  void aChunkThatCannotBeKeptIsReadAgainAndNothingOfItIsCountedOrToldTwice() {
    send(5, "a", 5, 1);
    send(24, "late", 3, 2);
    write(25, "not json");
    send(26, "a", 26, 3);
    store.missing(0, 30);
    store.failing = 2;
    readUntil(() -> store.failures == 1);
    backfill.runOnce();
    assertThat(backfill.reading().trouble())
        .isEqualTo(
            "A part of the past is missing until it has been tried again. It cannot be kept:"
                + " java.lang.IllegalStateException: No memory.");
    assertThat(letters.newest()).isEmpty();
    readAll();
    assertThat(store.failures).isEqualTo(2);
    assertThat(store.read).containsExactly("20-30", "10-20", "0-10");
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(4, 3, 0, 0, 0, 1));
    assertThat(backfill.reading().trouble()).isEmpty();
    assertThat(letters.newest()).hasSize(1);
    assertThat(history.size()).isOne();
  }

  @Test
  void aChunkThatCanNeverBeKeptIsGivenUpAndToldAndTheOthersAreRead() {
    send(5, "a", 5, 1);
    send(26, "a", 26, 3);
    store.missing(0, 30);
    store.failing = 3;
    readUntil(() -> backfill.reading().state() == State.WAITING);
    assertThat(store.read).containsExactly("10-20", "0-10");
    assertThat(store.failures).isEqualTo(3);
    assertThat(backfill.reading().trouble())
        .startsWith("A part of the past is missing until the next start. It cannot be kept: ");
    assertThat(holes).isEmpty();
    assertThat(backfill.runOnce()).isZero();
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(1, 1, 0, 0, 0, 0));
  }

  @Test
  void whatFailsWhileItIsReadIsTriedAsOften() {
    store.missing(20, 30);
    store.unreadable = true;
    for (int i = 0; i < 3; i++) {
      kafka = new FakeTopic(TOPIC);
      send(26, "a", 26, 3);
      IllegalStateException failure = null;
      for (int step = 0; step < 20 && failure == null; step++) {
        handOver.take();
        try {
          backfill.runOnce();
        } catch (IllegalStateException e) {
          failure = e;
          backfill.failed(e);
        }
      }
      assertThat(failure).hasMessage("No such number.");
      assertThat(backfill.reading().state()).isEqualTo(State.WAITING);
    }
    assertThat(backfill.runOnce()).isZero();
    assertThat(backfill.reading().trouble())
        .startsWith("A part of the past is missing until the next start. It cannot be read: ");
  }

  @Test
  void whatComesWithinAMinuteIsFoundByItsChunk() {
    long received = minute(20) + 30 * Micros.PER_SECOND;
    long observed = minute(19) + 50 * Micros.PER_SECOND;
    send(received, 0, "a", observed, 1);
    store.missing(0, 30);
    readAll();
    assertThat(store.values()).containsExactly(1.0);
    assertThat(history.size()).isZero();
    assertThat(backfill.reading().counters().received()).isOne();
  }

  @Test
  void offsetsTellWhatTheLiveReadingLeftOutWhateverTheClocksSay() {
    // Our clock is behind the broker's by two seconds.
    long live = minute(30);
    send(live + 1_000_000, 0, "a", live + 1_000_000, 1);
    send(live + 2_000_000, 0, "a", live + 2_000_000, 2);
    send(live + 3_000_000, 0, "a", live + 3_000_000, 3);
    backfill.reachesTo(
        live,
        new LeftOut(live, Map.of(LAYOUT.partition(0), 2L, LAYOUT.partition(1), 0L), 2, List.of()));
    store.missing(20, 30);
    readAll();
    assertThat(history.size()).isEqualTo(2);
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(2, 2, 0, 0, 0, 0));
  }

  @Test
  void theFeedGivesNumbersToThoseThatWereNeverSeen() {
    dictionary.number("known");
    send(25, "known", 25, 1);
    send(25, "new", 25, 2);
    store.missing(20, 30);
    for (int i = 0; i < 5; i++) {
      backfill.runOnce();
    }
    assertThat(store.taken).as("waits for the answer").isEmpty();
    readAll();
    assertThat(store.numbers).containsExactly(0, 1);
    assertThat(dictionary.ids()).containsExactly("known", "new");
  }

  @Test
  void theTwinLearnsWhatIsNewestUnlessItKnowsSomethingNewer() {
    dictionary.number("hourly");
    dictionary.number("often");
    twin.apply(1, 0, minute(39), minute(39), 9, 0, -1, -1);
    send(minute(22), 1, "hourly", minute(22), 1);
    send(25, "often", 25, 2);
    store.missing(20, 30);
    readAll();
    DistrictState now = new DistrictState();
    twin.copyTo(now, clock.now());
    assertThat(now.value(0)).isEqualTo(1);
    assertThat(now.eventTime(0)).isEqualTo(minute(22));
    assertThat(now.partition(0)).isEqualTo(1);
    assertThat(now.value(1)).isEqualTo(9);
  }

  @Test
  void waitsWhileWhatIsLiveIsBehindAndWhileAFinishedChunkWaits() {
    send(5, "a", 5, 1);
    send(15, "a", 15, 1);
    send(25, "a", 25, 1);
    dictionary.number("a");
    store.missing(0, 30);
    upToDate = false;
    assertThat(backfill.runOnce()).isZero();
    assertThat(backfill.reading())
        .isEqualTo(new BackfillReading(State.WAITING, 0, Fates.NONE, "What is live comes first."));
    assertThat(opened).isZero();
    upToDate = true;
    assertThat(stepsUntilItWaits()).isEqualTo(State.READING);
    assertThat(store.finished).as("waits for the feed to keep the first").isOne();
    handOver.take();
    assertThat(stepsUntilItWaits()).isEqualTo(State.READING);
    assertThat(store.finished).isEqualTo(2);
    assertThat(backfill.reading().done()).isEqualTo(1 - 2 / 3.0);
    handOver.take();
    assertThat(stepsUntilItWaits()).as("the last is not there yet").isEqualTo(State.READING);
    assertThat(store.finished).isEqualTo(3);
    readAll();
  }

  private State stepsUntilItWaits() {
    for (int i = 0; i < 20; i++) {
      backfill.runOnce();
    }
    return backfill.reading().state();
  }

  @Test
  void whatIsNotWantedIsLeftWithoutATraceAndBeginsAnewWhenItIs() {
    dictionary.number("a");
    kafka.setMaxPollRecords(1);
    send(25, "a", 25, 1);
    send(26, "a", 26, 1);
    store.missing(20, 30);
    backfill.runOnce();
    backfill.runOnce();
    backfill.read(false);
    assertThat(backfill.runOnce()).isZero();
    assertThat(backfill.reading().state()).isEqualTo(State.CANCELLED);
    assertThat(backfill.reading().counters()).isEqualTo(Fates.NONE);
    assertThat(kafka.closed()).isTrue();
    handOver.take();
    assertThat(store.read).isEmpty();
  }

  @Test
  void ofWhatKafkaHasDeletedAHoleIsLeftAndItIsNotTriedAgain() {
    for (int i = 0; i < 30; i++) {
      send(i, "a", i, i);
    }
    kafka.log(0, 15, 30);
    store.missing(-15, 30);
    readAll();
    assertThat(store.read).containsExactly("20-30", "10-20");
    assertThat(holes).containsExactly(range(10, 15), new TimeRange(minute(-15), minute(10)));
    assertThat(store.missing().all()).isNotEmpty();
    assertThat(backfill.reading().state()).isEqualTo(State.NOTHING_MISSING);
    assertThat(backfill.runOnce()).isZero();
  }

  @Test
  void whatAnEmptiedPartitionMayHaveHadIsAHoleAlthoughAnotherHasAllOfIt() {
    send(5, "a", 5, 1);
    send(25, "a", 25, 2);
    send(minute(24), 1, "b", minute(24), 3);
    kafka.log(1, 1, 1);
    store.missing(10, 30);
    readAll();
    assertThat(store.values()).containsExactly(2.0);
    assertThat(holes).containsExactly(range(20, 30), range(10, 20));
  }

  @Test
  void whatIsDeletedOrDamagedWhileItIsReadIsAHole() {
    for (int i = 20; i < 30; i++) {
      send(i, "a", i, i);
    }
    dictionary.number("a");
    kafka.setMaxPollRecords(2);
    store.missing(20, 30);
    backfill.runOnce();
    kafka.log(0, 5, 10);
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(new TopicPartition(TOPIC, 0), 2L)));
    readAll();
    assertThat(holes).containsExactly(range(21, 25));
    assertThat(store.taken).hasSize(7);
  }

  @Test
  void whatIsKnownToBeLostIsNotLookedForAndWhatIsTooOldNeither() {
    store.missing(-60, 30);
    send(5, "a", 5, 1);
    backfill.givesUp(range(10, 30));
    readAll();
    assertThat(store.read).as("back to what is kept").containsExactly("0-10", "-20-0");
    assertThat(holes).isEmpty();
  }

  @Test
  void beforeTheFirstOfATopicThatHasDeletedNothingThereIsNothingAndThatIsNoHole() {
    send(25, "a", 25, 1);
    store.missing(-60, 30);
    readAll();
    assertThat(store.read).containsExactly("20-30", "-20-20");
    assertThat(holes).isEmpty();
    assertThat(store.missing().all()).hasSize(1);
    assertThat(backfill.reading().counters()).isEqualTo(new Fates(1, 1, 0, 0, 0, 0));
  }

  @Test
  void troubleIsToldAndItGoesOn() {
    send(25, "a", 25, 1);
    store.missing(20, 30);
    kafka.setPollException(
        new org.apache.kafka.common.errors.AuthorizationException("Not authorized."));
    assertThat(backfill.runOnce()).isZero();
    assertThat(backfill.reading().state()).isEqualTo(State.WAITING);
    assertThat(backfill.reading().trouble()).isEqualTo("Not authorized.");
    readAll();
    assertThat(store.values()).containsExactly(1.0);
  }

  /// Rounds of both threads until nothing is missing any more.
  private void readAll() {
    readUntil(() -> backfill.reading().state() == State.NOTHING_MISSING);
    assertThat(backfill.reading().counters().balances()).isTrue();
  }

  private void readUntil(BooleanSupplier end) {
    for (int i = 0; i < 1_000 && (i == 0 || !end.getAsBoolean()); i++) {
      backfill.runOnce();
      handOver.take();
    }
    assertThat(end.getAsBoolean()).isTrue();
  }

  private void send(int received, String datastream, int observed, double value) {
    send(minute(received), 0, datastream, minute(observed), value);
  }

  private void send(long received, int partition, String datastream, long observed, double value) {
    write(
        received,
        partition,
        "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%s}"
            .formatted(datastream, Micros.toInstant(observed), value));
  }

  private void write(int received, String value) {
    write(minute(received), 0, value);
  }

  private void write(long received, int partition, String value) {
    kafka.write(
        partition,
        TimestampType.LOG_APPEND_TIME,
        received / 1_000,
        new RecordHeaders(),
        "k".getBytes(UTF_8),
        value.getBytes(UTF_8));
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(minute(from), minute(to));
  }

  private static long minute(int minute) {
    return START + minute * Micros.PER_MINUTE;
  }

  /// Remembers what it is given.
  private static final class FakeStore implements PastStore {
    final List<Observed> taken = new ArrayList<>();
    final List<Integer> numbers = new ArrayList<>();
    final List<String> read = new ArrayList<>();
    int finished;

    /// How many more chunks cannot be kept, and how many could not.
    int failing;

    int failures;
    boolean unreadable;
    private TimeRanges missing = TimeRanges.NONE;

    void missing(int from, int to) {
      missing = missing.plus(TimeRanges.of(range(from, to)));
    }

    List<Double> values() {
      return taken.stream().map(Observed::value).toList();
    }

    @Override
    public TimeRanges missing() {
      return missing;
    }

    @Override
    public Part part(TimeRange range) {
      return new FakePart(range);
    }

    private final class FakePart implements Part {
      private final TimeRange range;
      private final DistrictState newest = new DistrictState();
      private final List<Observed> mine = new ArrayList<>();

      FakePart(TimeRange range) {
        this.range = range;
        newest.reset(range.to(), 8);
      }

      @Override
      public Verdict take(int datastream, int flags, Observed o) {
        assertThat(range.contains(o.eventTime())).isTrue();
        if (unreadable) {
          throw new IllegalStateException("No such number.");
        }
        boolean isThere =
            Stream.concat(taken.stream(), mine.stream())
                .anyMatch(t -> t.eventTime() == o.eventTime() && t.handle() == o.handle());
        if (isThere) {
          return Verdict.DUPLICATE;
        }
        mine.add(o);
        numbers.add(datastream);
        newest.set(datastream, o.eventTime(), o.receiveTime(), o.value(), flags);
        newest.setPartition(datastream, o.partition());
        return o.quarantined() ? Verdict.QUARANTINED : Verdict.APPLIED;
      }

      @Override
      public Packed finish(int datastreams) {
        finished++;
        return new Packed() {
          @Override
          public DistrictState newest() {
            return newest;
          }

          @Override
          public void insert() {
            if (failing > 0) {
              failing--;
              failures++;
              throw new IllegalStateException("No memory.");
            }
            taken.addAll(mine);
            read.add(minutes(range.from()) + "-" + minutes(range.to()));
            missing = missing.minus(TimeRanges.of(range));
          }
        };
      }

      private long minutes(long instant) {
        return (instant - START) / Micros.PER_MINUTE;
      }
    }
  }
}

package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.decode.Canary;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.FakeTopic;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.OffsetIntervals.Interval;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.StartAt;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The feed of a district round by round, at a clock that the test moves and on logs that it
/// writes: what is shown as live must be, and nothing may be lost without a word.
@Timeout(60)
class DistrictFeedTest {
  private static final long START = 1_767_000_000_000_000L;
  private static final Uuid ID = new Uuid(1, 1);
  private static final TimestampType BROKER = TimestampType.LOG_APPEND_TIME;
  private static final TimestampType SENDER = TimestampType.CREATE_TIME;

  private final ManualClock clock = new ManualClock(START);
  private final TopicNames names = TopicNames.of(new DistrictId("port"));
  private final FakeTopic observations = new FakeTopic(names.observations());
  private final FakeTopic past = new FakeTopic(names.observations());
  private final FakeTopic catalogue = new FakeTopic(names.catalogue());
  private final DeadLetters letters =
      new DeadLetters("port", Optional.empty(), DeadLetters.NO_POST);
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final DistrictState state = new DistrictState();
  private Uuid catalogueId = new Uuid(7, 1);
  private double pastWritten = 1;
  private long mostBacklog = 100;
  private int underReplicated;
  private ProbeReading probe = reading(Map.of(), Optional.of("Not asked yet."));

  private final DistrictFeed feed =
      new DistrictFeed(
          names,
          Duration.ofHours(1),
          Memory.inMemory(Duration.ofHours(1)),
          () -> pastWritten,
          new DistrictFeed.Sources() {
            @Override
            public CatalogueSource catalogue(TopicLayout layout) {
              return new CatalogueSource(
                  new TopicSource(catalogue, layout, StartAt.beginning(), clock), clock);
            }

            @Override
            public TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next) {
              return new TopicSource(
                  observations,
                  layout,
                  new StartAt.LiveFirst(StartAt.beginning(), mostBacklog),
                  clock);
            }

            @Override
            public RangeSource past(TopicLayout layout) {
              return new RangeSource(past, layout, clock);
            }
          },
          () -> probe,
          letters,
          clock,
          FeedOptions.MOST_DATASTREAMS);
  private final LiveDistrict district = feed.district();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void saysWhatItLooksForUntilTheTopicIsThere() {
    feed.runOnce();
    assertThat(district.status().phase()).isEqualTo(Phase.STARTING);
    assertThat(district.status().cause()).isEqualTo("Not asked yet.");
    probe = reading(Map.of(), Optional.empty());
    feed.runOnce();
    assertThat(district.status().cause())
        .isEqualTo("There is no topic belvedere.port.observations.");
    answer();
    round();
    assertThat(district.status().isLive()).isTrue();
  }

  @Test
  void readsNoObservationBeforeTheCatalogueIsRead() {
    describe("gate", "\"categories\":[{\"value\":2,\"name\":\"open\",\"severity\":\"P2\"}],");
    for (int i = 0; i < 4; i++) {
      describe("level-" + i, "");
    }
    catalogue.setMaxPollRecords(2);
    send("gate", START, "\"open\"");
    answer();
    feed.runOnce();
    feed.runOnce();
    assertThat(district.status().phase()).isEqualTo(Phase.CATCHING_UP);
    assertThat(observations.assignment()).isEmpty();
    feed.runOnce();
    round();
    district.now(state);
    assertThat(state.value(district.roster().number("gate").orElseThrow())).isEqualTo(2);
    assertThat(district.counters().total()).isEqualTo(new Fates(1, 1, 0, 0, 0, 0));
    assertThat(district.roster().catalogued()).isEqualTo(5);
  }

  @Test
  void whatIsUnusualAmongOthersHasItsOwnTimeAndItsOwnLetter() {
    answer();
    round();
    send("level", START, "1");
    clock.advance(Duration.ofSeconds(3));
    send("flow", START, "1e1");
    write(BROKER, START, "{\"datastream\":\"level\"}");
    round();
    district.now(state);
    assertThat(state.receiveTime(district.roster().number("flow").orElseThrow()))
        .isEqualTo(state.receiveTime(district.roster().number("level").orElseThrow()) + 3_000_000);
    assertThat(letters.newest())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.offset()).isEqualTo(2);
              assertThat(letter.value()).isEqualTo("{\"datastream\":\"level\"}");
            });
    assertThat(district.counters().total()).isEqualTo(new Fates(3, 2, 0, 0, 0, 1));
  }

  @Test
  void aRoundThatFailsLosesNothingOfWhatItHadBeenGiven() {
    answer();
    round();
    send("level", START, "1");
    observations.write(
        0,
        BROKER,
        clock.now() / 1_000,
        new FailingOnce(),
        "t".getBytes(UTF_8),
        observation("level", START + 1, "2").getBytes(UTF_8));
    send("level", START + 2, "3");
    assertThatThrownBy(feed::runOnce).isInstanceOf(OutOfMemoryError.class);
    round();
    assertThat(district.counters().total()).isEqualTo(new Fates(3, 3, 0, 0, 0, 0));
    assertThat(district.history().size()).isEqualTo(3);
  }

  /// Headers that cannot be looked at the first time.
  private static final class FailingOnce extends RecordHeaders {
    private boolean hasFailed;

    @Override
    public Iterator<Header> iterator() {
      if (!hasFailed) {
        hasFailed = true;
        throw new OutOfMemoryError("for a test");
      }
      return super.iterator();
    }
  }

  @Test
  void whatForeignSendersCallADatastreamIsWhatTheCatalogueSaysNow() {
    answer();
    sendForeign(START, "1");
    round();
    assertThat(district.roster().number("level")).isEmpty();
    describe("level", "\"aliases\":[\"7\"],");
    second();
    sendForeign(START + 1, "2");
    round();
    district.now(state);
    assertThat(state.value(district.roster().number("7").orElseThrow())).isEqualTo(1);
    assertThat(state.value(district.roster().number("level").orElseThrow())).isEqualTo(2);
  }

  @Test
  void whatReportsTheSameForTooLongIsToldAsStuckWithinASecond() {
    describe("level", "\"maxUnchanged_s\": 20,");
    answer();
    round();
    long since = clock.now();
    for (int i = 0; i <= 20; i++) {
      assertThat(district.trust().stuck()).as("second %d", i).isEmpty();
      send("level", clock.now(), "8.1");
      second();
    }
    int level = district.roster().number("level").orElseThrow();
    assertThat(district.trust().stuck()).containsOnlyKeys(level);
    assertThat(district.trust().stuck(level).orElseThrow().since())
        .isCloseTo(since, Offset.offset(Micros.PER_SECOND));
    assertThat(district.status().isLive()).isTrue();
    send("level", clock.now(), "8.2");
    second();
    assertThat(district.trust().stuck()).isEmpty();
  }

  @Test
  void whyAGroupCannotBeComparedIsTold() {
    describe("one", "\"group\": \"sluice\",");
    describe("other", "\"group\": \"sluice\", \"categories\": [],");
    catalogue.write(
        0,
        BROKER,
        clock.now() / 1_000,
        new RecordHeaders(),
        "third".getBytes(UTF_8),
        """
        {"name": "L", "kind": "water-level", "unit": "m", "period_s": 10, "criticality": "high",
         "group": "sluice",
         "thing": {"id": "t", "name": "T", "kind": "level", "lon": 7.42, "lat": 43.73}}
        """
            .getBytes(UTF_8));
    answer();
    round();
    second();
    second();
    assertThat(district.trust().agreements()).hasSize(1);
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.status().cause())
        .isEqualTo("The group sluice cannot be compared: one is in cm, third in m.");
  }

  @Test
  void isLiveOnlyWhenItHasReadToTheEndsOfTheStartAndThePastIsWritten() {
    pastWritten = 0.25;
    observations.setMaxPollRecords(1);
    for (int i = 0; i < 4; i++) {
      send("level", START + i, "1");
    }
    answer();
    round();
    assertThat(district.status().phase()).isEqualTo(Phase.CATCHING_UP);
    assertThat(district.status().caughtUp()).isEqualTo(0.25);
    pastWritten = 1;
    feed.runOnce();
    assertThat(district.status().caughtUp()).isEqualTo(0.75);
    feed.runOnce();
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.status().since()).isEqualTo(clock.now());
  }

  @Test
  void blamesNoSensorWhileItsPastIsStillWritten() {
    describe("level", "");
    pastWritten = 0.5;
    send(SENDER, "level", START - 1_800_000_000L, "1");
    answer();
    round();
    int level = district.roster().number("level").orElseThrow();
    district.now(state);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.UNKNOWN);
    pastWritten = 1;
    answer();
    round();
    district.now(state);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.OFFLINE);
  }

  @Test
  void isLostWhenItsOwnThreadStandsAlthoughNobodySaysSo() {
    answer();
    round();
    clock.advance(Duration.ofSeconds(3));
    assertThat(district.status().isLive()).isTrue();
    clock.advance(Duration.ofSeconds(3));
    assertThat(district.status().phase()).isEqualTo(Phase.LOST);
  }

  @Test
  void isLostWhenKafkaDoesNotAnswerAndNoSensorIsBlamed() {
    describe("level", "");
    send("level", START, "1");
    answer();
    round();
    int level = district.roster().number("level").orElseThrow();
    district.now(state);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.FRESH);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(1));
      feed.runOnce();
    }
    assertThat(district.status().phase()).isEqualTo(Phase.LOST);
    assertThat(district.status().cause()).startsWith("Kafka does not answer.");
    district.now(state);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.UNKNOWN);

    send("level", clock.now(), "2");
    answer();
    round();
    assertThat(district.status().isLive()).isTrue();
    district.now(state);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.FRESH);
    assertThat(state.value(level)).isEqualTo(2);
  }

  @Test
  void thePastIsAsItIsKnownNowAndAsKnownAsItWasThen() {
    describe("level", "");
    send("level", START, "1");
    answer();
    round();
    long silence = START + 20 * Micros.PER_SECOND;
    clock.advance(Duration.ofSeconds(60));
    send("level", silence, "5");
    answer();
    round();
    int level = district.roster().number("level").orElseThrow();
    long after = silence + Micros.PER_SECOND;
    district.at(after, state);
    assertThat(state.value(level)).isEqualTo(5);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.FRESH);
    district.asKnown(after, after, state);
    assertThat(state.value(level)).isEqualTo(1);
    assertThat(state.liveness(level, 10 * Micros.PER_SECOND)).isEqualTo(Liveness.UNKNOWN);
  }

  @Test
  void aRoundThatFailsIsToldUntilOneSucceeds() {
    answer();
    round();
    feed.failed(new IllegalStateException("the disk is gone"));
    assertThat(district.status().phase()).isEqualTo(Phase.LOST);
    assertThat(district.status().cause()).contains("the disk is gone");
    feed.runOnce();
    assertThat(district.status().isLive()).isTrue();
  }

  @Test
  void whatKafkaRefusesIsTheCause() {
    answer();
    round();
    observations.setPollException(new AuthorizationException("Not authorized to read."));
    feed.runOnce();
    assertThat(district.status().phase()).isEqualTo(Phase.LOST);
    assertThat(district.status().cause()).isEqualTo("Not authorized to read.");
    feed.runOnce();
    assertThat(district.status().isLive()).isTrue();
  }

  @Test
  void aCatalogueThatCannotBeReadIsTheCauseAndLaterOnlyAWarning() {
    describe("level", "");
    catalogue.setPollException(new AuthorizationException("Not authorized to describe."));
    answer();
    feed.runOnce();
    assertThat(district.status().phase()).isEqualTo(Phase.LOST);
    assertThat(district.status().cause())
        .isEqualTo("The catalogue cannot be read: Not authorized to describe.");
    feed.runOnce();
    round();
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.status().cause()).isEmpty();

    clock.advance(Duration.ofSeconds(2));
    answer();
    catalogue.setPollException(new AuthorizationException("Not authorized any more."));
    feed.runOnce();
    assertThat(district.status().isLive()).as("what is known of it still holds").isTrue();
    assertThat(district.status().cause())
        .isEqualTo("The catalogue cannot be read: Not authorized any more.");
  }

  @Test
  void warnsOfMissingCopiesAndOfSendersThatStampTheirRecords() {
    underReplicated = 1;
    answer();
    round();
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.status().cause())
        .isEqualTo("1 of 1 partitions of belvedere.port.observations have lost copies.");
    underReplicated = 0;
    clock.advance(Duration.ofSeconds(1));
    answer();
    round();
    assertThat(district.status().cause()).isEmpty();

    send(SENDER, "level", clock.now() + 1_000_000, "1");
    round();
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.status().cause())
        .isEqualTo("The records are stamped by their senders, so delays are not to be trusted.");
    send("level", clock.now() + 1, "2");
    round();
    assertThat(district.status().cause()).isEmpty();
  }

  @Test
  void recordsThatKafkaDeletedUnreadAreAGapAndAHole() {
    send("level", START, "1");
    answer();
    round();
    clock.advance(Duration.ofSeconds(3));
    observations.log(0, 50, 50);
    send("level", clock.now(), "2");
    observations.setPollException(
        new OffsetOutOfRangeException(Map.of(new TopicPartition(names.observations(), 0), 1L)));
    feed.runOnce();
    assertThat(district.gaps()).hasSize(1);
    assertThat(district.gaps().getFirst()).contains("49 records");
    answer();
    round();
    assertThat(district.history().holes()).hasSize(1);
    district.now(state);
    assertThat(state.value(0)).isEqualTo(2);
    assertThat(district.counters().total().balances()).isTrue();
  }

  @Test
  void whatIsReadASecondTimeAfterTheLogBecameShorterIsADuplicate() {
    send("level", START, "1");
    send("level", START + 1, "2");
    answer();
    round();
    TopicPartition partition = new TopicPartition(names.observations(), 0);
    observations.setPollException(
        new LogTruncationException(
            Map.of(partition, 2L), Map.of(partition, new OffsetAndMetadata(1))));
    feed.runOnce();
    round();
    assertThat(district.counters().total()).isEqualTo(new Fates(3, 2, 1, 0, 0, 0));
    assertThat(district.gaps().getFirst()).startsWith("Kafka lost records");
  }

  @Test
  void aCanaryIsMeasuredAndNotCounted() {
    answer();
    round();
    clock.advance(Duration.ofMillis(30));
    var headers = new RecordHeaders();
    headers.add(Canary.HEADER, new byte[0]);
    byte[] sent = Canary.value(clock.now() - 30_000);
    observations.write(0, BROKER, clock.now() / 1_000, headers, "k".getBytes(UTF_8), sent);
    round();
    second();
    assertThat(district.lag().toBroker().max()).isBetween(29_000L, 31_000L);
    assertThat(district.counters().total().received()).isZero();
    assertThat(district.counters().canaries()).isOne();
  }

  @Test
  void thePastThatASenderStampedSaysNothingOfTheDelay() {
    send(SENDER, "level", START - 3_600_000_000L / 2, "1");
    answer();
    round();
    second();
    assertThat(district.lag().endToEnd().count()).isZero();
    send("level", clock.now() - 20_000, "2");
    round();
    second();
    assertThat(district.lag().endToEnd().count()).isOne();
    assertThat(district.lag().endToEnd().max()).isBetween(20_000L, 1_300_000L);
  }

  @Test
  void aCatalogueTopicThatWasMadeAnewReplacesTheOldOne() {
    describe("old", "");
    answer();
    round();
    assertThat(district.roster().catalogued()).isOne();
    catalogueId = new Uuid(7, 2);
    catalogue.log(0, 0, 0);
    describe("new", "");
    clock.advance(Duration.ofSeconds(2));
    answer();
    round();
    clock.advance(Duration.ofSeconds(2));
    answer();
    round();
    assertThat(district.roster().catalogue().datastreams()).containsOnlyKeys("new");
  }

  @Test
  void aLargeBacklogDoesNotKeepItFromBeingLiveAndIsReadAfterwards() {
    describe("level", "");
    mostBacklog = 2;
    for (int i = 0; i < 3; i++) {
      send("level", clock.now(), "" + i);
    }
    clock.advance(Duration.ofMillis(300));
    answer();
    round();
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.counters().total().received()).isZero();
    int level = district.roster().number("level").orElseThrow();
    district.now(state);
    assertThat(state.isKnown(level)).isFalse();

    for (int i = 0; i < 10; i++) {
      answer();
      feed.pastReader().runOnce();
      feed.runOnce();
    }
    district.now(state);
    assertThat(state.value(level)).isEqualTo(2);
    assertThat(district.backfill().counters().balances()).isTrue();
    assertThat(district.backfill().counters().received()).isEqualTo(3);
    district.readPast(false);
    feed.pastReader().runOnce();
    assertThat(district.backfill().state()).isEqualTo(BackfillReading.State.CANCELLED);
  }

  @Test
  void whatIsReadBehindIsKeptAlsoIfNothingHasEverBeenLive() {
    mostBacklog = 2;
    for (int i = 0; i < 6; i++) {
      send("level", START - i * Micros.PER_MINUTE, "" + i);
    }
    clock.advance(Duration.ofMillis(300));
    answer();
    round();
    for (int i = 0; i < 30; i++) {
      answer();
      feed.pastReader().runOnce();
      feed.runOnce();
    }
    assertThat(district.backfill().state()).isEqualTo(BackfillReading.State.NOTHING_MISSING);
    assertThat(district.history().size()).isEqualTo(6);
    assertThat(district.history().covered())
        .contains(new TimeRange(START - 5 * Micros.PER_MINUTE, START));
    district.at(START - Micros.PER_MINUTE, state);
    assertThat(state.value(0)).isEqualTo(1);
  }

  @Test
  void goesOnBehindTheLastThatAnEarlierRunHasRead() {
    var partition = new PartitionId(ID, 0);
    var earlier = OffsetIntervals.of(List.of(new Interval(0, 5), new Interval(90, 100)));
    var memory = Memory.inMemory(Duration.ofHours(1));
    Map<PartitionId, Long> resumed = new HashMap<>();
    var sources =
        new DistrictFeed.Sources() {
          @Override
          public CatalogueSource catalogue(TopicLayout layout) {
            return new CatalogueSource(
                new TopicSource(catalogue, layout, StartAt.beginning(), clock), clock);
          }

          @Override
          public TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next) {
            resumed.putAll(next);
            return new TopicSource(observations, layout, StartAt.beginning(), clock);
          }

          @Override
          public RangeSource past(TopicLayout layout) {
            return new RangeSource(past, layout, clock);
          }
        };
    answer();
    try (DistrictFeed second =
        new DistrictFeed(
            names,
            Duration.ofHours(1),
            new Memory(
                memory.store(), memory.disk(), memory.names(), Map.of(partition, earlier), ""),
            () -> 1,
            sources,
            () -> probe,
            letters,
            clock,
            FeedOptions.MOST_DATASTREAMS)) {
      second.runOnce();
    }
    assertThat(resumed).containsExactly(Map.entry(partition, 100L));
  }

  @Test
  void aDistrictWithoutACatalogueIsFedAndAllOfItIsUncatalogued() {
    send("level", START, "1");
    probe =
        reading(Map.of(names.observations(), layout(names.observations(), ID)), Optional.empty());
    round();
    assertThat(district.status().isLive()).isTrue();
    assertThat(district.roster().uncatalogued()).isEqualTo(List.of("level"));
    assertThat(district.counters().uncatalogued()).isOne();
  }

  @Test
  void whatIsClosedSaysSoAndHasClosedItsConsumers() {
    answer();
    round();
    feed.close();
    assertThat(district.status().phase()).isEqualTo(Phase.CLOSED);
    assertThat(observations.closed()).isTrue();
    assertThat(catalogue.closed()).isTrue();
  }

  /// Rounds until what was read is published.
  private void round() {
    feed.runOnce();
    clock.advance(Duration.ofMillis(250));
    feed.runOnce();
  }

  /// Goes on for as long as readings of the lag stand.
  private void second() {
    clock.advance(Duration.ofSeconds(1));
    answer();
    feed.runOnce();
  }

  /// Kafka answers the probe now.
  private void answer() {
    clock.advance(Duration.ofMillis(1));
    TopicPartition partition = new TopicPartition(names.observations(), 0);
    ends.putAll(observations.endOffsets(List.of(partition), Duration.ZERO));
    probe =
        reading(
            Map.of(
                names.observations(), layout(names.observations(), ID),
                names.catalogue(), layout(names.catalogue(), catalogueId)),
            Optional.empty());
  }

  private ProbeReading reading(Map<String, TopicLayout> layouts, Optional<String> failure) {
    return new ProbeReading(clock.now(), List.of(names), layouts, ends, failure);
  }

  private TopicLayout layout(String topic, Uuid id) {
    return new TopicLayout(topic, id, 1, underReplicated, clock.ticks());
  }

  private void describe(String id, String more) {
    String entry =
        """
        {"name": "L", "kind": "water-level", "unit": "cm", "period_s": 10, "criticality": "high",
         %s "thing": {"id": "t", "name": "T", "kind": "level", "lon": 7.42, "lat": 43.73}}
        """
            .formatted(more);
    catalogue.write(
        0,
        BROKER,
        clock.now() / 1_000,
        new RecordHeaders(),
        id.getBytes(UTF_8),
        entry.getBytes(UTF_8));
  }

  private void send(String datastream, long eventTime, String result) {
    send(BROKER, datastream, eventTime, result);
  }

  /// As a SensorThings server sends it, of its datastream 7.
  private void sendForeign(long eventTime, String result) {
    write(
        BROKER,
        eventTime,
        "{\"Datastream\":{\"@iot.id\":7},\"phenomenonTime\":\"%s\",\"result\":%s}"
            .formatted(Micros.toInstant(eventTime), result));
  }

  private void send(TimestampType stampedBy, String datastream, long eventTime, String result) {
    write(stampedBy, eventTime, observation(datastream, eventTime, result));
  }

  private static String observation(String datastream, long eventTime, String result) {
    return "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%s}"
        .formatted(datastream, Micros.toInstant(eventTime), result);
  }

  private void write(TimestampType stampedBy, long eventTime, String value) {
    long stamp = stampedBy == BROKER ? clock.now() : eventTime;
    past.write(
        0,
        stampedBy,
        stamp / 1_000,
        new RecordHeaders(),
        "t".getBytes(UTF_8),
        value.getBytes(UTF_8));
    observations.write(
        0,
        stampedBy,
        stamp / 1_000,
        new RecordHeaders(),
        "t".getBytes(UTF_8),
        value.getBytes(UTF_8));
  }
}

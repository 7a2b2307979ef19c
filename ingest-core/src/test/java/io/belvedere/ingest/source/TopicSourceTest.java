package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.junit.jupiter.api.Test;

class TopicSourceTest {
  private static final String TOPIC = "belvedere.port.observations";
  private static final Duration NO_TIME = Duration.ZERO;
  private static final Uuid FIRST = new Uuid(1, 1);
  private static final Uuid SECOND = new Uuid(2, 2);

  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  private final FakeTopic kafka = new FakeTopic(TOPIC);

  @Test
  void emptyPartitionsAreCaughtUpAtOnce() {
    TopicSource source = source(3);
    assertThat(source.caughtUp()).isFalse();
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.trouble()).isEmpty();
    assertThat(source.caughtUp()).isTrue();
    assertThat(source.caughtUpFraction()).isEqualTo(1);
  }

  @Test
  void caughtUpMeansTheEndsOfTheStartNotAnEmptyPoll() {
    kafka.log(0, 10, 14);
    kafka.setMaxPollRecords(3);
    TopicSource source = source(2);

    Polled first = source.poll(NO_TIME);
    assertThat(offsets(first)).containsExactly(10L, 11L, 12L);
    assertThat(source.caughtUp()).isFalse();
    assertThat(source.caughtUpFraction()).isEqualTo(0.75);

    kafka.append(0, 14);
    assertThat(offsets(source.poll(NO_TIME))).contains(13L);
    assertThat(source.caughtUp()).isTrue();
  }

  @Test
  void whoFailedWithWhatCameLastGetsItAgain() {
    kafka.log(0, 10, 14);
    kafka.log(1, 0, 2);
    TopicSource source = source(2);
    Polled first = source.poll(NO_TIME);
    source.readAgain(first);
    Polled again = source.poll(NO_TIME);
    assertThat(offsets(again)).isEqualTo(offsets(first)).hasSize(6);
    assertThat(again.partitions())
        .extracting(PartitionRecords::from)
        .isEqualTo(first.partitions().stream().map(PartitionRecords::from).toList());
    assertThat(source.poll(NO_TIME).count()).isZero();
  }

  @Test
  void recordsComeByPartitionWithThePositionsAroundThem() {
    kafka.log(0, 5, 7);
    kafka.log(1, 0, 1);
    TopicSource source = source(2);
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.pollTime()).isEqualTo(clock.now());
    assertThat(polled.count()).isEqualTo(3);
    assertThat(polled.partitions())
        .extracting(PartitionRecords::id, PartitionRecords::from, PartitionRecords::next)
        .containsExactlyInAnyOrder(
            tuple(new PartitionId(FIRST, 0), 5L, 7L), tuple(new PartitionId(FIRST, 1), 0L, 1L));
    assertThat(source.positions()).containsEntry(new PartitionId(FIRST, 0), 7L);
  }

  @Test
  void fromAnInstantStartsBehindWhatIsOlder() {
    kafka.log(0, 0, 4);
    kafka.log(1, 0, 4);
    kafka.firstSince.put(partition(0), 2L);
    var source = new TopicSource(kafka, layout(FIRST, 2), StartAt.instant(clock.now()), clock);
    assertThat(offsets(source.poll(NO_TIME))).containsExactly(2L, 3L);
    assertThat(source.positions()).containsEntry(new PartitionId(FIRST, 1), 4L);
    assertThat(source.caughtUp()).isTrue();
  }

  @Test
  void whatIsTooMuchIsLeftOutInAllPartitionsAtOnce() {
    kafka.log(0, 0, 90);
    kafka.log(1, 10, 21);
    TopicSource source = liveFirst(2, 100);
    assertThat(source.leftOut()).isEmpty();
    long asked = clock.now();
    assertThat(offsets(source.poll(NO_TIME))).isEmpty();
    assertThat(source.caughtUp()).isTrue();
    var first = new PartitionId(FIRST, 0);
    var second = new PartitionId(FIRST, 1);
    assertThat(source.leftOut())
        .contains(new LeftOut(asked, Map.of(first, 90L, second, 21L), 101, List.of()));
    assertThat(source.leftOut().orElseThrow().contains(first, 89)).isTrue();
    assertThat(source.leftOut().orElseThrow().contains(first, 90)).isFalse();
    kafka.append(1, 21);
    assertThat(offsets(source.poll(NO_TIME))).containsExactly(21L);
  }

  @Test
  void whatIsNotTooMuchIsReadFirst() {
    kafka.log(0, 0, 90);
    kafka.log(1, 10, 20);
    TopicSource source = liveFirst(2, 100);
    assertThat(offsets(source.poll(NO_TIME))).hasSize(100);
    assertThat(source.leftOut()).isEmpty();
  }

  @Test
  void whereAnEarlierRunEndedIsGoneOnHoweverLongAgoThatWas() {
    kafka.log(0, 0, 10);
    kafka.log(1, 0, 10);
    kafka.firstSince.put(partition(0), 8L);
    kafka.firstSince.put(partition(1), 8L);
    var usual = StartAt.resumed(Map.of(new PartitionId(FIRST, 0), 6L), clock.now());
    var source = new TopicSource(kafka, layout(FIRST, 2), new StartAt.LiveFirst(usual, 100), clock);
    Polled polled = source.poll(NO_TIME);
    assertThat(offsets(polled)).containsExactlyInAnyOrder(6L, 7L, 8L, 9L, 8L, 9L);
    assertThat(polled.gaps()).isEmpty();
    assertThat(source.leftOut()).isEmpty();
  }

  @Test
  void whatAnEarlierRunHadNotReadAndIsDeletedIsLeftToWhoeverReadsThePast() {
    kafka.log(0, 10, 20);
    kafka.log(1, 0, 10);
    PartitionId first = new PartitionId(FIRST, 0);
    PartitionId second = new PartitionId(FIRST, 1);
    var usual = StartAt.resumed(Map.of(first, 5L, second, 5L), clock.now());
    var source = new TopicSource(kafka, layout(FIRST, 2), new StartAt.LiveFirst(usual, 100), clock);
    long asked = clock.now();
    Polled polled = source.poll(NO_TIME);
    assertThat(offsets(polled)).isEmpty();
    assertThat(polled.gaps()).isEmpty();
    assertThat(source.leftOut())
        .contains(
            new LeftOut(
                asked,
                Map.of(first, 20L, second, 10L),
                10 + 5,
                List.of(new Gap(source.layout().topic(), first, Gap.Cause.RETENTION, 5, 10))));
  }

  @Test
  void whatAnEarlierRunHadNotReadAndIsDeletedIsAGapWhereNothingIsLeftOut() {
    kafka.log(0, 10, 20);
    PartitionId first = new PartitionId(FIRST, 0);
    StartAt usual = StartAt.resumed(Map.of(first, 5L), clock.now());
    Polled polled = new TopicSource(kafka, layout(FIRST, 1), usual, clock).poll(NO_TIME);
    assertThat(offsets(polled)).hasSize(10).startsWith(10L);
    assertThat(polled.gaps()).containsExactly(new Gap(TOPIC, first, Gap.Cause.RETENTION, 5, 10));
  }

  @Test
  void partitionsThatMustBeAskedForOneByOneAreReadFromTheirStarts() {
    kafka.log(0, 0, 5);
    kafka.log(1, 0, 5);
    kafka.silent.add(partition(1));
    TopicSource source = liveFirst(2, 3);
    List<Long> read = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      read.addAll(offsets(source.poll(NO_TIME)));
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(read).hasSize(5);
    kafka.silent.clear();
    for (int i = 0; i < 3; i++) {
      read.addAll(offsets(source.poll(NO_TIME)));
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(read).hasSize(10);
    assertThat(source.leftOut()).isEmpty();
  }

  @Test
  void aBrokerThatDoesNotAnswerAtTheStartIsTroubleAndIsAskedAgain() {
    kafka.log(0, 0, 2);
    kafka.silent.add(partition(0));
    TopicSource source = source(1);
    assertThat(source.poll(NO_TIME).trouble())
        .hasValueSatisfying(words -> assertThat(words).startsWith("Kafka does not tell where"));
    assertThat(source.caughtUp()).isFalse();
    assertThat(source.caughtUpFraction()).isZero();

    kafka.silent.clear();
    assertThat(offsets(source.poll(NO_TIME))).containsExactly(0L, 1L);
    assertThat(source.caughtUp()).isTrue();
  }

  @Test
  void aPartitionWithoutALeaderDoesNotKeepTheOthersFromStarting() {
    kafka.log(0, 0, 1);
    kafka.log(1, 0, 1);
    kafka.log(2, 0, 1);
    kafka.silent.add(partition(1));
    TopicSource source = source(3);
    List<Long> read = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Polled polled = source.poll(NO_TIME);
      read.addAll(offsets(polled));
      clock.advance(Duration.ofSeconds(6));
    }
    assertThat(read).hasSize(2);
    assertThat(source.caughtUp()).isFalse();

    kafka.silent.clear();
    for (int i = 0; i < 3; i++) {
      source.poll(NO_TIME);
      clock.advance(Duration.ofSeconds(6));
    }
    assertThat(source.caughtUp()).isTrue();
  }

  @Test
  void aNewPartitionIsReadFromOffsetZero() {
    kafka.log(0, 0, 1);
    TopicSource source = source(1);
    source.poll(NO_TIME);
    kafka.log(1, 0, 2);
    source.follow(layout(FIRST, 2));
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.partitions()).extracting(p -> p.id().partition()).containsExactly(1);
    assertThat(offsets(polled)).containsExactly(0L, 1L);
    assertThat(polled.gaps()).isEmpty();
  }

  @Test
  void deletedRecordsAreAGapAndReadingGoesOnAtTheBeginning() {
    kafka.log(0, 0, 2);
    TopicSource source = source(1);
    source.poll(NO_TIME);

    kafka.log(0, 100, 102);
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(partition(0), 2L)));
    Polled told = source.poll(NO_TIME);
    assertThat(told.gaps())
        .containsExactly(new Gap(TOPIC, new PartitionId(FIRST, 0), Gap.Cause.RETENTION, 2, 100));
    assertThat(told.gaps().getFirst().lost()).isEqualTo(98);
    Polled next = source.poll(NO_TIME);
    assertThat(next.gaps()).isEmpty();
    assertThat(offsets(next)).containsExactly(100L, 101L);
  }

  @Test
  void aTopicMadeAnewIsAGapAndIsReadFromOffsetZero() {
    kafka.log(0, 0, 3);
    TopicSource source = source(1);
    source.poll(NO_TIME);

    kafka.log(0, 0, 1);
    source.follow(layout(SECOND, 1));
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.gaps())
        .containsExactly(new Gap(TOPIC, new PartitionId(FIRST, 0), Gap.Cause.RECREATED, 3, 0));
    assertThat(polled.partitions())
        .extracting(PartitionRecords::id)
        .containsExactly(new PartitionId(SECOND, 0));
  }

  @Test
  void aPositionBeyondTheEndWaitsForTheTopicsIdWhichTellsAnotherTopic() {
    kafka.log(0, 0, 3);
    TopicSource source = source(1);
    source.poll(NO_TIME);
    TopicLayout askedBefore = layout(FIRST, 1);

    kafka.log(0, 0, 1);
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(partition(0), 3L)));
    assertThat(source.poll(NO_TIME).gaps()).isEmpty();
    source.follow(askedBefore);
    assertThat(source.poll(NO_TIME).count()).isZero();
    assertThat(kafka.paused()).containsExactly(partition(0));

    source.follow(layout(SECOND, 1));
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.RECREATED);
    assertThat(offsets(polled)).containsExactly(0L);
  }

  @Test
  void aPositionBeyondTheEndOfTheSameTopicIsALogThatBecameShorter() {
    kafka.log(0, 0, 5);
    TopicSource source = source(1);
    source.poll(NO_TIME);

    kafka.log(0, 0, 3);
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(partition(0), 5L)));
    source.poll(NO_TIME);
    source.follow(layout(FIRST, 1));
    assertThat(source.poll(NO_TIME).gaps())
        .containsExactly(new Gap(TOPIC, new PartitionId(FIRST, 0), Gap.Cause.TRUNCATED, 5, 3));
    kafka.append(0, 3);
    assertThat(offsets(source.poll(NO_TIME))).containsExactly(3L);
  }

  @Test
  void aTruncationThatKafkaLocatesIsReadAgainFromThere() {
    kafka.log(0, 0, 5);
    TopicSource source = source(1);
    source.poll(NO_TIME);

    kafka.setPollException(
        new LogTruncationException(
            Map.of(partition(0), 5L), Map.of(partition(0), new OffsetAndMetadata(4))));
    assertThat(source.poll(NO_TIME).gaps())
        .containsExactly(new Gap(TOPIC, new PartitionId(FIRST, 0), Gap.Cause.TRUNCATED, 5, 4));
    assertThat(source.positions()).containsEntry(new PartitionId(FIRST, 0), 4L);
  }

  @Test
  void whatKafkaRefusesIsTroubleAndNotTheEnd() {
    kafka.log(0, 0, 1);
    TopicSource source = source(1);
    kafka.setPollException(new AuthorizationException("Not authorized to read."));
    assertThat(source.poll(NO_TIME).trouble()).isEqualTo(Optional.of("Not authorized to read."));
    assertThat(offsets(source.poll(NO_TIME))).containsExactly(0L);
  }

  @Test
  void damagedRecordsAreSteppedOverAndToldAsOneGap() {
    kafka.log(0, 0, 2);
    TopicSource source = source(1);
    source.poll(NO_TIME);
    kafka.append(0, 4);
    for (int i = 0; i < 2; i++) {
      kafka.setPollException(
          new KafkaException(
              "Received exception when fetching the next record from "
                  + TOPIC
                  + "-0. If needed, ...",
              new CorruptRecordException("Record is corrupt")));
      Polled polled = source.poll(NO_TIME);
      assertThat(polled.gaps()).isEmpty();
      assertThat(polled.trouble())
          .hasValue("Records of " + TOPIC + "-0 are damaged from offset 2 on.");
    }
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.gaps())
        .containsExactly(new Gap(TOPIC, new PartitionId(FIRST, 0), Gap.Cause.DAMAGED, 2, 4));
    assertThat(offsets(polled)).containsExactly(4L);
    assertThat(polled.trouble()).isEmpty();
  }

  @Test
  void wakeUpEndsAPollWithNothing() {
    TopicSource source = source(1);
    source.wakeup();
    Polled polled = source.poll(Duration.ofDays(1));
    assertThat(polled.count()).isZero();
    assertThat(polled.trouble()).isEmpty();
  }

  @Test
  void anEarlierLayoutIsIgnoredAndAForeignOneRefused() {
    TopicSource source = source(2);
    source.poll(NO_TIME);
    TopicLayout late = new TopicLayout(TOPIC, SECOND, 1, 0, clock.ticks() - 1);
    source.follow(late);
    assertThat(source.layout().id()).isEqualTo(FIRST);
    assertThatThrownBy(() -> source.follow(new TopicLayout("x", FIRST, 1, 0, clock.ticks())))
        .hasMessage("The source of " + TOPIC + " cannot follow x.");
  }

  @Test
  void theCatalogueIsReadToItsEndAndThenLookedAtOnceASecond() {
    kafka.log(0, 0, 2);
    var catalogue = new CatalogueSource(source(1), clock);
    assertThat(catalogue.complete()).isFalse();
    assertThat(catalogue.poll(NO_TIME).count()).isEqualTo(2);
    assertThat(catalogue.complete()).isTrue();
    catalogue.poll(NO_TIME);

    kafka.append(0, 2);
    assertThat(catalogue.poll(NO_TIME).count()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(catalogue.poll(NO_TIME).count()).isEqualTo(1);
  }

  private TopicSource source(int partitions) {
    return new TopicSource(kafka, layout(FIRST, partitions), StartAt.beginning(), clock);
  }

  private TopicSource liveFirst(int partitions, long most) {
    var start = new StartAt.LiveFirst(StartAt.beginning(), most);
    return new TopicSource(kafka, layout(FIRST, partitions), start, clock);
  }

  /// As asked for just now, which is later than before.
  private TopicLayout layout(Uuid id, int partitions) {
    clock.advance(Duration.ofMillis(1));
    return new TopicLayout(TOPIC, id, partitions, 0, clock.ticks());
  }

  private static TopicPartition partition(int partition) {
    return new TopicPartition(TOPIC, partition);
  }

  private static List<Long> offsets(Polled polled) {
    return polled.partitions().stream()
        .flatMap(partition -> partition.records().stream())
        .map(ConsumerRecord::offset)
        .toList();
  }
}

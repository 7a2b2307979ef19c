package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final String TOPIC = "belvedere.port.observations";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration NO_TIME = Duration.ZERO;
  private static final Uuid FIRST = new Uuid(1, 1);
  private static final Uuid SECOND = new Uuid(2, 2);
  private static final int IN_A_POLL = 300;

  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  private final FakeTopic kafka = new FakeTopic(TOPIC);
  private final ReadAhead reader = ReadAhead.of(kafka, "ahead");
  private final TopicSource source =
      new TopicSource(
          reader,
          new NextConsumer(null, clock),
          Refusals.OF_ANYBODY,
          layout(FIRST),
          StartAt.beginning(),
          clock);

  ReadAheadTest() {
    kafka.setMaxPollRecords(IN_A_POLL);
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void whereMuchWaitsTheNextIsPolledMeanwhile() {
    kafka.log(0, 0, 1_000);
    assertThat(source.poll(NO_TIME).count()).isEqualTo(IN_A_POLL);
    assertThat(reader.next(PARTITION)).hasValue(600);
    assertThat(source.position(0)).hasValue(300);
  }

  @Test
  void allComeOnceAndInOrder() {
    kafka.log(0, 0, 1_000);
    assertThat(offsets()).isEqualTo(upTo(1_000));
    assertThat(source.caughtUp()).isTrue();
  }

  @Test
  void whatIsPolledAheadWaitsToBeRead() {
    kafka.updateEndOffsets(Map.of(PARTITION, 1_000L));
    kafka.log(0, 0, 1_000);
    var unused = source.poll(NO_TIME);
    assertThat(source.currentLag(0)).hasValue(700);
  }

  @Test
  void whereLittleWaitsNothingIsPolledAhead() {
    kafka.log(0, 0, 10);
    assertThat(source.poll(NO_TIME).count()).isEqualTo(10);
    assertThat(reader.next(PARTITION)).isEmpty();
  }

  @Test
  void whoFailedWithWhatCameLastGetsItAgainAndThenWhatWasPolledAhead() {
    kafka.log(0, 0, 1_000);
    source.readAgain(source.poll(NO_TIME));
    assertThat(reader.next(PARTITION)).isEmpty();
    assertThat(offsets()).isEqualTo(upTo(1_000));
  }

  @Test
  void nothingThatWasPolledAheadOfAnotherTopicIsHandedOut() {
    kafka.log(0, 0, 1_000);
    var unused = source.poll(NO_TIME);
    source.follow(layout(SECOND));
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.gaps())
        .extracting(Gap::cause, Gap::from)
        .containsExactly(tuple(Gap.Cause.RECREATED, 300L));
    assertThat(polled.partitions().getFirst().id()).isEqualTo(new PartitionId(SECOND, 0));
    assertThat(polled.partitions().getFirst().from()).isZero();
  }

  @Test
  void whatGoesWrongAheadIsTheTroubleOfTheNextPoll() {
    kafka.log(0, 0, 1_000);
    kafka.schedulePollTask(() -> {});
    kafka.schedulePollTask(() -> kafka.setPollException(new KafkaException("It is broken.")));
    assertThat(source.poll(NO_TIME).trouble()).isEmpty();
    assertThat(source.poll(NO_TIME).trouble()).contains("It is broken.");
  }

  /// Of all that is there.
  private List<Long> offsets() {
    List<Long> offsets = new ArrayList<>();
    Polled polled = source.poll(NO_TIME);
    while (polled.count() > 0) {
      polled.partitions().stream()
          .flatMap(partition -> partition.records().stream())
          .map(ConsumerRecord::offset)
          .forEach(offsets::add);
      polled = source.poll(NO_TIME);
    }
    return offsets;
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  /// As asked for just now, which is later than before.
  private TopicLayout layout(Uuid id) {
    clock.advance(Duration.ofMillis(1));
    return new TopicLayout(TOPIC, id, 1, 0, clock.ticks());
  }
}

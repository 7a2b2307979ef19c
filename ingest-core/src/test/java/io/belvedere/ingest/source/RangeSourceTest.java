package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RangeSourceTest {
  private static final String TOPIC = "belvedere.port.observations";
  private static final long START = 1_767_000_000_000_000L;
  private static final Duration NO_TIME = Duration.ZERO;

  private final ManualClock clock = new ManualClock(START);
  private final FakeTopic kafka = new FakeTopic(TOPIC);
  private final TopicLayout layout = new TopicLayout(TOPIC, new Uuid(1, 1), 2, 0, 0);
  private final RangeSource source = new RangeSource(kafka, layout, clock);

  @Test
  void readsWhatWasReceivedFromTheFirstInstantOnAndBeforeTheLast() {
    write(0, 9, 10, 15, 19, 20, 21);
    write(1, 12, 30);
    begin(10, 20);
    assertThat(source.hasEnded()).isFalse();
    assertThat(readAll()).containsExactlyInAnyOrder("0@10", "0@15", "0@19", "1@12");
    assertThat(source.isBeforeAll()).isFalse();
    assertThat(source.completeFrom()).isEqualTo(second(10));
  }

  @Test
  void readsToTheEndsWhereThereIsNothingLaterAndThenAnotherRange() {
    write(0, 1, 5, 10);
    write(1, 11);
    begin(10, 20);
    assertThat(readAll()).containsExactlyInAnyOrder("0@10", "1@11");
    begin(0, 10);
    assertThat(readAll()).containsExactly("0@1", "0@5");
    begin(50, 60);
    assertThat(readAll()).isEmpty();
    assertThat(source.isBeforeAll()).as("there is something older").isFalse();
  }

  @Test
  void handsOutARangeInPartsIfItIsLarge() {
    for (int i = 0; i < 10; i++) {
      write(0, 10 + i);
    }
    kafka.setMaxPollRecords(4);
    begin(12, 18);
    assertThat(source.poll(NO_TIME).count()).isEqualTo(4);
    assertThat(source.hasEnded()).isFalse();
    assertThat(source.poll(NO_TIME).count()).isEqualTo(2);
    assertThat(source.hasEnded()).isTrue();
  }

  @Test
  void rangesNextToEachOtherMissNoneAndHaveNoneTwiceWhateverTimeTheSendersWrote() {
    write(0, 10, 25, 12, 5, 31, 8, 29, 45);
    List<String> read = new ArrayList<>();
    for (int from = 0; from < 50; from += 10) {
      begin(from, from + 10);
      read.addAll(readAll());
    }
    assertThat(read).containsExactly("0@10", "0@25", "0@12", "0@5", "0@31", "0@8", "0@29", "0@45");
  }

  @Test
  void whatKafkaHasDeletedIsTold() {
    write(0, 1, 2, 30);
    write(1, 1, 25);
    kafka.log(0, 2, 3);
    begin(20, 40);
    assertThat(readAll()).containsExactlyInAnyOrder("0@30", "1@25");
    assertThat(source.completeFrom()).isEqualTo(second(30));
    begin(5, 10);
    assertThat(readAll()).isEmpty();
    assertThat(source.isBeforeAll()).as("the other partition has something older").isFalse();
    assertThat(source.completeFrom()).isEqualTo(second(10));
    kafka.log(1, 1, 2);
    begin(5, 10);
    assertThat(readAll()).isEmpty();
    assertThat(source.isBeforeAll()).isTrue();
    assertThat(source.hasDeletedAll()).isTrue();
  }

  @Test
  void ofAPartitionThatWasEmptiedNobodyKnowsWhenItsLastWasReceived() {
    write(0, 1, 15);
    write(1, 12, 13);
    kafka.log(1, 2, 2);
    begin(10, 20);
    assertThat(readAll()).containsExactly("0@15");
    assertThat(source.isBeforeAll()).isFalse();
    assertThat(source.completeFrom()).isEqualTo(second(20));
  }

  @Test
  void aPartitionThatNeverHadAnythingMissesNothing() {
    write(0, 1, 15);
    begin(10, 20);
    assertThat(readAll()).containsExactly("0@15");
    assertThat(source.completeFrom()).isEqualTo(second(10));
  }

  @Test
  void whereNothingWasDeletedThereHasNeverBeenAnythingOlder() {
    write(0, 30);
    begin(10, 20);
    assertThat(readAll()).isEmpty();
    assertThat(source.isBeforeAll()).isTrue();
    assertThat(source.hasDeletedAll()).isFalse();
    assertThat(source.completeFrom()).isEqualTo(second(10));
  }

  @Test
  void whatIsDeletedWhileItIsReadIsAGap() {
    write(0, 10, 11, 12, 13);
    kafka.setMaxPollRecords(1);
    begin(10, 20);
    source.poll(NO_TIME);
    kafka.log(0, 3, 4);
    kafka.setPollException(new OffsetOutOfRangeException(Map.of(partition(0), 1L)));
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.trouble()).isEmpty();
    assertThat(polled.gaps())
        .containsExactly(new Gap(TOPIC, layout.partition(0), Gap.Cause.RETENTION, 1, 3));
    assertThat(readAll()).containsExactly("0@13");
  }

  @Test
  void aDamagedRecordIsSteppedOverAndTold() {
    write(0, 10, 11, 12);
    kafka.setMaxPollRecords(1);
    begin(10, 20);
    source.poll(NO_TIME);
    kafka.setPollException(
        new KafkaException(
            "Received exception when fetching the next record from " + TOPIC + "-0. If needed, ...",
            new CorruptRecordException()));
    Polled polled = source.poll(NO_TIME);
    assertThat(polled.trouble()).contains("Records of " + TOPIC + "-0 are damaged.");
    assertThat(polled.gaps())
        .containsExactly(new Gap(TOPIC, layout.partition(0), Gap.Cause.DAMAGED, 1, 2));
    assertThat(readAll()).containsExactly("0@12");
  }

  @Test
  void troubleIsToldAndItGoesOnAfterwards() {
    write(0, 10);
    kafka.silent.add(partition(1));
    begin(10, 20);
    assertThat(source.poll(NO_TIME).trouble())
        .contains("Kafka does not tell where the past begins in " + TOPIC + ": no answer in time.");
    assertThat(source.hasEnded()).isFalse();
    kafka.silent.clear();
    kafka.setPollException(new AuthorizationException("Not authorized."));
    assertThat(source.poll(NO_TIME).trouble()).contains("Not authorized.");
    assertThat(readAll()).containsExactly("0@10");
  }

  private void begin(int from, int to) {
    source.begin(layout, new TimeRange(second(from), second(to)));
  }

  private List<String> readAll() {
    List<String> read = new ArrayList<>();
    for (int i = 0; i < 20 && !source.hasEnded(); i++) {
      Polled polled = source.poll(NO_TIME);
      assertThat(polled.trouble()).isEmpty();
      polled.partitions().stream()
          .flatMap(partition -> partition.records().stream())
          .map(RangeSourceTest::text)
          .forEach(read::add);
    }
    assertThat(source.hasEnded()).isTrue();
    return read;
  }

  private static String text(ConsumerRecord<?, ?> record) {
    return record.partition() + "@" + (Micros.ofMillis(record.timestamp()) - START) / 1_000_000;
  }

  private void write(int partition, int... seconds) {
    for (int each : seconds) {
      kafka.write(
          partition,
          TimestampType.LOG_APPEND_TIME,
          second(each) / 1_000,
          new RecordHeaders(),
          new byte[] {1},
          new byte[] {2});
    }
  }

  private static long second(int second) {
    return START + second * Micros.PER_SECOND;
  }

  private static TopicPartition partition(int partition) {
    return new TopicPartition(TOPIC, partition);
  }
}

package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.Reasons;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.twin.Twin;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A producer that sends ever new ids costs a counter and not the heap.
class LimitOfDatastreamsTest {
  private static final int MOST = 1_000;
  private static final int FLOOD = 2_000_000;
  private static final long NOW = 1_767_000_000_000_000L;
  private static final DistrictId DISTRICT = new DistrictId("port");

  private final DeadLetters letters =
      new DeadLetters("port", Optional.empty(), DeadLetters.NO_POST);
  private final Memory memory = Memory.inMemory(Duration.ofHours(1));
  private final DistrictCatalogue catalogue =
      new DistrictCatalogue(DISTRICT, MOST, letters, memory.catalogue());
  private static final PartitionId PARTITION = new PartitionId(new Uuid(1, 1), 0);

  private final Twin twin = new Twin();
  private final Counters counters = new Counters();
  private final Intake intake =
      new Intake(
          catalogue,
          new RulesOfApplication(twin, memory.store(), Duration.ofHours(1)),
          counters,
          letters,
          (_, _, _) -> {});
  private final Decoder decoder = new Decoder(catalogue);
  private long offset;

  @AfterEach
  void close() {
    letters.close();
  }

  private void send(String datastream) {
    ConsumerRecord<ByteBuffer, ByteBuffer> record =
        inPlace(
            record(
                "t",
                "{\"datastream\":\"%s\",\"phenomenonTime\":%d,\"result\":1}"
                    .formatted(datastream, NOW / 1_000)));
    intake.begin(
        new PartitionRecords(PARTITION, record.offset(), record.offset() + 1, List.of(record)),
        new OffsetIntervals());
    assertThat(decoder.gather(record.key(), record.value(), 0)).isTrue();
    decoder.handOn(intake);
    intake.end();
  }

  private static ConsumerRecord<ByteBuffer, ByteBuffer> inPlace(
      ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        NOW / 1_000,
        TimestampType.LOG_APPEND_TIME,
        record.key().length,
        record.value().length,
        ByteBuffer.wrap(record.key()),
        ByteBuffer.wrap(record.value()),
        new RecordHeaders(),
        Optional.empty());
  }

  private void describe(String datastream) {
    take(
        record(
            datastream,
            """
            {"name": "L", "kind": "water-level", "unit": "cm", "period_s": 10,
             "criticality": "high",
             "thing": {"id": "t", "name": "T", "kind": "level", "lon": 7.42, "lat": 43.73}}
            """));
  }

  private void retire(String datastream) {
    take(new ConsumerRecord<>("topic", 0, offset++, datastream.getBytes(UTF_8), null));
  }

  private void take(ConsumerRecord<byte[], byte[]> entry) {
    catalogue.take(PARTITION, entry, NOW);
  }

  private ConsumerRecord<byte[], byte[]> record(String key, String value) {
    return new ConsumerRecord<>(
        "topic",
        0,
        offset++,
        NOW / 1_000,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key.getBytes(UTF_8),
        value.getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private CounterReading reading() {
    return counters.read(0, letters.leftOut());
  }

  @Test
  void aFloodOfNewIdsIsCountedAndNothingElseGrows() {
    describe("gauge");
    for (int i = 0; i < FLOOD; i++) {
      send("flood-" + i);
    }
    assertThat(catalogue.size()).isEqualTo(MOST);
    assertThat(catalogue.roster().size()).isEqualTo(MOST);
    assertThat(twin.size()).isEqualTo(MOST);
    assertThat(memory.store().size()).isEqualTo(MOST - 1);
    assertThat(reading().refused()).isEqualTo(FLOOD - MOST + 1);
    assertThat(reading().total().rejected()).isEqualTo(FLOOD - MOST + 1);
    assertThat(reading().total().applied()).isEqualTo(MOST - 1);
    assertThat(reading().total().balances()).isTrue();
    assertThat(catalogue.refused(reading().refused()))
        .isEqualTo("The limit of 1,000 datastreams is reached: 1,999,001 observations refused.");
  }

  @Test
  void fewOfThemBecomeDeadLettersAndTheOthersAreCounted() {
    for (int i = 0; i < MOST + 30_000; i++) {
      send("flood-" + i);
    }
    assertThat(letters.newest())
        .hasSize(103)
        .allMatch(letter -> letter.reason().equals(Reasons.NO_ROOM));
    assertThat(letters.leftOut()).isEqualTo(30_000 - 103);
  }

  @Test
  void whatWasThereBeforeGoesOnAndWhatTheCatalogueDescribesGetsIn() {
    for (int i = 0; i < 2 * MOST; i++) {
      send("flood-" + i);
    }
    assertThat(reading().refused()).isEqualTo(MOST);
    send("gauge");
    assertThat(reading().refused()).as("a stranger").isEqualTo(MOST + 1);
    describe("gauge");
    send("gauge");
    send("flood-7");
    assertThat(reading().refused()).isEqualTo(MOST + 1);
    assertThat(catalogue.roster().number("gauge")).hasValue(MOST);
  }

  @Test
  void theCatalogueHasALimitToo() {
    for (int i = 0; i < MOST + 5; i++) {
      describe("level-" + i);
    }
    describe("level-0");
    assertThat(catalogue.roster().catalogued()).isEqualTo(MOST);
    assertThat(catalogue.refused(0))
        .isEqualTo("The limit of 1,000 datastreams is reached: 5 catalogue entries refused.");
    assertThat(letters.newest().getFirst().reason())
        .isEqualTo("catalogue entry: the district may have 1,000 datastreams");
  }

  @Test
  void entriesThatComeAndGoUseUpNoMoreThanTwiceTheLimit() {
    for (int i = 0; i < 5 * MOST; i++) {
      describe("level-" + i);
      retire("level-" + i);
    }
    assertThat(catalogue.size()).isEqualTo(2 * MOST);
  }

  @Test
  void whatWasNeverThereCanBeRetiredAMillionTimes() {
    for (int i = 0; i < 1_000_000; i++) {
      retire("level-" + i);
    }
    assertThat(catalogue.size()).isZero();
    assertThat(catalogue.versions().newest()).isEmpty();
  }

  @Test
  void whatAnEarlierRunGaveNumbersToKeepsThem() {
    List<String> earlier = new ArrayList<>();
    for (int i = 0; i < 3 * MOST; i++) {
      earlier.add("old-" + i);
    }
    catalogue.restore(earlier);
    assertThat(catalogue.size()).isEqualTo(3 * MOST);
    assertThat(catalogue.datastream("old-2999")).isEqualTo(2_999);
    assertThat(catalogue.datastream("new")).isEqualTo(Names.FULL);
  }

  @Test
  void whoeverReadsThePastKeepsNoMoreNamesEither() {
    send("known");
    Roster roster = catalogue.roster();
    PastNames past = new PastNames(roster, MOST);
    for (int i = 0; i < FLOOD; i++) {
      assertThat(past.datastream("flood-" + i)).isEqualTo(i < MOST ? i : Names.FULL);
    }
    assertThat(past.unknown()).hasSize(MOST);
    assertThat(past.datastream("known")).isEqualTo(MOST);
    past.learn(past.unknown().stream().map(_ -> Names.FULL).toList());
    assertThat(past.number(5)).isEqualTo(Names.FULL);
    assertThat(past.number(MOST)).isZero();
    assertThat(past.category(5, "open")).isNaN();
  }

  @Test
  void aLimitThatCannotBeMeantIsTold() {
    FeedOptions options =
        FeedOptions.inMemory(KafkaSettings.of("localhost:1"), DISTRICT, Duration.ofHours(1));
    assertThat(options.mostDatastreams()).isEqualTo(200_000);
    assertThat(options.withMostDatastreams(7).withFormats(Map.of()).mostDatastreams()).isEqualTo(7);
    assertThatThrownBy(() -> options.withMostDatastreams(0))
        .hasMessage("A district may have from 1 to 100,000,000 datastreams, not 0.");
  }
}

package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.decode.FormatName;
import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole feed on a real broker: what is at risk is that an observation is lost, counted twice
/// or shown as live when it is not.
@SuppressWarnings("NullAway.Init")
class FeedOnBrokerTest {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Broker broker;
  private static Admin admin;
  private static int districts;

  private final List<Feed> opened = new ArrayList<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private TopicNames names;
  private Producer<byte[], byte[]> producer;
  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = Broker.startTemporary();
    admin = Admin.create(settings().admin("test"));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void createDistrict() {
    names = TopicNames.of(new DistrictId("d" + ++districts));
    new DistrictTopics(admin).create(names, 3, Timestamps.APPEND_TIME);
    var properties = settings().producer("test");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000");
    producer = new KafkaProducer<>(properties);
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Feed::close);
    producer.close();
  }

  @Test
  void observationsBecomeTheTwinAndItsHistory() throws Exception {
    describe("level-1", "water-level", "cm", 35);
    long before = CLOCK.now() - 60 * Micros.PER_SECOND;
    sendAll(
        observation("level-1", before, 12.5),
        observation("level-1", before + Micros.PER_SECOND, 36),
        observation("nobody-knows", before, 1));

    LiveDistrict district = live(open());
    awaitReceived(district, 3);

    DistrictState now = new DistrictState();
    district.now(now);
    int level = district.roster().number("level-1").orElseThrow();
    assertThat(now.value(level)).isEqualTo(36);
    assertThat(now.severity(level).isAbnormal()).isTrue();
    district.at(before + Micros.PER_SECOND - 1, now);
    assertThat(now.value(level)).isEqualTo(12.5);
    assertThat(district.roster().uncatalogued()).containsExactly("nobody-knows");
    assertThat(district.counters().uncatalogued()).isOne();
    assertThat(district.counters().total()).isEqualTo(new Fates(3, 3, 0, 0, 0, 0));
  }

  @Test
  void theFormatOfATopicHoldsForWhatIsLiveAndForThePast() throws Exception {
    // Without a type nobody takes it for an entity by looking.
    String entity = "{\"id\":\"e\",\"x\":%d,\"observedAt\":\"%s\"}";
    long now = CLOCK.now();
    for (int i = 0; i < 100; i++) {
      sendAll(entity.formatted(i, Micros.toInstant(now - i * Micros.PER_SECOND)));
    }
    FeedOptions options =
        options(
            List.of(names.district()),
            false,
            Map.of(names.district(), Formats.of(FormatName.NGSI)));
    Feed feed = Feed.open(options, 20, CLOCK);
    opened.add(feed);
    LiveDistrict district = live(feed);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                district.backfill().counters().received() + district.counters().total().received()
                    >= 100);
    assertThat(district.backfill().counters().rejected()).isZero();
    assertThat(district.counters().total().rejected()).isZero();
    assertThat(district.roster().number("e:x")).isPresent();
  }

  @Test
  void aLargeBacklogIsReadBehindWhatIsLive() throws Exception {
    describe("hourly", "water-level", "cm", 35);
    long now = CLOCK.now();
    int past = 500;
    sendAll(observation("hourly", now - 3 * Micros.PER_SECOND, 7));
    for (int i = 0; i < past; i += 10) {
      sendAll(
          IntStream.range(i, i + 10)
              .mapToObj(n -> observation("nobody-knows-" + n % 3, now - n * Micros.PER_SECOND, n))
              .toArray(String[]::new));
    }

    Feed feed = Feed.open(options(List.of(names.district()), false), 50, CLOCK);
    opened.add(feed);
    LiveDistrict district = live(feed);
    await().atMost(PATIENCE).until(() -> district.backfill().counters().received() == past + 1);
    await()
        .atMost(PATIENCE)
        .until(() -> district.backfill().state() == BackfillReading.State.NOTHING_MISSING);
    assertThat(district.counters().total()).isEqualTo(Fates.NONE);
    assertThat(district.backfill().counters().balances()).isTrue();
    assertThat(district.history().size()).isEqualTo(past + 1);
    DistrictState state = new DistrictState();
    district.now(state);
    assertThat(state.value(district.roster().number("hourly").orElseThrow())).isEqualTo(7);
    district.at(now - 100 * Micros.PER_SECOND, state);
    assertThat(state.value(district.roster().number("nobody-knows-1").orElseThrow()))
        .isEqualTo(100);

    send("k", observation("hourly", CLOCK.now(), 8));
    awaitAcknowledged();
    awaitReceived(district, 1);
    assertThat(district.counters().total()).isEqualTo(new Fates(1, 1, 0, 0, 0, 0));
  }

  @Test
  void garbageIsKeptWithItsReasonAndNothingElseIsLost() throws Exception {
    long now = CLOCK.now();
    String good = observation("a", now, 1);
    send("k", good);
    send("k", "not json");
    send("k", "");
    send("k", null);
    send(null, good);
    send("k", "{\"datastream\":\"a\",\"phenomenonTime\":\"" + Micros.toInstant(now) + "\"}");
    send("k", observation("a", now, "\"twelve\""));
    send("k", observation("a", now, "NaN"));
    send("k", "{\"datastream\":\"a\",\"phenomenonTime\":\"9999-01-01T00:00:00Z\",\"result\":1}");
    send("k", "[".repeat(100_000));
    send("k", "\"" + "x".repeat(900_000) + "\"");
    send("k", "[" + observation("b", now, 1) + "," + observation("b", now, "true") + "]");
    send("k", observation("ahead", now + 47 * Micros.PER_SECOND, 5));
    send("k", observation("c", now, 3));
    awaitAcknowledged();

    LiveDistrict district = live(open(true));
    awaitReceived(district, 15);

    Fates total = district.counters().total();
    assertThat(total.balances()).isTrue();
    assertThat(total).isEqualTo(new Fates(15, 3, 0, 0, 1, 11));
    assertThat(district.deadLetters()).hasSize(11);
    assertThat(district.deadLetters())
        .extracting(DeadLetter::reason)
        .allSatisfy(reason -> assertThat(reason).isNotBlank());
    assertThat(district.deadLetters())
        .extracting(DeadLetter::pointer)
        .contains("/1/result", "/result", "/phenomenonTime");
    Path file = folder.resolve("dead-letters-" + names.district() + ".jsonl");
    await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(file) && Files.readAllLines(file).size() == 12);
    await().atMost(PATIENCE).until(() -> endOf(names.deadLetters()) == 11);
  }

  @Test
  void aDistrictWithAProfileOfItsOwnIsReadByItLiveAndOfThePast() throws Exception {
    Profile profile =
        Profile.parse(
            "profile",
            """
            profile: 1
            time: {at: /ts, as: epoch-us}
            readings:
              - each: /sensors/*
                values:
                  - datastream: "{/gw}-{/sensors/*/id}"
                    result: /sensors/*/mm
                    unit: {from: mm, to: cm}
            """);
    String message = "{\"gw\":\"g\",\"ts\":%d,\"sensors\":[{\"id\":1,\"mm\":%d},{\"id\":2}]}";
    long now = CLOCK.now();
    for (int i = 1; i <= 100; i++) {
      send("k", message.formatted(now - i * Micros.PER_SECOND, i));
    }
    awaitAcknowledged();

    FeedOptions options =
        options(List.of(names.district()), false)
            .withFormats(Map.of(names.district(), Formats.by(profile)));
    Feed feed = Feed.open(options, 50, CLOCK);
    opened.add(feed);
    LiveDistrict district = live(feed);
    await().atMost(PATIENCE).until(() -> district.backfill().counters().received() == 200);
    await().atMost(PATIENCE).until(() -> district.history().size() == 100);
    send("k", message.formatted(CLOCK.now(), 123));
    awaitAcknowledged();
    awaitReceived(district, 2);

    assertThat(district.counters().total()).isEqualTo(new Fates(2, 1, 0, 0, 0, 1));
    assertThat(district.backfill().counters().rejected()).isEqualTo(100);
    assertThat(district.deadLetters())
        .hasSize(101)
        .extracting(DeadLetter::pointer)
        .containsOnly("/sensors/1/mm");
    DistrictState state = new DistrictState();
    district.now(state);
    int level = district.roster().number("g-1").orElseThrow();
    assertThat(state.value(level)).isEqualTo(12.3);
    district.at(now - 50 * Micros.PER_SECOND, state);
    assertThat(state.value(level)).isEqualTo(5);
  }

  @Test
  void aRetransmissionIsADuplicateAndAnOlderOneIsOutOfOrder() throws Exception {
    long now = CLOCK.now();
    sendAll(
        observation("a", now, 1),
        observation("a", now, 1),
        observation("a", now - Micros.PER_SECOND, 7),
        observation("a", now - Micros.PER_SECOND, 7),
        observation("a", now, 2));

    LiveDistrict district = live(open());
    awaitReceived(district, 5);

    assertThat(district.counters().total()).isEqualTo(new Fates(5, 2, 2, 1, 0, 0));
    DistrictState state = new DistrictState();
    district.now(state);
    assertThat(state.value(0)).isEqualTo(2);
  }

  @Test
  void aBrokerThatStopsIsToldAndAfterItsReturnEverythingAcknowledgedIsThereInOrder()
      throws Exception {
    LiveDistrict district = live(open());
    long start = CLOCK.now() - 100 * Micros.PER_SECOND;
    for (int i = 0; i < 50; i++) {
      send("k", observation("a", start + i * Micros.PER_SECOND, i));
    }
    awaitReceived(district, 50);

    for (int i = 50; i < 60; i++) {
      send("k", observation("a", start + i * Micros.PER_SECOND, i));
    }
    broker.kill();
    await().atMost(PATIENCE).until(() -> district.status().phase() == Phase.LOST);
    assertThat(district.status().cause()).contains("Kafka");
    broker.startAgain();
    awaitAcknowledged();

    await().atMost(PATIENCE).until(() -> district.status().isLive());
    awaitReceived(district, 60);
    assertThat(district.counters().total().applied()).isEqualTo(60);
    DistrictState state = new DistrictState();
    for (int i = 0; i < 60; i++) {
      district.at(start + i * Micros.PER_SECOND, state);
      assertThat(state.value(0)).isEqualTo(i);
    }
  }

  @Test
  void aDistrictThatAppearsIsFedWithoutARestart() throws Exception {
    Feed feed = Feed.open(options(List.of(), false), CLOCK);
    opened.add(feed);
    await().atMost(PATIENCE).until(() -> !feed.districts().isEmpty());
    TopicNames added = TopicNames.of(new DistrictId("added"));

    new DistrictTopics(admin).create(added, 1, Timestamps.APPEND_TIME);
    sent.add(
        producer.send(
            new ProducerRecord<>(
                added.observations(),
                "k".getBytes(UTF_8),
                observation("a", CLOCK.now(), 4).getBytes(UTF_8))));
    awaitAcknowledged();

    LiveDistrict district =
        await()
            .atMost(PATIENCE)
            .until(() -> find(feed, added.district()), Optional::isPresent)
            .orElseThrow();
    awaitReceived(district, 1);
  }

  private static Optional<LiveDistrict> find(Feed feed, DistrictId id) {
    return feed.districts().stream().filter(d -> d.id().equals(id)).findFirst();
  }

  private Feed open() throws IOException {
    return open(false);
  }

  private Feed open(boolean publishDeadLetters) throws IOException {
    Feed feed = Feed.open(options(List.of(names.district()), publishDeadLetters), CLOCK);
    opened.add(feed);
    return feed;
  }

  private FeedOptions options(List<DistrictId> wanted, boolean publishDeadLetters) {
    return options(wanted, publishDeadLetters, Map.of());
  }

  private FeedOptions options(
      List<DistrictId> wanted, boolean publishDeadLetters, Map<DistrictId, Formats> formats) {
    return new FeedOptions(
            settings(),
            wanted,
            Duration.ofHours(1),
            Optional.of(folder),
            DiskLimits.USUAL,
            publishDeadLetters,
            () -> 1)
        .withFormats(formats);
  }

  private static LiveDistrict live(Feed feed) {
    LiveDistrict district = feed.districts().getFirst();
    await().atMost(PATIENCE).until(() -> district.status().isLive());
    return district;
  }

  private static void awaitReceived(LiveDistrict district, long count) {
    await().atMost(PATIENCE).until(() -> district.counters().total().received() >= count);
    assertThat(district.counters().total().received()).isEqualTo(count);
    assertThat(district.counters().total().balances()).isTrue();
  }

  private static long endOf(String topic) throws Exception {
    var partition = new org.apache.kafka.common.TopicPartition(topic, 0);
    return admin
        .listOffsets(
            java.util.Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private void describe(String id, String kind, String unit, double hi) throws Exception {
    String entry =
        """
        {"name": "%s", "kind": "%s", "unit": "%s", "period_s": 10, "criticality": "high",
         "thing": {"id": "t-%s", "name": "T", "kind": "%s", "lon": 7.42, "lat": 43.73},
         "limits": {"hi": %s, "priority": 2}}
        """
            .formatted(id, kind, unit, id, kind, hi);
    sent.add(
        producer.send(
            new ProducerRecord<>(names.catalogue(), id.getBytes(UTF_8), entry.getBytes(UTF_8))));
    awaitAcknowledged();
  }

  private void sendAll(String... values) throws Exception {
    String joined =
        IntStream.range(0, values.length).mapToObj(i -> values[i]).collect(joining(","));
    send("k", "[" + joined + "]");
    awaitAcknowledged();
  }

  private void send(@Nullable String key, @Nullable String value) {
    sent.add(producer.send(new ProducerRecord<>(names.observations(), bytes(key), bytes(value))));
  }

  private void awaitAcknowledged() throws Exception {
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  @SuppressWarnings("NullAway") // Kafka takes a null key and a null value
  private static byte[] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  private static String observation(String datastream, long time, Object result) {
    return "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%s}"
        .formatted(datastream, Micros.toInstant(time), result);
  }

  private static KafkaSettings settings() {
    return KafkaSettings.of(broker.bootstrapServers());
  }
}

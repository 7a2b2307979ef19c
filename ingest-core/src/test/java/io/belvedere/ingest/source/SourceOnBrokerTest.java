package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The sources and the probe on a real broker, which all tests share; each has a district of its
/// own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SourceOnBrokerTest {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Of Kafka's record batches, version 2: base offset, length, epoch, magic, CRC, attributes, ...
  private static final int BATCH_LENGTH = 8;

  private static final int BATCH_OVERHEAD = 12;
  private static final int LAST_OFFSET_DELTA = 23;
  private static final AtomicInteger DISTRICTS = new AtomicInteger();

  private final Clock clock = Clock.system();
  private Broker broker;
  private KafkaSettings settings;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = Broker.start(folder);
    settings = KafkaSettings.of(broker.bootstrapServers());
    admin = Admin.create(settings.admin("test"));
    producer = new KafkaProducer<>(settings.producer("test-producer"));
  }

  @AfterAll
  void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  @Test
  void caughtUpIsExactWhileOthersProduce() throws Exception {
    TopicNames names = district(3);
    Set<String> before = new HashSet<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      sent.add(send(names.observations(), i % 2, "before-" + i));
      before.add("before-" + i);
    }
    awaitAll(sent);
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        TopicSource source = open(names, settings)) {
      Future<Integer> during =
          thread.submit(
              () -> {
                int count = 0;
                while (!enough.get()) {
                  send(names.observations(), count++ % 2, "during").get();
                }
                return count;
              });
      var read = new Reading();
      try {
        // The ends that were captured may lie behind some of what came during.
        while (!source.caughtUp()) {
          read.take(source.poll(POLL));
        }
      } finally {
        enough.set(true);
      }
      assertThat(new HashSet<>(read.values())).containsAll(before);
      assertThat(source.caughtUpFraction()).isEqualTo(1);

      int total = 20_000 + during.get();
      await().atMost(PATIENCE).until(() -> read.take(source.poll(POLL)).values().size() == total);
      assertThat(read.gaps()).isEmpty();
      assertThat(source.currentLag(0)).hasValue(0);
    }
  }

  @Test
  void rangesNextToEachOtherHoldEveryRecordOnce() throws Exception {
    TopicNames names = district(3);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      sent.add(send(names.observations(), i % 2, "record-" + i));
      if (i % 100 == 99) {
        sent.getLast().get();
      }
    }
    List<Long> times = new ArrayList<>();
    for (Future<RecordMetadata> each : sent) {
      times.add(Micros.ofMillis(each.get().timestamp()));
    }
    long first = times.stream().mapToLong(Long::longValue).min().orElseThrow();
    long middle = times.get(1_500);
    long last = times.stream().mapToLong(Long::longValue).max().orElseThrow();
    TopicLayout layout = layout(names.observations());
    try (RangeSource source = RangeSource.open(settings, "test-past", layout, clock)) {
      List<String> newer = readAll(source, layout, middle, last + 1);
      List<String> older = readAll(source, layout, first, middle);
      assertThat(older).hasSize((int) times.stream().filter(t -> t < middle).count());
      assertThat(newer).doesNotContainAnyElementsOf(older).hasSize(3_000 - older.size());
      assertThat(new HashSet<>(newer)).hasSameSizeAs(newer);
      assertThat(source.isBeforeAll()).isFalse();

      assertThat(readAll(source, layout, first - Micros.PER_HOUR, first)).isEmpty();
      assertThat(source.isBeforeAll()).isTrue();
      assertThat(source.hasDeletedAll()).as("there never was anything").isFalse();
      assertThat(readAll(source, layout, last + Micros.PER_HOUR, last + Micros.PER_DAY)).isEmpty();

      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(names.observations(), 0), RecordsToDelete.beforeOffset(1_000)))
          .all()
          .get();
      List<String> left = readAll(source, layout, first, last + 1);
      assertThat(left).hasSize(2_000);
      assertThat(source.completeFrom()).isEqualTo(times.get(2_000));
    }
  }

  private static List<String> readAll(RangeSource source, TopicLayout layout, long from, long to) {
    source.begin(layout, new TimeRange(from, to));
    var read = new Reading();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              read.take(source.poll(POLL));
              return source.hasEnded();
            });
    return read.values();
  }

  @Test
  void aPartitionThatIsAddedIsReadFromItsBeginningWithoutARestart() throws Exception {
    TopicNames names = district(1);
    try (TopicSource source = open(names, settings)) {
      source.poll(POLL);
      admin.createPartitions(Map.of(names.observations(), NewPartitions.increaseTo(2))).all().get();
      send(names.observations(), 1, "first of the new one").get();
      var read = new Reading();
      await()
          .atMost(PATIENCE)
          .until(() -> read.take(followAndPoll(source)).values().contains("first of the new one"));
      assertThat(read.gaps()).isEmpty();
    }
  }

  @Test
  void aTopicThatIsDeletedAndCreatedAgainIsAGapAndIsReadFromItsBeginning() throws Exception {
    TopicNames names = district(1);
    for (int i = 0; i < 5; i++) {
      send(names.observations(), 0, "old-" + i).get();
    }
    try (TopicSource source = open(names, settings)) {
      PartitionId old = source.layout().partition(0);
      var before = new Reading();
      await().atMost(PATIENCE).until(() -> before.take(source.poll(POLL)).values().size() == 5);

      admin.deleteTopics(List.of(names.observations())).all().get();
      createTopics(names, 1);
      send(names.observations(), 0, "new").get();
      var read = new Reading();
      await()
          .atMost(PATIENCE)
          .until(() -> read.take(followAndPoll(source)).values().contains("new"));

      assertThat(read.gaps())
          .containsExactly(new Gap(names.observations(), old, Gap.Cause.RECREATED, 5, 0));
      assertThat(read.values()).containsExactly("new");
      assertThat(source.positions()).containsOnlyKeys(source.layout().partition(0));
      assertThat(source.layout().id()).isNotEqualTo(old.topicId());
    }
  }

  @Test
  void recordsThatWereDeletedBeforeTheyWereReadAreAGap() throws Exception {
    TopicNames names = district(1);
    int count = 2_000;
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(send(names.observations(), 0, "record-" + i));
      if (i % 10 == 9) {
        // Many small batches: a fetch brings at least a whole one.
        awaitAll(sent);
      }
    }
    var slowly =
        new KafkaSettings(
            broker.bootstrapServers(),
            Map.of("max.poll.records", "5", "max.partition.fetch.bytes", "200"));
    try (TopicSource source = open(names, slowly)) {
      var read = new Reading();
      await().atMost(PATIENCE).until(() -> read.take(source.poll(POLL)).values().size() > 3);
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(names.observations(), 0),
                  RecordsToDelete.beforeOffset(count - 100)))
          .all()
          .get();
      await().atMost(PATIENCE).until(() -> read.takeAnyOrder(source.poll(POLL)).isAt(count));

      assertThat(read.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.RETENTION);
      Gap gap = read.gaps().getFirst();
      assertThat(gap.to()).isEqualTo(count - 100);
      assertThat(read.values().size() + gap.lost()).isEqualTo(count);
      assertThat(source.caughtUp()).isTrue();
    }
  }

  @Test
  void aDamagedBatchIsAGapAndTheRestIsRead() throws Exception {
    TopicNames names = district(2);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    String damaged = "damaged".repeat(20);
    for (String value : List.of("good-1", damaged, "good-2")) {
      for (int i = 0; i < 5; i++) {
        sent.add(send(names.observations(), 0, value + "-" + i));
      }
      awaitAll(sent);
    }
    send(names.observations(), 1, "elsewhere").get();
    flipAByte(broker.folder().resolve("logs/" + names.observations() + "-0"), 5);

    try (TopicSource source = open(names, settings)) {
      var read = new Reading();
      await().atMost(PATIENCE).until(() -> read.takeAnyOrder(source.poll(POLL)).isAt(15));
      await().atMost(PATIENCE).until(source::caughtUp);
      assertThat(read.gaps())
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.cause()).isEqualTo(Gap.Cause.DAMAGED);
                assertThat(gap.lost()).isBetween(1L, 5L);
                assertThat(read.values()).hasSize((int) (16 - gap.lost()));
              });
      assertThat(read.values()).contains("good-1-4", "good-2-0", "elsewhere");
    }
  }

  @Test
  void readingStartsAtAnInstant() throws Exception {
    TopicNames names = TopicNames.of(new DistrictId("d" + DISTRICTS.incrementAndGet()));
    new DistrictTopics(admin).create(names, 2, Timestamps.CREATE_TIME);
    long noonMillis = Micros.toMillis(clock.now()) - 3_600_000;
    for (int minute = 0; minute < 10; minute++) {
      producer
          .send(
              new ProducerRecord<>(
                  names.observations(),
                  0,
                  noonMillis + minute * 60_000L,
                  new byte[] {1},
                  bytes("minute-" + minute)))
          .get();
    }
    long instant = Micros.ofMillis(noonMillis + 7 * 60_000L);
    try (var source =
        TopicSource.open(
            settings, "test", layout(names.observations()), StartAt.instant(instant), clock)) {
      var read = new Reading();
      await().atMost(PATIENCE).until(() -> read.takeAnyOrder(source.poll(POLL)).isAt(10));
      assertThat(read.values()).containsExactly("minute-7", "minute-8", "minute-9");
      assertThat(source.caughtUp()).isTrue();
    }
  }

  @Test
  void theCatalogueComesToItsEndAndThenWhatIsRetired() throws Exception {
    TopicNames names = district(1);
    catalogue(names, "pump-1", "{}");
    catalogue(names, "pump-2", "{}");
    try (var catalogue =
        CatalogueSource.open(settings, "test-catalogue", layout(names.catalogue()), clock)) {
      List<String> seen = new ArrayList<>();
      while (!catalogue.complete()) {
        note(catalogue.poll(POLL), seen);
      }
      assertThat(seen).containsExactly("pump-1 {}", "pump-2 {}");

      catalogue(names, "pump-1", null);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                note(catalogue.poll(POLL), seen);
                return seen.size() == 3;
              });
      assertThat(seen.getLast()).isEqualTo("pump-1 null");
    }
  }

  @Test
  void theProbeFindsDistrictsAndTellsHowFarTheirLogsReach() throws Exception {
    TopicNames names = district(2);
    var configured =
        new KafkaSettings(
            broker.bootstrapServers(),
            Map.of("belvedere.topics.old-port.observations", names.observations()));
    try (var other =
        new Probe(
            Admin.create(settings.admin("other-probe")),
            TopicNames.configured(configured),
            clock)) {
      send(names.observations(), 1, "one").get();
      assertThat(other.reading().failure()).hasValue("Not asked yet.");
      long before = clock.now();
      assertThat(other.runOnce()).isPositive();

      ProbeReading reading = other.reading();
      assertThat(reading.failure()).isEmpty();
      assertThat(reading.sent()).isBetween(before, clock.now());
      assertThat(reading.district(names.district())).hasValue(names);
      assertThat(reading.district(new DistrictId("old-port")))
          .get()
          .extracting(TopicNames::observations)
          .isEqualTo(names.observations());
      assertThat(reading.layout(names.observations()).orElseThrow().partitions()).isEqualTo(2);
      assertThat(reading.layout(names.observations()).orElseThrow().underReplicated()).isZero();
      assertThat(reading.end(names.observations(), 0)).hasValue(0);
      assertThat(reading.end(names.observations(), 1)).hasValue(1);
      assertThat(reading.end(names.observations(), 2)).isEmpty();
    }
  }

  @Test
  void whatWasAcknowledgedBeforeAndAfterAnOutageIsAllThereInOrder() throws Exception {
    TopicNames names = district(2);
    try (Probe running = Probe.start(settings, clock);
        TopicSource source = open(names, settings)) {
      await().atMost(PATIENCE).until(() -> running.reading().failure().isEmpty());
      var read = new Reading();
      List<String> acknowledged = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        send(names.observations(), 0, "before-" + i).get();
        acknowledged.add("before-" + i);
        if (i % 100 == 0) {
          read.take(source.poll(POLL));
        }
      }

      broker.stop();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(read.take(source.poll(POLL)).gaps()).isEmpty();
                return running
                    .reading()
                    .failure()
                    .equals(Optional.of("No answer from Kafka within 3 s."));
              });
      assertThat(running.reading().ends()).isEmpty();
      assertThat(running.reading().layout(names.observations())).isPresent();

      broker.startAgain();
      for (int i = 0; i < 500; i++) {
        send(names.observations(), 0, "after-" + i).get();
        acknowledged.add("after-" + i);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> read.take(source.poll(POLL)).values().size() == acknowledged.size());
      assertThat(read.values()).containsExactlyElementsOf(acknowledged);
      assertThat(read.gaps()).isEmpty();
      await().atMost(PATIENCE).until(() -> running.reading().failure().isEmpty());
    }
  }

  /// Damages the batch that holds an offset, as a disk would.
  private static void flipAByte(Path log, long offset) throws Exception {
    Path segment = log.resolve("00000000000000000000.log");
    byte[] bytes = Files.readAllBytes(segment);
    ByteBuffer batches = ByteBuffer.wrap(bytes);
    int start = 0;
    while (batches.getLong(start) + batches.getInt(start + LAST_OFFSET_DELTA) < offset) {
      start += BATCH_OVERHEAD + batches.getInt(start + BATCH_LENGTH);
    }
    int end = start + BATCH_OVERHEAD + batches.getInt(start + BATCH_LENGTH);
    try (var file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {(byte) ~bytes[end - 1]}), end - 1);
    }
  }

  private TopicNames district(int partitions) {
    var names = TopicNames.of(new DistrictId("d" + DISTRICTS.incrementAndGet()));
    createTopics(names, partitions);
    return names;
  }

  /// A name is free again only a while after its topic was deleted.
  private void createTopics(TopicNames names, int partitions) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              new DistrictTopics(admin).create(names, partitions, Timestamps.APPEND_TIME);
              return layoutNow(names.observations()).isPresent();
            });
  }

  private TopicSource open(TopicNames names, KafkaSettings settings) throws Exception {
    TopicLayout layout = layout(names.observations());
    return TopicSource.open(settings, "test", layout, StartAt.beginning(), clock);
  }

  /// A probe of its own lists the topics at once instead of every 10 s.
  private TopicLayout layout(String topic) throws Exception {
    await().atMost(PATIENCE).until(() -> layoutNow(topic).isPresent());
    return layoutNow(topic).orElseThrow();
  }

  private Optional<TopicLayout> layoutNow(String topic) throws Exception {
    try (var fresh = new Probe(Admin.create(settings.admin("fresh")), List.of(), clock)) {
      fresh.runOnce();
      return fresh.reading().layout(topic);
    }
  }

  private Polled followAndPoll(TopicSource source) throws Exception {
    layoutNow(source.layout().topic()).ifPresent(source::follow);
    return source.poll(POLL);
  }

  private Future<RecordMetadata> send(String topic, int partition, String value) {
    return producer.send(
        new ProducerRecord<>(topic, partition, bytes("thing-" + partition), bytes(value)));
  }

  private static void awaitAll(List<Future<RecordMetadata>> sent) throws Exception {
    for (Future<RecordMetadata> acknowledged : sent) {
      acknowledged.get();
    }
    sent.clear();
  }

  private void catalogue(TopicNames names, String id, @Nullable String value) throws Exception {
    producer
        .send(
            new ProducerRecord<>(names.catalogue(), bytes(id), value == null ? null : bytes(value)))
        .get();
  }

  private static void note(Polled polled, List<String> seen) {
    for (PartitionRecords partition : polled.partitions()) {
      for (ConsumerRecord<ByteBuffer, ByteBuffer> each : partition.records()) {
        ConsumerRecord<byte[], byte[]> record = OwnBytes.of(each);
        byte @Nullable [] value = record.value();
        seen.add(text(record.key()) + " " + (value == null ? "null" : text(value)));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Everything that a source handed out.
  private static final class Reading {
    private final List<String> values = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<Integer, Long> next = new TreeMap<>();

    /// Fails if a partition goes on elsewhere than it left off without a gap.
    Reading take(Polled polled) {
      for (PartitionRecords partition : polled.partitions()) {
        int number = partition.id().partition();
        if (polled.gaps().isEmpty() && gaps.isEmpty()) {
          assertThat(partition.from()).isEqualTo(next.getOrDefault(number, partition.from()));
          long expected = partition.from();
          for (ConsumerRecord<?, ?> record : partition.records()) {
            assertThat(record.offset()).isEqualTo(expected++);
          }
        }
      }
      return takeAnyOrder(polled);
    }

    Reading takeAnyOrder(Polled polled) {
      gaps.addAll(polled.gaps());
      for (PartitionRecords partition : polled.partitions()) {
        next.put(partition.id().partition(), partition.next());
        partition.records().forEach(record -> values.add(text(OwnBytes.of(record).value())));
      }
      return this;
    }

    boolean isAt(long offset) {
      return next.getOrDefault(0, 0L) == offset;
    }

    List<String> values() {
      return values;
    }

    List<Gap> gaps() {
      return gaps;
    }
  }
}

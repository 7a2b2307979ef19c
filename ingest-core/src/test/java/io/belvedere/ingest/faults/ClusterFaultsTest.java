package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.sandbox.KafkaNode;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three brokers, each with a copy of everything, of which two must have what is acknowledged, and
/// a district that sends a fifth more than in an emergency. Whatever happens to the brokers or is
/// done to the topics: what was acknowledged is there afterwards, in its order, or is named, and
/// the delay is back without a restart.
@Tag("faults")
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class ClusterFaultsTest {
  private static final int DATASTREAMS = 500;
  private static final int PER_SECOND = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long MOST_DELAY = 10 * Micros.PER_SECOND;
  private static final Clock CLOCK = Clock.system();
  private static final TopicDescription NO_TOPIC = new TopicDescription("", false, List.of());

  @TempDir private static Path folder;
  private static List<KafkaNode> nodes;
  private static KafkaSettings settings;
  private static Admin admin;
  private static int districts;

  private SteadyDistrict city;
  private Feed feed;
  private LiveDistrict district;

  @BeforeAll
  static void startCluster() throws IOException {
    nodes = KafkaNode.startCluster(folder, 3, Map.of(), List.of());
    settings = KafkaSettings.of(KafkaNode.bootstrapServers(nodes));
    admin = Admin.create(settings.admin("test"));
  }

  @AfterAll
  static void stopCluster() {
    admin.close();
    nodes.forEach(KafkaNode::close);
  }

  @BeforeEach
  void open() throws Exception {
    city = new SteadyDistrict(settings, "harbour" + ++districts, DATASTREAMS, PER_SECOND);
    feed = open(settings);
    district = feed.districts().getFirst();
    within(PATIENCE, () -> district.status().isLive());
    city.start();
    awaitApplied(3 * PER_SECOND);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
    feed.close();
    for (KafkaNode node : nodes) {
      if (!node.isRunning()) {
        node.start();
      }
    }
    awaitAllCopies();
  }

  @Test
  void aLeaderIsKilled(TestInfo test) throws Exception {
    KafkaNode leader = node(leader(0));
    leader.kill();
    awaitMore(15 * PER_SECOND);
    leader.start();
    assertThatAllIsWell(test);
  }

  @Test
  void theActiveControllerIsKilled(TestInfo test) throws Exception {
    KafkaNode controller = node(controller());
    controller.kill();
    awaitMore(15 * PER_SECOND);
    assertThat(controller()).isNotEqualTo(controller.id());
    controller.start();
    assertThatAllIsWell(test);
  }

  @Test
  void aBrokerIsFrozenForTwentySeconds(TestInfo test) throws Exception {
    KafkaNode leader = node(leader(0));
    leader.signal("STOP");
    try {
      awaitTime(Duration.ofSeconds(20));
    } finally {
      leader.signal("CONT");
    }
    assertThatAllIsWell(test);
  }

  @Test
  void everyBrokerIsBouncedInTurnFiveTimes(TestInfo test) throws Exception {
    for (int i = 0; i < 5; i++) {
      for (KafkaNode node : nodes) {
        node.stop();
        node.start();
        awaitAllCopies();
      }
    }
    assertThatAllIsWell(test);
  }

  @Test
  void twoOfThreeAreDown(TestInfo test) throws Exception {
    nodes.get(0).kill();
    nodes.get(1).kill();
    within(Duration.ofSeconds(15), () -> district.status().phase() != Phase.LIVE);
    String cause = district.status().cause();
    awaitTime(Duration.ofSeconds(10));
    assertThat(cause).isNotBlank();
    assertThat(district.status().phase()).isNotEqualTo(Phase.LIVE);
    System.out.println("two of three down: " + district.status());
    nodes.get(0).start();
    nodes.get(1).start();
    assertThatAllIsWell(test);
  }

  @Test
  void oneInAHundredIsPoison(TestInfo test) throws Exception {
    city.poison(100);
    awaitMore(15 * PER_SECOND);
    city.end();
    awaitReceived(city.acknowledged() + city.poisoned());
    assertThat(city.poisoned()).isGreaterThan(200);
    assertThat(district.counters().total())
        .isEqualTo(
            new Fates(
                city.acknowledged() + city.poisoned(),
                city.acknowledged(),
                0,
                0,
                0,
                city.poisoned()));
    city.assertIsAllIn(district);
    tell(test, 0);
  }

  @Test
  void partitionsAreAdded(TestInfo test) throws Exception {
    admin
        .createPartitions(Map.of(city.names().observations(), NewPartitions.increaseTo(16)))
        .all()
        .get();
    awaitMore(30 * PER_SECOND);
    city.end();
    awaitReceived(city.acknowledged());
    assertThat(district.counters().byPartition().tailMap(12).values())
        .as("something came in the new ones")
        .anySatisfy(fates -> assertThat(fates.received()).isPositive());
    // What is moved to another partition may be read ahead of what it follows.
    city.assertIsAllIn(district);
    assertThat(district.counters().total().rejected()).isZero();
    tell(test, 0);
  }

  @Test
  void aTransactionHangs(TestInfo test) throws Exception {
    feed.close();
    Map<String, String> committed = Map.of("isolation.level", "read_committed");
    feed = open(new KafkaSettings(settings.bootstrapServers(), committed));
    district = feed.districts().getFirst();
    within(PATIENCE, () -> district.status().isLive());
    Map<String, Object> properties = new HashMap<>(settings.producer("hanging"));
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "hanging-" + districts);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "20000");
    try (var hanging = new KafkaProducer<byte[], byte[]>(properties)) {
      hanging.initTransactions();
      hanging.beginTransaction();
      for (int partition = 0; partition < 12; partition++) {
        byte[] value = "{\"datastream\":\"never\",\"result\":1}".getBytes(UTF_8);
        hanging
            .send(new ProducerRecord<>(city.names().observations(), partition, null, value))
            .get();
      }
      within(Duration.ofSeconds(15), () -> district.status().phase() != Phase.LIVE);
      System.out.println("hung transaction: " + district.status());
      assertThat(district.status().cause()).contains("transaction");
      within(PATIENCE, () -> district.status().isLive());
    }
    assertThatAllIsWell(test);
    assertThat(district.roster().number("never")).isEmpty();
  }

  @Test
  void retentionOvertakesAClientThatWasOff(TestInfo test, @TempDir Path past) throws Exception {
    feed.close();
    feed = openOnDisk(past);
    district = feed.districts().getFirst();
    within(PATIENCE, () -> district.status().isLive());
    awaitMore(5 * PER_SECOND);
    feed.close();
    long before = acknowledgedEnd(0);
    within(PATIENCE, () -> acknowledgedEnd(0) > before + 2_000);
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    for (int partition = 0; partition < 12; partition++) {
      TopicPartition at = new TopicPartition(city.names().observations(), partition);
      deleted.put(at, RecordsToDelete.beforeOffset(acknowledgedEnd(partition) - 50));
    }
    admin.deleteRecords(deleted).all().get();
    feed = openOnDisk(past);
    district = feed.districts().getFirst();
    within(PATIENCE, () -> district.status().isLive());
    awaitMore(3 * PER_SECOND);
    city.end();
    within(PATIENCE, () -> delay() < MOST_DELAY && district.lag().offsetLag() == 0);
    awaitPast();
    int named = city.assertIsAllInOrNamed(district);
    assertThat(named).isGreaterThan(5_000);
    assertThat(district.history().holes()).isNotEmpty();
    tell(test, named);
  }

  @Test
  void theTopicIsDeletedAndMadeAgain(TestInfo test) throws Exception {
    // Not while something is on its way, of which nobody could say in which of the two it is.
    city.end();
    awaitReceived(city.acknowledged());
    int first = city.acknowledged();
    String topic = city.names().observations();
    admin.deleteTopics(List.of(topic)).all().get();
    within(PATIENCE, () -> !admin.listTopics().names().get().contains(topic));
    city.createTopics();
    city.start();
    awaitApplied(first + 5 * PER_SECOND);
    within(PATIENCE, () -> district.status().isLive());
    city.end();
    awaitReceived(city.acknowledged());
    city.assertIsAllIn(district);
    assertThat(district.gaps().stream().filter(g -> g.contains("deleted and created again")))
        .as("each partition is told of")
        .hasSize(12);
    assertThat(district.history().holes()).isNotEmpty();
    tell(test, 0);
  }

  // How it goes on.

  private void assertThatAllIsWell(TestInfo test) throws Exception {
    long repaired = CLOCK.now();
    within(PATIENCE, () -> district.status().isLive() && delay() < MOST_DELAY);
    final long back = CLOCK.now() - repaired;
    awaitMore(3 * PER_SECOND);
    city.end();
    assertThat(city.refused()).as("refused by Kafka").isZero();
    awaitReceived(city.acknowledged());
    city.assertIsAllIn(district);
    int all = city.acknowledged();
    assertThat(district.counters().total()).isEqualTo(new Fates(all, all, 0, 0, 0, 0));
    assertThat(district.gaps()).isEmpty();
    assertThat(district.history().holes()).isEmpty();
    tell(test, back);
  }

  private void tell(TestInfo test, long back) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d acknowledged, %s, %.1f s%n",
        test.getDisplayName(),
        city.acknowledged(),
        district.counters().total(),
        back / (double) Micros.PER_SECOND);
  }

  /// How old the oldest of the newest values is, microseconds.
  private long delay() {
    DistrictState state = new DistrictState();
    district.now(state);
    long oldest = state.instant();
    for (int d = 0; d < state.size(); d++) {
      oldest = state.isKnown(d) ? Math.min(oldest, state.eventTime(d)) : oldest;
    }
    return state.instant() - oldest;
  }

  private void awaitApplied(long count) throws Exception {
    within(PATIENCE, () -> district.counters().total().applied() >= count);
  }

  private void awaitMore(long count) throws Exception {
    awaitApplied(district.counters().total().applied() + count);
  }

  private void awaitReceived(long count) throws Exception {
    within(PATIENCE, () -> district.counters().total().received() >= count);
  }

  private void awaitPast() {
    within(
        PATIENCE,
        () ->
            district.backfill().state()
                == io.belvedere.ingest.feed.BackfillReading.State.NOTHING_MISSING);
  }

  private static void awaitTime(Duration time) {
    long begin = CLOCK.now();
    within(PATIENCE, () -> CLOCK.now() - begin >= Micros.of(time));
  }

  private static void within(Duration limit, Callable<Boolean> condition) {
    await().atMost(limit).until(condition);
  }

  private void awaitAllCopies() {
    String topic = city.names().observations();
    within(
        PATIENCE,
        () -> {
          try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(t -> t.partitions().stream())
                .allMatch(p -> p.leader() != null && p.isr().size() == p.replicas().size());
          } catch (ExecutionException e) {
            return false;
          }
        });
  }

  private int leader(int partition) throws Exception {
    String topic = city.names().observations();
    return admin
        .describeTopics(List.of(topic))
        .topicNameValues()
        .getOrDefault(topic, KafkaFuture.completedFuture(NO_TOPIC))
        .get()
        .partitions()
        .get(partition)
        .leader()
        .id();
  }

  private static int controller() throws Exception {
    return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
  }

  private static KafkaNode node(int id) {
    return nodes.stream().filter(node -> node.id() == id).findFirst().orElseThrow();
  }

  private long acknowledgedEnd(int partition) throws Exception {
    TopicPartition at = new TopicPartition(city.names().observations(), partition);
    return admin.listOffsets(Map.of(at, OffsetSpec.latest())).partitionResult(at).get().offset();
  }

  private Feed open(KafkaSettings kafka) throws IOException {
    return Feed.open(
        FeedOptions.inMemory(kafka, city.names().district(), Duration.ofHours(1)), CLOCK);
  }

  private Feed openOnDisk(Path past) throws IOException {
    return Feed.open(
        new FeedOptions(
            settings,
            List.of(city.names().district()),
            Duration.ofHours(1),
            Optional.of(past),
            DiskLimits.USUAL,
            /* publishDeadLetters= */ false,
            () -> 1),
        CLOCK);
  }
}

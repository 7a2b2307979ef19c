package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.sandbox.KafkaNode;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final TopicDescription NO_TOPIC = new TopicDescription("", false, List.of());

  @TempDir private static Path folder;
  private static List<KafkaNode> nodes;
  private static KafkaSettings settings;
  private static Admin admin;
  private static Optional<SmallDisk> small = Optional.empty();
  private static int districts;

  private SteadyDistrict city;
  private Desk desk;

  @BeforeAll
  static void startCluster() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("node-3").resolve("logs"));
    small = SmallDisk.mount(logs);
    nodes = KafkaNode.startCluster(folder, 3, Map.of(), List.of());
    settings = KafkaSettings.of(KafkaNode.bootstrapServers(nodes));
    admin = Admin.create(settings.admin("test"));
  }

  @AfterAll
  static void stopCluster() {
    admin.close();
    nodes.forEach(KafkaNode::close);
    small.ifPresent(SmallDisk::close);
  }

  @BeforeEach
  void open() throws Exception {
    city = new SteadyDistrict(settings, "harbour" + ++districts, DATASTREAMS, PER_SECOND);
    desk = Desk.open(settings, city.names());
    city.start();
    desk.awaitApplied(3 * PER_SECOND);
  }

  @AfterEach
  void close() throws Exception {
    city.close();
    desk.close();
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
    desk.awaitMore(15 * PER_SECOND);
    leader.start();
    desk.assertThatAllIsWell(city, test.getDisplayName());
  }

  @Test
  void theActiveControllerIsKilled(TestInfo test) throws Exception {
    KafkaNode controller = node(controller());
    controller.kill();
    desk.awaitMore(15 * PER_SECOND);
    assertThat(controller()).isNotEqualTo(controller.id());
    controller.start();
    desk.assertThatAllIsWell(city, test.getDisplayName());
  }

  @Test
  void aBrokerIsFrozenForTwentySeconds(TestInfo test) throws Exception {
    KafkaNode leader = node(leader(0));
    leader.signal("STOP");
    try {
      Desk.awaitTime(Duration.ofSeconds(20));
    } finally {
      leader.signal("CONT");
    }
    desk.assertThatAllIsWell(city, test.getDisplayName());
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
    desk.assertThatAllIsWell(city, test.getDisplayName());
  }

  @Test
  void twoOfThreeAreDown(TestInfo test) throws Exception {
    nodes.get(0).kill();
    nodes.get(1).kill();
    Desk.within(Duration.ofSeconds(15), () -> desk.district().status().phase() != Phase.LIVE);
    String cause = desk.district().status().cause();
    Desk.awaitTime(Duration.ofSeconds(10));
    assertThat(cause).isNotBlank();
    assertThat(desk.district().status().phase()).isNotEqualTo(Phase.LIVE);
    System.out.println("two of three down: " + desk.district().status());
    nodes.get(0).start();
    nodes.get(1).start();
    desk.assertThatAllIsWell(city, test.getDisplayName());
  }

  @Test
  void aLogFolderIsFull(TestInfo test) throws Exception {
    assumeThat(small).as("a small disk can be made here").isPresent();
    KafkaNode full = node(3);
    small.orElseThrow().fill();
    Desk.within(Desk.PATIENCE, () -> !full.isRunning());
    desk.awaitMore(5 * PER_SECOND);
    small.orElseThrow().makeRoom();
    full.start();
    desk.assertThatAllIsWell(city, test.getDisplayName());
  }

  @Test
  void deviceClocksAreADayWrong(TestInfo test) throws Exception {
    city.wear(
        (datastream, _) ->
            switch (datastream % 10) {
              case 0 -> Micros.PER_DAY;
              case 1 -> -Micros.PER_DAY;
              default -> 0;
            });
    long before = desk.counters().received();
    desk.awaitReceived(before + 10 * PER_SECOND);
    city.end();
    int all = city.acknowledged();
    desk.awaitReceived(all);
    city.assertIsAllIn(desk.district());
    Fates total = desk.counters();
    assertThat(total.quarantined()).isGreaterThan(PER_SECOND / 2);
    assertThat(total.outOfOrder()).isGreaterThan(PER_SECOND / 2);
    assertThat(total.applied() + total.outOfOrder() + total.quarantined()).isEqualTo(all);
    desk.tell(test.getDisplayName(), city, "");
  }

  @Test
  void oneInAHundredIsPoison(TestInfo test) throws Exception {
    city.poison(100);
    desk.awaitMore(15 * PER_SECOND);
    city.end();
    desk.awaitReceived(city.acknowledged() + city.poisoned());
    assertThat(city.poisoned()).isGreaterThan(200);
    assertThat(desk.counters())
        .isEqualTo(
            new Fates(
                city.acknowledged() + city.poisoned(),
                city.acknowledged(),
                0,
                0,
                0,
                city.poisoned()));
    city.assertIsAllIn(desk.district());
    desk.tell(test.getDisplayName(), city, "");
  }

  @Test
  void partitionsAreAdded(TestInfo test) throws Exception {
    admin
        .createPartitions(Map.of(city.names().observations(), NewPartitions.increaseTo(16)))
        .all()
        .get();
    desk.awaitMore(30 * PER_SECOND);
    city.end();
    desk.awaitReceived(city.acknowledged());
    assertThat(desk.district().counters().byPartition().tailMap(12).values())
        .as("something came in the new ones")
        .anySatisfy(fates -> assertThat(fates.received()).isPositive());
    // What is moved to another partition may be read ahead of what it follows.
    city.assertIsAllIn(desk.district());
    assertThat(desk.counters().rejected()).isZero();
    desk.tell(test.getDisplayName(), city, "");
  }

  @Test
  void aTransactionHangs(TestInfo test) throws Exception {
    desk.close();
    Map<String, String> committed = Map.of("isolation.level", "read_committed");
    desk = Desk.open(new KafkaSettings(settings.bootstrapServers(), committed), city.names());
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
      Desk.within(Duration.ofSeconds(15), () -> desk.district().status().phase() != Phase.LIVE);
      System.out.println("hung transaction: " + desk.district().status());
      assertThat(desk.district().status().cause()).contains("transaction");
      desk.awaitLive();
    }
    desk.assertThatAllIsWell(city, test.getDisplayName());
    assertThat(desk.district().roster().number("never")).isEmpty();
  }

  @Test
  void retentionOvertakesAClientThatWasOff(TestInfo test, @TempDir Path past) throws Exception {
    desk.close();
    desk = Desk.open(settings, city.names(), past);
    desk.awaitMore(5 * PER_SECOND);
    desk.close();
    long before = acknowledgedEnd(0);
    Desk.within(Desk.PATIENCE, () -> acknowledgedEnd(0) > before + 2_000);
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    for (int partition = 0; partition < 12; partition++) {
      TopicPartition at = new TopicPartition(city.names().observations(), partition);
      deleted.put(at, RecordsToDelete.beforeOffset(acknowledgedEnd(partition) - 50));
    }
    admin.deleteRecords(deleted).all().get();
    desk = Desk.open(settings, city.names(), past);
    desk.awaitMore(3 * PER_SECOND);
    city.end();
    Desk.within(Desk.PATIENCE, () -> desk.district().lag().offsetLag() == 0);
    desk.awaitPast();
    int named = city.assertIsAllInOrNamed(desk.district());
    assertThat(named).isGreaterThan(5_000);
    assertThat(desk.district().history().holes()).isNotEmpty();
    desk.tell(test.getDisplayName(), city, named + " named as deleted");
  }

  @Test
  void theTopicIsDeletedAndMadeAgain(TestInfo test) throws Exception {
    // Not while something is on its way, of which nobody could say in which of the two it is.
    city.end();
    desk.awaitReceived(city.acknowledged());
    int first = city.acknowledged();
    String topic = city.names().observations();
    admin.deleteTopics(List.of(topic)).all().get();
    Desk.within(Desk.PATIENCE, () -> !admin.listTopics().names().get().contains(topic));
    city.createTopics();
    city.start();
    desk.awaitApplied(first + 5 * PER_SECOND);
    desk.awaitLive();
    city.end();
    desk.awaitReceived(city.acknowledged());
    city.assertIsAllIn(desk.district());
    assertThat(desk.district().gaps().stream().filter(g -> g.contains("deleted and created again")))
        .as("each partition is told of")
        .hasSize(12);
    assertThat(desk.district().history().holes()).isNotEmpty();
    desk.tell(test.getDisplayName(), city, "");
  }

  // How it goes on.

  private void awaitAllCopies() {
    Copies.await(admin, city.names().observations());
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
}

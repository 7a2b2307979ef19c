package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Probe;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.StartAt;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a real partition of a real broker is judged when reading it goes wrong. Feed and probe go
/// round by hand, a second of the test's clock each.
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class LagOnBrokerTest {
  private static final int PATIENCE = 120;

  private static Broker broker;
  private static Admin admin;
  private static int districts;

  private final ManualClock clock = new ManualClock(Clock.system().now());
  private TopicNames names;
  private Producer<byte[], byte[]> producer;
  private KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private Probe probe;
  private DistrictFeed feed;

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
  void open() throws Exception {
    names = TopicNames.of(new DistrictId("lag" + ++districts));
    new DistrictTopics(admin).create(names, 1, Timestamps.APPEND_TIME);
    producer = new KafkaProducer<>(settings().producer("test"));
    consumer = new KafkaConsumer<>(settings().reader("test-feed"));
    probe = new Probe(Admin.create(settings().admin("test-probe")), List.of(), clock);
    feed =
        new DistrictFeed(
            names,
            Duration.ofHours(1),
            Memory.inMemory(Duration.ofHours(1)),
            () -> 1,
            new OnBroker(),
            probe::reading,
            new DeadLetters(names.district().value(), Optional.empty(), DeadLetters.NO_POST),
            clock,
            FeedOptions.MOST_DATASTREAMS);
    send(10);
    rounds(() -> status() == LagStatus.OK && partition().position().orElse(0) == 10);
  }

  @AfterEach
  void close() {
    feed.close();
    probe.close();
    producer.close();
  }

  @Test
  void aFeedThatNoLongerGoesRoundHasStopped() throws Exception {
    rounds(12);
    send(20);
    for (int second = 1; second <= 9; second++) {
      probeAlone();
      assertThat(status()).as("after %d s", second).isNotEqualTo(LagStatus.STOP);
    }
    probeAlone();
    assertThat(status()).isEqualTo(LagStatus.STOP);
    assertThat(partition().verdict().reason())
        .isEqualTo("20 records wait; reading has not been tried for 10 s.");
    assertThat(partition().timeLag().orElseThrow()).isGreaterThan(9 * Micros.PER_SECOND);

    rounds(() -> status() == LagStatus.OK);
    assertThat(partition().offsetLag()).hasValue(0);
  }

  @Test
  void aPartitionThatGivesNothingThoughItIsAskedIsAStall() throws Exception {
    rounds(12);
    consumer.pause(consumer.assignment());
    send(20);
    rounds(() -> status() == LagStatus.STALL);
    assertThat(partition().verdict().reason()).startsWith("20 records wait; none was read for ");
    assertThat(partition().offsetLag()).hasValue(20);

    consumer.resume(consumer.assignment());
    rounds(() -> partition().offsetLag().orElse(1) == 0);
    assertThat(status()).as("it has to stay so").isEqualTo(LagStatus.STALL);
    rounds(() -> status() == LagStatus.OK);
  }

  @Test
  void aTopicThatIsMadeAnewSendsReadingBack() throws Exception {
    rounds(12);
    admin.deleteTopics(List.of(names.observations())).all().get();
    rounds(() -> !probe.reading().layouts().containsKey(names.observations()));
    new DistrictTopics(admin).create(names, 1, Timestamps.APPEND_TIME);
    send(3);
    rounds(() -> status() == LagStatus.REWIND);
    assertThat(partition().verdict().reason()).startsWith("Reading went back from offset 10 and");
    rounds(() -> status() == LagStatus.OK);
    assertThat(partition().position()).hasValue(3);
  }

  @Test
  void recordsThatWaitAreSafeUntilTheyAreOldAndLostWhenTheyAreDeleted() throws Exception {
    assertThat(partition().margin()).isEqualTo(new Margin.NothingWaits());
    consumer.pause(consumer.assignment());
    send(90);
    rounds(() -> partition().offsetLag().orElse(0) == 90);
    assertThat(partition().margin()).isInstanceOf(Margin.Left.class);
    var left = (Margin.Left) partition().margin();
    assertThat(left.how()).isEqualTo(How.AGE);
    assertThat(left.micros()).isBetween(6 * Micros.PER_DAY, 7 * Micros.PER_DAY);

    var partition = new TopicPartition(names.observations(), 0);
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(50))).all().get();
    rounds(() -> partition().margin().equals(new Margin.Lost(40)));
    assertThat(partition().start()).hasValue(50);

    consumer.resume(consumer.assignment());
    rounds(() -> partition().offsetLag().orElse(1) == 0);
    assertThat(partition().margin()).isEqualTo(new Margin.NothingWaits());
    // What it had fetched before it paused it hands out all the same.
    assertThat(feed.district().gaps())
        .singleElement()
        .asString()
        .contains("before they were read")
        .contains("to 49)");
  }

  @Test
  void aBrokerThatIsGoneLeavesNothingToJudgeBy() throws Exception {
    rounds(12);
    broker.kill();
    try {
      rounds(() -> status() == LagStatus.UNKNOWN);
      assertThat(partition().verdict().reason()).startsWith("Kafka has not said for ");
      assertThat(partition().offsetLag()).as("the last that was known").hasValue(0);
      assertThat(feed.district().lag().age(clock.ticks()).orElseThrow())
          .isGreaterThan(5_000_000_000L);
    } finally {
      broker.startAgain();
    }
    rounds(() -> status() == LagStatus.OK);
  }

  private LagStatus status() {
    LagReading lag = feed.district().lag();
    return lag.partitions().isEmpty() ? LagStatus.UNKNOWN : partition().verdict().status();
  }

  private PartitionLag partition() {
    return feed.district().lag().partitions().getFirst();
  }

  private void rounds(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      round();
    }
  }

  private void rounds(BooleanSupplier until) throws InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      round();
      if (!feed.district().lag().partitions().isEmpty() && until.getAsBoolean()) {
        return;
      }
    }
    assertThat(feed.district().lag()).as("after %d s", PATIENCE).isNull();
  }

  private void round() throws InterruptedException {
    probeAlone();
    feed.runOnce();
  }

  private void probeAlone() throws InterruptedException {
    clock.advance(Duration.ofSeconds(1));
    probe.runOnce();
  }

  private void send(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String value =
          "{\"datastream\":\"a\",\"phenomenonTime\":\"%s\",\"result\":1}"
              .formatted(Micros.toInstant(clock.now() - i));
      producer
          .send(
              new ProducerRecord<>(
                  names.observations(), "k".getBytes(UTF_8), value.getBytes(UTF_8)))
          .get();
    }
  }

  private static KafkaSettings settings() {
    return KafkaSettings.of(broker.bootstrapServers());
  }

  private final class OnBroker implements DistrictFeed.Sources {
    @Override
    public CatalogueSource catalogue(TopicLayout layout) {
      return CatalogueSource.open(settings(), "test-catalogue", layout, clock);
    }

    @Override
    public TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next) {
      return new TopicSource(consumer, layout, StartAt.beginning(), clock);
    }

    @Override
    public RangeSource past(TopicLayout layout) {
      return RangeSource.open(settings(), "test-past", layout, clock);
    }
  }
}

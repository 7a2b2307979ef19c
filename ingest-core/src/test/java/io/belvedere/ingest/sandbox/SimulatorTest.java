package io.belvedere.ingest.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.district.SimulatedDistrict;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final long ANCHOR = Micros.of(Instant.parse("2026-03-04T09:00:00Z"));
  private static final DistrictId MONACO = new DistrictId("monaco");
  private static final TopicNames NAMES = TopicNames.of(MONACO);
  private static final int PARTITIONS = 4;

  private final ManualClock clock = new ManualClock(ANCHOR);
  private final TimeRange past = new TimeRange(ANCHOR - 45 * Micros.PER_SECOND, ANCHOR);
  private final SimulatedDistrict district =
      new SimulatedDistrict(
          CityMaps.bundled("monaco"), 7, 0.2, ANCHOR, past.from() - 5 * Micros.PER_SECOND);
  private final List<Integer> sentWhenPresentWasReached = new ArrayList<>();

  private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
    Node node = new Node(0, "nowhere", 1);
    Node[] nodes = {node};
    List<PartitionInfo> partitions = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      partitions.add(new PartitionInfo(NAMES.observations(), p, node, nodes, nodes));
    }
    partitions.add(new PartitionInfo(NAMES.catalogue(), 0, node, nodes, nodes));
    partitions.add(new PartitionInfo(NAMES.operations(), 0, node, nodes, nodes));
    Cluster cluster =
        new Cluster("test", List.of(node), partitions, java.util.Set.of(), java.util.Set.of());
    return new MockProducer<>(
        cluster, acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Simulator simulator(MockProducer<byte[], byte[]> producer) {
    return new Simulator(
        district,
        district.describe(MONACO),
        NAMES,
        producer,
        past,
        () -> sentWhenPresentWasReached.add(producer.history().size()),
        clock);
  }

  private static List<ProducerRecord<byte[], byte[]>> observations(
      MockProducer<byte[], byte[]> producer) {
    return producer.history().stream()
        .filter(r -> r.topic().equals(NAMES.observations()))
        .filter(r -> r.headers().lastHeader("belvedere-canary") == null)
        .toList();
  }

  private static void reachThePresent(Simulator simulator) {
    for (int step = 0; simulator.phase() != Simulator.Phase.LIVE; step++) {
      assertThat(step).isLessThan(20);
      simulator.runOnce();
    }
  }

  @Test
  void theCatalogueComesFirst() {
    var producer = producer(true);
    Simulator simulator = simulator(producer);
    simulator.runOnce();
    assertThat(observations(producer)).isEmpty();
    assertThat(producer.history().stream().filter(r -> r.topic().equals(NAMES.catalogue())))
        .hasSize(5_001);
    assertThat(new String(producer.history().getFirst().key(), StandardCharsets.UTF_8))
        .isEqualTo(CatalogueJson.DISTRICT_KEY);
    assertThat(simulator.phase()).isEqualTo(Simulator.Phase.PAST);
    assertThat(simulator.progress()).isZero();
  }

  @Test
  void oneRecordForEachPartitionGoesAheadOfAllOthers() {
    var producer = producer(true);
    Simulator simulator = simulator(producer);
    simulator.runOnce();
    List<ProducerRecord<byte[], byte[]>> first = producer.history().subList(0, 1 + PARTITIONS);
    assertThat(first.stream().map(r -> r.topic() + r.partition()).distinct())
        .hasSize(1 + PARTITIONS);
    assertThat(producer.flushed()).isTrue();
  }

  @Test
  void thePastCarriesTheTimesAtWhichItWasReceived() {
    var producer = producer(true);
    Simulator simulator = simulator(producer);
    reachThePresent(simulator);
    List<ProducerRecord<byte[], byte[]>> sent = observations(producer);
    assertThat(sent).hasSizeGreaterThan(1_000);
    long last = 0;
    for (ProducerRecord<byte[], byte[]> record : sent) {
      assertThat(record.timestamp())
          .isBetween(Micros.toMillis(past.from()), Micros.toMillis(past.to()))
          .isGreaterThanOrEqualTo(last);
      last = record.timestamp();
      assertThat(record.headers().lastHeader("belvedere-reality").value())
          .isEqualTo("simulated".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void progressRisesFrom0To1() {
    Simulator simulator = simulator(producer(true));
    List<Double> progress = new ArrayList<>();
    while (simulator.phase() != Simulator.Phase.LIVE) {
      progress.add(simulator.progress());
      simulator.runOnce();
    }
    assertThat(progress).isSorted().hasSizeGreaterThan(4).allMatch(p -> p < 1);
    assertThat(simulator.progress()).isEqualTo(1);
  }

  @Test
  void thePastCatchesUpWithAClockThatRunsOn() {
    var producer = producer(true);
    Simulator simulator = simulator(producer);
    simulator.runOnce();
    clock.advance(Duration.ofSeconds(25));
    reachThePresent(simulator);
    long last = observations(producer).getLast().timestamp();
    assertThat(last).isBetween(Micros.toMillis(ANCHOR) + 24_000, Micros.toMillis(ANCHOR) + 25_000);
  }

  @Test
  void thePresentIsReachedOnceAndFollowsWithoutGapOrOverlap() {
    var producer = producer(true);
    Simulator simulator = simulator(producer);
    reachThePresent(simulator);
    assertThat(sentWhenPresentWasReached).containsExactly(producer.history().size());
    assertThat(simulator.runOnce()).isZero();
    for (int i = 0; i < 30; i++) {
      clock.advance(Duration.ofMillis(331));
      simulator.runOnce();
    }
    List<ProducerRecord<byte[], byte[]>> expected = new ArrayList<>();
    var whole = new SimulatedDistrict(CityMaps.bundled("monaco"), 7, 0.2, ANCHOR, district.begin());
    whole.advanceTo(past.from(), sent -> {});
    whole.advanceTo(clock.now(), s -> expected.add(new ProducerRecord<>("t", s.key(), s.value())));
    List<ProducerRecord<byte[], byte[]>> sent = observations(producer);
    assertThat(sent).hasSameSizeAs(expected);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i).value()).isEqualTo(expected.get(i).value());
    }
    assertThat(sentWhenPresentWasReached).hasSize(1);
  }

  @Test
  void theSameThingAlwaysGoesToTheSamePartition() {
    var producer = producer(true);
    reachThePresent(simulator(producer));
    assertThat(observations(producer))
        .allSatisfy(
            r -> {
              assertThat(r.key()).isNotNull();
              assertThat(r.partition()).isNull();
            });
    byte[] key = observations(producer).getFirst().key();
    assertThat(BuiltInPartitioner.partitionForKey(key, PARTITIONS)).isBetween(0, PARTITIONS - 1);
  }

  @Test
  void everyPartitionGetsACanaryASecond() {
    var producer = producer(true);
    Simulator simulator = simulator(producer);
    reachThePresent(simulator);
    for (int i = 0; i < 50; i++) {
      clock.advance(Duration.ofMillis(100));
      simulator.runOnce();
    }
    List<Integer> partitions =
        producer.history().stream()
            .filter(r -> r.headers().lastHeader("belvedere-canary") != null)
            .map(ProducerRecord::partition)
            .toList();
    assertThat(partitions).hasSize(6 * PARTITIONS).contains(0, 1, 2, 3);
  }

  @Test
  void whatKafkaDoesNotTakeIsCountedAndTold() {
    var producer = producer(false);
    Simulator simulator = simulator(producer);
    simulator.runOnce();
    int described = producer.history().size();
    for (int i = 0; i < 3; i++) {
      simulator.runOnce();
    }
    int records = producer.history().size() - described;
    for (int i = 0; i < records; i++) {
      if (i % 2 == 0) {
        producer.errorNext(new TimeoutException("nobody answers"));
      } else {
        producer.completeNext();
      }
    }
    assertThat(simulator.failed()).isPositive();
    assertThat(simulator.acknowledged()).isPositive();
    assertThat(simulator.failure())
        .hasValueSatisfying(f -> assertThat(f).contains("nobody answers"));
  }
}

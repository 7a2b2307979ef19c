package io.belvedere.ingest.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox on its real broker.
class SandboxTest {
  private static final DistrictId MONACO = new DistrictId("monaco");
  private static final TopicNames NAMES = TopicNames.of(MONACO);

  private static SandboxOptions options() {
    return SandboxOptions.defaults().withRate(0.2).withPast(Duration.ofMinutes(2));
  }

  private static void awaitPast(Sandbox sandbox) {
    await().atMost(Duration.ofSeconds(90)).until(() -> sandbox.past() == 1);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Sandbox sandbox, String topic) {
    KafkaSettings settings = KafkaSettings.of(sandbox.bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings.consumer("test"))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  @Test
  void thePastIsStampedAsReceivedAndThePresentByTheBroker() throws IOException {
    try (Sandbox sandbox = Sandbox.start(options(), Clock.system())) {
      assertThat(sandbox.districts()).containsExactly(MONACO);
      awaitPast(sandbox);
      long before = sandbox.acknowledged();
      await().atMost(Duration.ofSeconds(20)).until(() -> sandbox.acknowledged() > before + 500);
      assertThat(sandbox.failure()).isEmpty();
      assertThat(sandbox.failed()).isZero();
      assertThat(read(sandbox, NAMES.catalogue())).hasSize(5_001);
      Map<TimestampType, Integer> types = new HashMap<>();
      Map<String, Set<Integer>> partitions = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : read(sandbox, NAMES.observations())) {
        types.merge(record.timestampType(), 1, Integer::sum);
        if (record.key() != null) {
          partitions
              .computeIfAbsent(
                  new String(record.key(), StandardCharsets.UTF_8), k -> new HashSet<>())
              .add(record.partition());
        }
      }
      assertThat(types).containsKeys(TimestampType.CREATE_TIME, TimestampType.LOG_APPEND_TIME);
      assertThat(partitions).hasSizeGreaterThan(300);
      assertThat(partitions.values()).allMatch(p -> p.size() == 1);
    }
  }

  @Test
  void aShiftedClockStampsTheRecordsItself() throws IOException {
    long story = Micros.of(Instant.parse("2026-01-10T13:40:00Z"));
    Clock clock = Clock.system().shiftedTo(story);
    try (Sandbox sandbox = Sandbox.start(options().withClockShifted(), clock)) {
      awaitPast(sandbox);
      long before = sandbox.acknowledged();
      await().atMost(Duration.ofSeconds(20)).until(() -> sandbox.acknowledged() > before + 500);
      assertThat(read(sandbox, NAMES.observations()))
          .allMatch(r -> r.timestampType() == TimestampType.CREATE_TIME)
          .allMatch(r -> r.timestamp() > Micros.toMillis(story) - 121_000)
          .allMatch(r -> r.timestamp() < Micros.toMillis(story) + 120_000);
    }
  }

  @Test
  void aDistrictGoesOnWhereItsFolderLeftIt(@TempDir Path folder) throws IOException {
    SandboxOptions options = options().withPast(Duration.ofSeconds(20)).withFolder(folder);
    int records;
    try (Sandbox sandbox = Sandbox.start(options, Clock.system())) {
      awaitPast(sandbox);
      records = read(sandbox, NAMES.observations()).size();
      assertThat(records).isPositive();
    }
    try (Sandbox sandbox = Sandbox.start(options, Clock.system())) {
      awaitPast(sandbox);
      List<ConsumerRecord<byte[], byte[]>> all = read(sandbox, NAMES.observations());
      assertThat(all).hasSizeGreaterThanOrEqualTo(records);
      assertThat(all.stream().filter(r -> r.timestampType() == TimestampType.CREATE_TIME))
          .hasSizeLessThanOrEqualTo(records);
    }
  }

  @Test
  void severalDistrictsLiveSideBySide() throws IOException {
    DistrictId east = new DistrictId("east");
    var map = CityMaps.bundled("monaco");
    SandboxOptions options =
        options()
            .withPast(Duration.ofSeconds(5))
            .withRate(0.1)
            .withDistricts(Map.of(MONACO, map, east, map));
    try (Sandbox sandbox = Sandbox.start(options, Clock.system())) {
      assertThat(sandbox.districts()).containsExactlyInAnyOrder(MONACO, east);
      awaitPast(sandbox);
      assertThat(read(sandbox, TopicNames.of(east).observations())).isNotEmpty();
      assertThat(read(sandbox, NAMES.observations())).isNotEmpty();
    }
  }
}

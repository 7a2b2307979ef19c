package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.FakeTopic;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.StartAt;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// The feed of the district `port` with a folder, ended and started again as often as a test likes,
/// on topics that go on meanwhile.
final class RestartedFeed implements AutoCloseable {
  private static final TopicNames NAMES = TopicNames.of(new DistrictId("port"));

  /// A record of a topic.
  @SuppressWarnings("ArrayRecordComponent") // bytes on purpose; never compared
  private record Written(long timestamp, String key, byte @Nullable [] value) {}

  final ManualClock clock;
  private final Path folder;
  private final List<Written> catalogueLog = new ArrayList<>();
  private final List<Written> observationLog = new ArrayList<>();
  private Uuid catalogueId = new Uuid(7, 1);
  private int compactedBefore;

  private FakeTopic catalogue = new FakeTopic(NAMES.catalogue());
  private FakeTopic observations = new FakeTopic(NAMES.observations());
  private ProbeReading probe;
  private Memory memory;
  private DistrictFeed feed;
  private boolean running = true;

  RestartedFeed(Path folder, ManualClock clock) {
    this.folder = folder;
    this.clock = clock;
    this.probe = unanswered();
    this.memory = Memory.onDisk(Duration.ofDays(1), folder);
    this.feed = start();
  }

  DistrictFeed feed() {
    return feed;
  }

  /// Ends it and starts it again; the topics are the same, less what was compacted.
  void restart() {
    end();
    startAgain();
  }

  void end() {
    if (running) {
      running = false;
      feed.close();
      memory.close();
    }
  }

  void startAgain() {
    running = true;
    catalogue = new FakeTopic(NAMES.catalogue());
    catalogue.log(0, compactedBefore, compactedBefore);
    catalogueLog.subList(compactedBefore, catalogueLog.size()).forEach(w -> write(catalogue, w));
    observations = new FakeTopic(NAMES.observations());
    observationLog.forEach(w -> write(observations, w));
    probe = unanswered();
    memory = Memory.onDisk(Duration.ofDays(1), folder);
    feed = start();
  }

  /// The feed is not there for a while, nor does it end properly.
  void crash() {
    memory.runOnce();
    running = false;
    memory.close();
  }

  private DistrictFeed start() {
    return new DistrictFeed(
        NAMES,
        Duration.ofDays(1),
        memory,
        () -> 1,
        new Topics(catalogue, observations, clock),
        () -> probe,
        new DeadLetters("port", Optional.empty(), DeadLetters.NO_POST),
        clock);
  }

  private record Topics(FakeTopic catalogue, FakeTopic observations, Clock clock)
      implements DistrictFeed.Sources {
    @Override
    public CatalogueSource catalogue(TopicLayout layout) {
      return new CatalogueSource(
          new TopicSource(catalogue, layout, StartAt.beginning(), clock), clock);
    }

    @Override
    public TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next) {
      return new TopicSource(
          observations,
          layout,
          next.isEmpty() ? StartAt.beginning() : new StartAt.Resumed(next, 0),
          clock);
    }

    @Override
    public RangeSource past(TopicLayout layout) {
      return new RangeSource(observations, layout, clock);
    }
  }

  /// Kafka answers, and the feed reads, publishes and writes all that there is.
  void second() {
    answer();
    silentSecond();
  }

  /// Kafka does not answer.
  void silentSecond() {
    for (int i = 0; i < 4; i++) {
      feed.runOnce();
      clock.advance(Duration.ofMillis(250));
    }
    feed.runOnce();
    memory.runOnce();
  }

  void describe(String id, String name) {
    String value =
        """
        {"name": "%s", "kind": "water-level", "unit": "cm", "period_s": 10, "criticality": "high",
         "thing": {"id": "t", "name": "T", "kind": "level", "lon": 7.42, "lat": 43.73}}
        """
            .formatted(name);
    tell(id, value.getBytes(UTF_8));
  }

  void retire(String id) {
    tell(id, null);
  }

  private void tell(String id, byte @Nullable [] value) {
    var record = new Written(clock.now() / 1_000, id, value);
    catalogueLog.add(record);
    write(catalogue, record);
  }

  void observe(String datastream, double result) {
    String value =
        "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%s}"
            .formatted(datastream, Micros.toInstant(clock.now()), result);
    var record = new Written(clock.now() / 1_000, "t", value.getBytes(UTF_8));
    observationLog.add(record);
    write(observations, record);
  }

  /// The oldest records of the catalogue are not in Kafka any more from the next start on.
  void compactCatalogue(int records) {
    compactedBefore = records;
  }

  /// The catalogue's topic is deleted and made anew, empty, as the next start will find.
  void recreateCatalogue() {
    catalogueId = new Uuid(7, catalogueId.getLeastSignificantBits() + 1);
    catalogueLog.clear();
    compactedBefore = 0;
  }

  private static void write(FakeTopic topic, Written record) {
    topic.write(
        0,
        TimestampType.LOG_APPEND_TIME,
        record.timestamp,
        new RecordHeaders(),
        record.key.getBytes(UTF_8),
        record.value);
  }

  private void answer() {
    clock.advance(Duration.ofMillis(1));
    TopicPartition partition = new TopicPartition(NAMES.observations(), 0);
    Map<TopicPartition, Long> ends =
        new HashMap<>(observations.endOffsets(List.of(partition), Duration.ZERO));
    probe =
        new ProbeReading(
            clock.now(),
            List.of(NAMES),
            Map.of(
                NAMES.observations(), layout(NAMES.observations(), new Uuid(1, 1)),
                NAMES.catalogue(), layout(NAMES.catalogue(), catalogueId)),
            ends,
            Optional.empty());
  }

  private ProbeReading unanswered() {
    return new ProbeReading(
        clock.now(), List.of(NAMES), Map.of(), Map.of(), Optional.of("Not asked yet."));
  }

  private TopicLayout layout(String topic, Uuid id) {
    return new TopicLayout(topic, id, 1, 0, clock.ticks());
  }

  @Override
  public void close() {
    end();
  }
}

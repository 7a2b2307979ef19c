package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.history.DiskLimits;
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
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// The feed of the district `port` with a folder, ended and started again as often as a test likes,
/// on topics that go on meanwhile.
final class RestartedFeed implements AutoCloseable {
  static final Duration KEPT = Duration.ofDays(1);
  private static final TopicNames NAMES = TopicNames.of(new DistrictId("port"));

  /// A record of a topic.
  @SuppressWarnings("ArrayRecordComponent") // bytes on purpose; never compared
  private record Written(int partition, long timestamp, String key, byte @Nullable [] value) {}

  final ManualClock clock;
  private final Path folder;
  private int partitions;
  private final long mostBacklog;
  private Formats formats = Formats.found();
  private final List<Written> catalogueLog = new ArrayList<>();
  private final List<Written> observationLog = new ArrayList<>();
  private Uuid catalogueId = new Uuid(7, 1);
  private Uuid observationsId = new Uuid(1, 1);
  private int compactedBefore;
  private int deletedBefore;

  private FakeTopic catalogue = new FakeTopic(NAMES.catalogue());
  private FakeTopic observations = new FakeTopic(NAMES.observations());
  private FakeTopic past = new FakeTopic(NAMES.observations());
  private ProbeReading probe;
  private Memory memory;
  private DistrictFeed feed;
  private boolean running;

  RestartedFeed(Path folder, ManualClock clock) {
    this(folder, clock, 1, Long.MAX_VALUE);
    startAgain();
  }

  /// One that is not started yet.
  ///
  /// @param partitions of the observations' topic
  /// @param mostBacklog records that are read before it is live; more are read behind that
  @SuppressWarnings("NullAway.Init")
  RestartedFeed(Path folder, ManualClock clock, int partitions, long mostBacklog) {
    this.folder = folder;
    this.clock = clock;
    this.partitions = partitions;
    this.mostBacklog = mostBacklog;
  }

  LiveDistrict feed() {
    return feed.district();
  }

  boolean isRunning() {
    return running;
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
    observations = kept();
    probe = unanswered();
    memory = Memory.onDisk(KEPT, folder, DiskLimits.USUAL);
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
        KEPT,
        memory,
        () -> 1,
        new Topics(),
        () -> probe,
        new DeadLetters("port", Optional.of(folder.resolve("letters.jsonl")), DeadLetters.NO_POST),
        clock,
        FeedOptions.MOST_DATASTREAMS);
  }

  private final class Topics implements DistrictFeed.Sources {
    @Override
    public CatalogueSource catalogue(TopicLayout layout) {
      return new CatalogueSource(
          new TopicSource(catalogue, layout, StartAt.beginning(), clock), clock);
    }

    @Override
    public TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next) {
      StartAt usual = StartAt.resumed(next, clock.now() - Micros.of(KEPT));
      return new TopicSource(
          observations, layout, new StartAt.LiveFirst(usual, mostBacklog), clock);
    }

    @Override
    public Decoder decoder(Names names) {
      return new Decoder(names, formats);
    }

    @Override
    public RangeSource past(TopicLayout layout) {
      past = kept();
      return new RangeSource(past, layout, clock);
    }
  }

  /// What Kafka has of them.
  private FakeTopic kept() {
    var topic = new FakeTopic(NAMES.observations());
    topic.log(0, deletedBefore, deletedBefore);
    int offset = 0;
    for (Written each : observationLog) {
      if (each.partition > 0 || offset++ >= deletedBefore) {
        write(topic, each);
      }
    }
    return topic;
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

  /// Kafka answers, and each thread does what it does once.
  void round() {
    answer();
    feed.runOnce();
    memory.runOnce();
    feed.pastReader().runOnce();
    clock.advance(Duration.ofMillis(250));
  }

  /// Goes on until nothing of the past is missing that can be had.
  void readAll() {
    boolean ended = false;
    for (int i = 0; i < 5_000 && !ended; i++) {
      round();
      ended =
          feed.district().status().isLive()
              && feed.district().keeping().loaded()
              && feed.district().backfill().state() == BackfillReading.State.NOTHING_MISSING;
    }
    assertThat(ended).as("%s", feed.district().backfill()).isTrue();
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

  /// @param categories as they stand in the list
  void describeCategories(String id, String categories) {
    String value =
        """
        {"name": "G", "kind": "gate", "unit": "cm", "period_s": 10, "criticality": "high",
         "categories": [%s],
         "thing": {"id": "t", "name": "T", "kind": "level", "lon": 7.42, "lat": 43.73}}
        """
            .formatted(categories);
    tell(id, value.getBytes(UTF_8));
  }

  /// With an entry that nobody can read.
  void describeBadly(String id) {
    tell(id, "{".getBytes(UTF_8));
  }

  void retire(String id) {
    tell(id, null);
  }

  private void tell(String id, byte @Nullable [] value) {
    var record = new Written(0, clock.now() / 1_000, id, value);
    catalogueLog.add(record);
    write(catalogue, record);
  }

  void observe(String datastream, double result) {
    observe(0, datastream, clock.now(), result);
  }

  void observe(int partition, String datastream, long eventTime, double result) {
    String value =
        "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%s}"
            .formatted(datastream, Micros.toInstant(eventTime), result);
    send(partition, value);
  }

  /// Sends what need not be an observation that anybody can read.
  void send(int partition, String value) {
    var record = new Written(partition, clock.now() / 1_000, "t", value.getBytes(UTF_8));
    observationLog.add(record);
    if (running) {
      write(observations, record);
      write(past, record);
    }
  }

  /// By what the next start reads the observations.
  void isReadBy(Formats others) {
    formats = others;
  }

  /// The oldest records of partition 0 are not in Kafka any more from the next start on.
  void deleteObservations(int records) {
    deletedBefore = records;
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

  /// The observations' topic has so many partitions, as the next answer will tell.
  void hasPartitions(int count) {
    partitions = count;
  }

  /// The observations' topic is deleted and made anew, empty, as the next start will find.
  void recreateObservations() {
    observationsId = new Uuid(1, observationsId.getLeastSignificantBits() + 1);
    observationLog.clear();
    deletedBefore = 0;
  }

  private static void write(FakeTopic topic, Written record) {
    topic.write(
        record.partition,
        TimestampType.LOG_APPEND_TIME,
        record.timestamp,
        new RecordHeaders(),
        record.key.getBytes(UTF_8),
        record.value);
  }

  private void answer() {
    clock.advance(Duration.ofMillis(1));
    List<TopicPartition> all =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(NAMES.observations(), partition))
            .toList();
    Map<TopicPartition, Long> ends = new HashMap<>(observations.endOffsets(all, Duration.ZERO));
    probe =
        new ProbeReading(
            clock.now(),
            List.of(NAMES),
            Map.of(
                NAMES.observations(), layout(NAMES.observations(), observationsId, partitions),
                NAMES.catalogue(), layout(NAMES.catalogue(), catalogueId, 1)),
            ends,
            Optional.empty());
  }

  private ProbeReading unanswered() {
    return new ProbeReading(
        clock.now(), List.of(NAMES), Map.of(), Map.of(), Optional.of("Not asked yet."));
  }

  private TopicLayout layout(String topic, Uuid id, int partitions) {
    return new TopicLayout(topic, id, partitions, 0, clock.ticks());
  }

  @Override
  public void close() {
    end();
  }
}

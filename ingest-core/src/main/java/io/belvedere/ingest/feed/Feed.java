package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Probe;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.Refusals;
import io.belvedere.ingest.source.StartAt;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/// The feeds of all districts of one Kafka cluster: those that were asked for, or all that are
/// found. A district that appears later is fed without a restart.
///
/// | thread | does |
/// |---|---|
/// | `probe` | asks Kafka for topics and end offsets |
/// | `districts` | starts a feed for each district that the probe finds |
/// | `feed-<district>` | all of one district |
/// | `backfill-<district>` | reads what is missing of the past |
/// | `history-io-<district>` | files of the history, memory that nobody looks at |
public final class Feed implements AutoCloseable {
  /// Ten seconds of reading: what is more is read behind what is live.
  private static final long MOST_BACKLOG = 2_500_000;

  private static final Duration LOOK_FOR_MISSING = Duration.ofMillis(100);
  private static final Duration WRITE_EVERY = Duration.ofMillis(250);
  private static final Duration LOOK_FOR_DISTRICTS = Duration.ofMillis(250);

  private final FeedOptions options;
  private final long mostBacklog;
  private final Clock clock;
  private final Probe probe;
  private final Map<DistrictId, Running> running = new LinkedHashMap<>();
  private final Worker registry;
  private volatile List<LiveDistrict> districts = List.of();

  private Feed(FeedOptions options, long mostBacklog, Clock clock, Probe probe) {
    this.options = options;
    this.mostBacklog = mostBacklog;
    this.clock = clock;
    this.probe = probe;
    // What was asked for is shown from the first moment, as not yet found.
    options.districts().forEach(id -> start(TopicNames.of(id, options.kafka())));
    this.registry = Worker.start("districts", this::startNew, LOOK_FOR_DISTRICTS, _ -> {});
  }

  /// Connects and goes on until it is closed; does not wait for Kafka to answer.
  ///
  /// @throws IOException if the folder cannot be made
  /// @throws IllegalArgumentException with a sentence for the operator if the settings are wrong
  public static Feed open(FeedOptions options, Clock clock) throws IOException {
    return open(options, MOST_BACKLOG, clock);
  }

  /// @param mostBacklog records that are read before it is live; more are read behind that
  static Feed open(FeedOptions options, long mostBacklog, Clock clock) throws IOException {
    if (options.folder().isPresent()) {
      Files.createDirectories(options.folder().get());
    }
    try {
      return new Feed(options, mostBacklog, clock, Probe.start(options.kafka(), clock));
    } catch (KafkaException e) {
      throw new IllegalArgumentException(Refusals.of(options.kafka()).atStart(e), e);
    }
  }

  /// The districts that are fed, in the order in which they were found. Any thread.
  public List<LiveDistrict> districts() {
    return districts;
  }

  /// Why no district is found, in words for an operator; empty if there is nothing to say.
  public String trouble() {
    return probe.reading().failure().orElse("");
  }

  private int startNew() {
    ProbeReading reading = probe.reading();
    int started = 0;
    for (TopicNames names : reading.districts()) {
      if (options.districts().isEmpty() || options.districts().contains(names.district())) {
        started += start(names);
      }
    }
    return started;
  }

  private int start(TopicNames names) {
    synchronized (running) {
      if (running.containsKey(names.district())) {
        return 0;
      }
      running.put(names.district(), Running.start(names, options, mostBacklog, probe, clock));
      districts = running.values().stream().map(Running::district).toList();
      return 1;
    }
  }

  @Override
  public void close() {
    registry.close();
    synchronized (running) {
      running.values().forEach(Running::close);
      running.clear();
    }
    probe.close();
  }

  /// A district's feed with all that it runs on.
  private record Running(LiveDistrict district, Worker worker, Worker backfill, Worker historyIo) {
    static Running start(
        TopicNames names, FeedOptions options, long mostBacklog, Probe probe, Clock clock) {
      DeadLetters.Post post =
          options.publishDeadLetters()
              ? DeadLetterTopic.open(options.kafka(), names.deadLetters(), clock)
              : DeadLetters.NO_POST;
      DeadLetters letters =
          new DeadLetters(
              names.district().value(),
              options.folder().map(f -> LetterArchive.file(f, names.district())),
              post);
      Memory memory =
          options
              .folder()
              .map(f -> f.resolve("history-" + names.district()))
              .map(f -> Memory.onDisk(options.window(), f, options.onDisk()))
              .orElseGet(() -> Memory.inMemory(options.window()));
      DistrictFeed feed =
          new DistrictFeed(
              names,
              options.window(),
              memory,
              options.pastWritten(),
              new FromKafka(
                  options, names, options.formatsOf(names.district()), mostBacklog, clock),
              probe::reading,
              letters,
              clock,
              options.mostDatastreams());
      Worker worker =
          Worker.start(
              "feed-" + names.district(),
              feed::runOnce,
              Duration.ofMillis(50),
              feed::failed,
              feed::close);
      Backfill past = feed.pastReader();
      Worker backfill =
          Worker.startBehind(
              "backfill-" + names.district(),
              past::runOnce,
              LOOK_FOR_MISSING,
              past::failed,
              past::close);
      Worker historyIo =
          Worker.start(
              "history-io-" + names.district(),
              memory::runOnce,
              WRITE_EVERY,
              _ -> {},
              memory::close);
      return new Running(feed.district(), worker, backfill, historyIo);
    }

    void close() {
      backfill.close();
      worker.close();
      historyIo.close();
    }
  }

  /// Consumers of the real thing.
  private record FromKafka(
      FeedOptions options, TopicNames names, Formats formats, long mostBacklog, Clock clock)
      implements DistrictFeed.Sources {
    @Override
    public CatalogueSource catalogue(TopicLayout layout) {
      return CatalogueSource.open(
          options.kafka(), "belvedere-catalogue-" + names.district(), layout, clock);
    }

    @Override
    public TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next) {
      long from = clock.now() - Micros.of(options.window());
      StartAt usual = StartAt.resumed(next, from);
      // While the past is still being written, its end is not where what is live begins.
      boolean isWritten = options.pastWritten().getAsDouble() >= 1;
      return TopicSource.open(
          options.kafka(),
          "belvedere-feed-" + names.district(),
          layout,
          isWritten ? new StartAt.LiveFirst(usual, mostBacklog) : usual,
          clock);
    }

    @Override
    public RangeSource past(TopicLayout layout) {
      return RangeSource.open(
          options.kafka(), "belvedere-backfill-" + names.district(), layout, clock);
    }

    @Override
    public Decoder decoder(Names of) {
      return new Decoder(of, formats);
    }
  }
}

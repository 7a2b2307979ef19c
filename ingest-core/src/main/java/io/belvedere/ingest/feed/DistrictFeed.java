package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.lag.GatewayWatch;
import io.belvedere.ingest.lag.LagMeter;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.LeftOut;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.OwnBytes;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Polled;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.TrustWatch;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The feed of one district: probe readings and raw records in, twin and history out.
///
/// # Threads
/// [#runOnce] and everything that it calls belong to one thread, `feed-<district>`. What other
/// threads may see is either safe by itself (twin, history, progress) or [Shown].
final class DistrictFeed implements AutoCloseable {
  /// What it needs of Kafka; a test gives it consumers that need no broker.
  interface Sources {
    CatalogueSource catalogue(TopicLayout layout);

    /// @param next the next offset of each partition that an earlier run has read
    TopicSource observations(TopicLayout layout, Map<PartitionId, Long> next);

    /// Reads the observations once more, of any time.
    RangeSource past(TopicLayout layout);

    /// What understands the observations.
    ///
    /// @param names of the thread that reads
    default Decoder decoder(Names names) {
      return new Decoder(names);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(DistrictFeed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PUBLISH_EVERY_NANOS = Duration.ofMillis(250).toNanos();
  private static final long READ_LAG_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final TopicNames names;
  private final DoubleSupplier pastWritten;
  private final Supplier<ProbeReading> probe;
  private final Clock clock;
  private final DeadLetters deadLetters;
  private final long startedAt;
  private final Memory memory;
  private final SlabStore history;
  private final Twin twin = new Twin();
  private final ProgressClock progress;
  private final Shown shown;
  private final HandOver handOver;
  private final Backfill backfill;
  private final FedDistrict district;
  private final DistrictCatalogue catalogue;
  private final Counters counts = new Counters();
  private final Topics topics;
  private final Losses losses;
  private final Applier applier;
  private final Retry retry;
  private final Journal journal;
  private final ProgressKeeper progressKeeper;
  private final LagMeter lagMeter;
  private final GatewayWatch gatewayWatch;
  private final TrustWatch trustWatch;
  private final DistrictState looked = new DistrictState();
  private boolean startIsKnown;
  private boolean wasCaughtUp;
  private long lastPublished;
  private long lastLagRead;
  private String readTrouble = "";
  private String catalogueTrouble = "";
  private String roundTrouble = "";

  /// A feed that has read nothing yet.
  ///
  /// @param window how much of the past is kept
  /// @param memory what is remembered of earlier, and where it is kept
  /// @param pastWritten see [FeedOptions]
  /// @param mostDatastreams see [FeedOptions]
  DistrictFeed(
      TopicNames names,
      Duration window,
      Memory memory,
      DoubleSupplier pastWritten,
      Sources sources,
      Supplier<ProbeReading> probe,
      DeadLetters deadLetters,
      Clock clock,
      int mostDatastreams) {
    this.names = names;
    this.pastWritten = pastWritten;
    this.probe = probe;
    this.clock = clock;
    this.deadLetters = deadLetters;
    this.startedAt = clock.now();
    this.lastPublished = clock.ticks() - PUBLISH_EVERY_NANOS;
    this.lastLagRead = clock.ticks() - READ_LAG_EVERY_NANOS;
    this.memory = memory;
    this.history = memory.store();
    this.journal = memory.journal();
    this.progress = new ProgressClock(Micros.of(window));
    this.progressKeeper = new ProgressKeeper(progress, memory.progress(), clock);
    this.lagMeter = new LagMeter(clock, names.observations(), progress);
    this.gatewayWatch = new GatewayWatch(clock);
    this.trustWatch = new TrustWatch(history);
    this.catalogue =
        new DistrictCatalogue(names.district(), mostDatastreams, deadLetters, memory.catalogue());
    this.catalogue.restore(memory.names());
    this.shown =
        new Shown(
            Roster.empty(names.district()),
            Signs.atStart(startedAt),
            memory,
            mostDatastreams,
            clock);
    RulesOfApplication rules = new RulesOfApplication(twin, history, window);
    Decoder decoder = sources.decoder(catalogue);
    this.retry = new Retry(catalogue, rules, decoder, memory, clock);
    deadLetters.begin(startedAt);
    this.handOver = new HandOver(twin, rules, catalogue::datastream, history::hole, deadLetters);
    this.backfill =
        new Backfill(
            new SlabPast(history), window, shown, sources::past, sources::decoder, handOver, clock);
    Map<PartitionId, OffsetIntervals> read = new HashMap<>(memory.read());
    this.applier =
        new Applier(decoder, catalogue, rules, counts, deadLetters, read, journal, lagMeter, clock);
    this.losses = new Losses(read, history, journal, progress, backfill, clock, startedAt);
    this.topics =
        new Topics(names, sources, read, losses, lagMeter, progress, pastWritten, startedAt);
    this.district =
        new FedDistrict(
            names,
            twin,
            memory,
            progress,
            catalogue.versions(),
            shown,
            backfill,
            deadLetters,
            new DistrictLetters(
                names, deadLetters, retry, shown::roster, sources::decoder, window, clock),
            probe,
            clock);
    restoreTwin();
    shown.signs = signs();
  }

  /// What was newest at the end of an earlier run still is, until something newer comes.
  private void restoreTwin() {
    history
        .covered()
        .ifPresent(
            covered -> {
              DistrictState newest = new DistrictState();
              history.latestAt(covered.to(), newest);
              for (int d = 0; d < newest.size(); d++) {
                if (newest.isKnown(d)) {
                  twin.apply(
                      d,
                      DistrictState.UNKNOWN_PARTITION,
                      newest.eventTime(d),
                      newest.receiveTime(d),
                      newest.value(d),
                      newest.flags(d),
                      Observation.NOT_SENT,
                      Observation.NOT_SENT);
                }
              }
            });
  }

  /// What everybody may ask of the district. Any thread.
  LiveDistrict district() {
    return district;
  }

  /// What a thread of its own has to run for the past to be read.
  Backfill pastReader() {
    return backfill;
  }

  /// Goes round once.
  ///
  /// 1. Follows what the probe has learnt of the topics.
  /// 2. Reads the catalogue: to its end at first, then what is new.
  /// 3. Reads observations, waiting for them up to a tenth of a second, and applies them.
  /// 4. Takes what was read of the past meanwhile, and what is to be tried again.
  /// 5. Publishes what has changed, and seals what is over of the history.
  ///
  /// @return how many records it read; 0 tells that there was nothing to do
  int runOnce() {
    topics.follow(probe.get());
    shown.layout = topics.layout();
    int count = 0;
    TopicSource observations = topics.observations();
    if (observations != null && readCatalogue()) {
      count = readObservations(observations);
    }
    handOver.take();
    // What is on disk and not loaded yet looks as if it were missing.
    if (isUnderstood() && memory.isLoaded()) {
      retry.take();
    }
    journal.endRound(catalogue.ids(), clock.ticks());
    memory.takeLoaded();
    roundTrouble = "";
    publish();
    return count;
  }

  /// Tells that a round failed; the next one is tried all the same.
  void failed(Throwable cause) {
    roundTrouble = "A round of the feed failed: " + cause;
    shown.signs = signs();
  }

  /// @return whether the catalogue is complete, so that observations can be understood; one that
  ///     does not exist is
  private boolean readCatalogue() {
    CatalogueSource source = topics.catalogue();
    if (source == null) {
      return true;
    }
    Polled polled = source.poll(POLL);
    catalogueTrouble =
        polled.trouble().map(words -> "The catalogue cannot be read: " + words).orElse("");
    polled.gaps().stream()
        .filter(gap -> gap.cause() == Gap.Cause.RECREATED)
        .forEach(_ -> catalogue.clear(polled.pollTime()));
    for (PartitionRecords partition : polled.partitions()) {
      partition
          .records()
          .forEach(r -> catalogue.take(partition.id(), OwnBytes.of(r), polled.pollTime()));
    }
    if (source.complete()) {
      catalogue.complete(polled.pollTime());
    }
    return source.complete();
  }

  private int readObservations(TopicSource source) {
    Polled polled = source.poll(POLL);
    readTrouble = polled.trouble().orElse("");
    if (!startIsKnown && !source.positions().isEmpty()) {
      startIsKnown = true;
      source.leftOut().ifPresent(this::beginAtOnce);
    }
    polled.gaps().forEach(losses::note);
    try {
      applier.apply(polled);
    } catch (RuntimeException | Error e) {
      // What has been applied is found to be so.
      source.readAgain(polled);
      throw e;
    }
    if (!wasCaughtUp && source.caughtUp() && pastWritten.getAsDouble() >= 1) {
      wasCaughtUp = true;
      applier.caughtUp();
    }
    return polled.count();
  }

  /// What is live begins with the first whole second in which all is read.
  private void beginAtOnce(LeftOut leftOut) {
    long from = Math.ceilDiv(leftOut.asked(), Micros.PER_SECOND) * Micros.PER_SECOND;
    backfill.reachesTo(from, leftOut);
    history.begin(from, losses.complete());
    // From when to when that was is found out by reading around it.
    leftOut.deleted().forEach(losses::report);
    LOG.info("{}: {} records are read behind what is live.", names.district(), leftOut.records());
  }

  private void publish() {
    shown.gaps = losses.newest();
    long ticks = clock.ticks();
    if (ticks - lastLagRead >= READ_LAG_EVERY_NANOS) {
      lastLagRead = ticks;
      shown.lag = lagMeter.reading();
      if (wasCaughtUp) {
        district.now(looked);
        shown.gateways = gatewayWatch.look(shown.roster, looked);
        shown.trust = trustWatch.look(shown.roster, looked, isPastHere());
      }
    }
    if (ticks - lastPublished >= PUBLISH_EVERY_NANOS) {
      lastPublished = ticks;
      if (catalogue.hasChanged()) {
        twin.ensure(catalogue.size());
        history.ensure(catalogue.size());
        shown.roster = catalogue.roster();
      }
      Roster roster = shown.roster;
      shown.counters = counts.read(roster.size() - roster.catalogued(), deadLetters.leftOut());
      history.seal(progress.leastProgress());
      // What is read of the past brings late ones of its own.
      if (shown.isUpToDate() && isPastHere()) {
        var unused = history.merge();
      }
      progressKeeper.round();
    }
    shown.signs = signs();
  }

  /// Whether nothing more of the past is on its way.
  private boolean isPastHere() {
    return memory.keeping().loaded()
        && backfill.reading().state() == BackfillReading.State.NOTHING_MISSING;
  }

  private Signs signs() {
    return new Signs(
        startedAt,
        topics.observations() != null,
        caughtUp(),
        applier.liveSince(),
        topics.lastAnswer(),
        clock.now(),
        wasCaughtUp ? shown.lag.timeLag() : 0,
        sentences(
            topics.trouble(), readTrouble, hasCatalogue() ? "" : catalogueTrouble, roundTrouble),
        sentences(
            hasCatalogue() ? catalogueTrouble : "",
            memory.trouble(),
            topics.heldBack(),
            topics.refused(),
            deadLetters.trouble(),
            topics.copies(),
            applier.warning(),
            catalogue.refused(shown.counters.refused()),
            shown.trust.unlike().stream().findFirst().orElse("")));
  }

  private static String sentences(String... all) {
    return Stream.of(all).filter(words -> !words.isEmpty()).collect(Collectors.joining(" "));
  }

  /// Whether what is known of the datastreams holds, even if nothing newer can be read.
  private boolean hasCatalogue() {
    CatalogueSource source = topics.catalogue();
    return source != null && source.complete();
  }

  /// Whether all is known that observations are understood by.
  private boolean isUnderstood() {
    return topics.observations() != null && (topics.catalogue() == null || hasCatalogue());
  }

  private double caughtUp() {
    TopicSource observations = topics.observations();
    if (wasCaughtUp || observations == null) {
      return wasCaughtUp ? 1 : 0;
    }
    double caughtUp = Math.min(observations.caughtUpFraction(), pastWritten.getAsDouble());
    return Math.min(caughtUp, Math.nextDown(1.0));
  }

  /// Ends what it reads with. The feed thread calls it, after its last round.
  @Override
  public void close() {
    shown.closed = true;
    retry.close();
    journal.handOver();
    progressKeeper.end();
    topics.close();
    deadLetters.close();
  }
}

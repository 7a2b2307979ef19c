package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Canary;
import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.GatewayWatch;
import io.belvedere.ingest.lag.HeldBack;
import io.belvedere.ingest.lag.LagMeter;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.LeftOut;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.Polled;
import io.belvedere.ingest.source.Polled.PartitionRecords;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.RangeSource;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.trust.TrustWatch;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The feed of one district: probe readings and raw records in, twin and history out.
///
/// # Threads
/// [#runOnce] and everything that it calls belong to one thread, `feed-<district>`. What other
/// threads may see is either safe by itself (twin, history, progress) or an immutable reading that
/// the feed thread replaces whole. The status is judged by whoever asks, from the newest [Signs]:
/// so a feed whose thread stands or has died is told as lost and not shown as live.
final class DistrictFeed implements LiveDistrict, AutoCloseable {
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
  private static final int GAPS_KEPT = 100;

  /// What the probe has learnt earlier says nothing of now.
  private static final long PROBE_IS_OLD = 5 * Micros.PER_SECOND;

  /// What is live must not be further behind than this for the past to be read.
  private static final long MOST_LAG_FOR_THE_PAST = 2 * Micros.PER_SECOND;

  /// A crash costs the history a second; progress is written down apart from it.
  private static final long MOST_LOST_IN_A_CRASH = 10 * Micros.PER_SECOND;

  private static final String STAMPED_BY_SENDERS =
      "The records are stamped by their senders, so delays are not to be trusted.";

  private final TopicNames names;
  private final DoubleSupplier pastWritten;
  private final Sources sources;
  private final Supplier<ProbeReading> probe;
  private final Clock clock;
  private final DeadLetters deadLetters;
  private final int mostDatastreams;
  private final long startedAt;

  // Safe for all.
  private final Twin twin = new Twin();
  private final Memory memory;
  private final SlabStore history;
  private final ProgressClock progress;
  private volatile Roster roster;
  private volatile Signs signs;
  private volatile CounterReading counters = CounterReading.NONE;
  private volatile LagReading lag = LagReading.none();
  private volatile GatewayReading gateways = GatewayReading.NONE;
  private volatile TrustReading trust = TrustReading.NONE;
  private volatile List<Gap> gaps = List.of();
  private volatile Optional<TopicLayout> layout = Optional.empty();
  private volatile boolean closed;
  private final HandOver handOver;
  private final DistrictLetters allLetters;
  private final Backfill backfill;

  // The feed thread's.
  private final DistrictCatalogue catalogue;
  private final Counters counts = new Counters();
  private final Intake intake;
  private final Decoder decoder;
  private final Retry retry;
  private final Map<PartitionId, OffsetIntervals> read;
  private final Journal journal;
  private final ProgressKeeper progressKeeper;
  private final Deque<Gap> newestGaps = new ArrayDeque<>();
  private final LagMeter lagMeter;
  private final HeldBack heldBack = new HeldBack();
  private final GatewayWatch gatewayWatch;
  private final TrustWatch trustWatch;
  private final DistrictState looked = new DistrictState();
  private @Nullable CatalogueSource catalogueSource;
  private @Nullable TopicSource observationSource;
  private @Nullable ProbeReading lastReading;
  private boolean startIsKnown;
  private boolean wasCaughtUp;
  private long lastProbe;
  private long liveSince;
  private long lastPublished;
  private long lastLagRead;
  private long pollTime;
  private long applyTime;
  private long appendTime;
  private boolean measured;
  private String probeTrouble = "";
  private String readTrouble = "";
  private String catalogueTrouble = "";
  private String copiesWarning = "";
  private String stampWarning = "";
  private String refusalWarning = "";
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
    this.mostDatastreams = mostDatastreams;
    this.pastWritten = pastWritten;
    this.sources = sources;
    this.probe = probe;
    this.clock = clock;
    this.deadLetters = deadLetters;
    this.startedAt = clock.now();
    this.lastProbe = startedAt;
    this.lastPublished = clock.ticks() - PUBLISH_EVERY_NANOS;
    this.lastLagRead = clock.ticks() - READ_LAG_EVERY_NANOS;
    this.memory = memory;
    this.history = memory.store();
    this.journal = memory.journal();
    this.read = new HashMap<>(memory.read());
    this.progress = new ProgressClock(Micros.of(window));
    this.progressKeeper = new ProgressKeeper(progress, memory.progress(), clock);
    this.lagMeter = new LagMeter(clock, names.observations(), progress);
    this.gatewayWatch = new GatewayWatch(clock);
    this.trustWatch = new TrustWatch(history);
    this.catalogue =
        new DistrictCatalogue(names.district(), mostDatastreams, deadLetters, memory.catalogue());
    this.catalogue.restore(memory.names());
    this.roster = Roster.empty(names.district());
    RulesOfApplication rules = new RulesOfApplication(twin, history, window);
    this.intake = new Intake(catalogue, rules, counts, deadLetters, this::measure);
    this.decoder = sources.decoder(catalogue);
    this.retry = new Retry(catalogue, rules, decoder, memory, clock);
    this.allLetters =
        new DistrictLetters(
            names, deadLetters, retry, () -> roster, sources::decoder, window, clock);
    deadLetters.begin(startedAt);
    this.handOver = new HandOver(twin, rules, catalogue::datastream, history::hole, deadLetters);
    this.backfill =
        new Backfill(
            new SlabPast(history),
            window,
            new ForBackfill(),
            sources::past,
            sources::decoder,
            handOver,
            clock);
    restoreTwin();
    this.signs = signs();
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
    follow(probe.get());
    int count = 0;
    if (observationSource != null && readCatalogue()) {
      count = readObservations(observationSource);
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
    signs = signs();
  }

  @SuppressWarnings(
      "ReferenceEquality") // the probe promises the same object until there is another
  private void follow(ProbeReading reading) {
    if (reading == lastReading) {
      return;
    }
    lastReading = reading;
    Optional<TopicLayout> observations = reading.layout(names.observations());
    Optional<TopicLayout> entries = reading.layout(names.catalogue());
    if (reading.failure().isEmpty()) {
      lastProbe = reading.sent();
      probeTrouble =
          observations.isPresent()
              ? ""
              : reading
                  .refusal(names.observations())
                  .orElse("There is no topic " + names.observations() + ".");
      refusalWarning =
          reading
              .refusal(names.catalogue())
              .map(words -> words + " Until then nothing is known of what sends.")
              .orElse("");
    } else {
      probeTrouble = reading.failure().get();
    }
    if (entries.isPresent()) {
      if (catalogueSource == null) {
        catalogueSource = sources.catalogue(entries.get());
      } else {
        catalogueSource.follow(entries.get());
      }
    }
    if (observations.isPresent()) {
      TopicLayout layout = observations.get();
      if (observationSource == null) {
        observationSource = sources.observations(layout, next(layout));
      } else {
        observationSource.follow(layout);
      }
      this.layout = observations;
      copiesWarning =
          layout.underReplicated() == 0
              ? ""
              : "%d of %d partitions of %s have lost copies."
                  .formatted(layout.underReplicated(), layout.partitions(), layout.topic());
      progress.ensure(layout.partitions());
      // While producers still owe their past, its end is not the end: nothing that is silent in it
      // can be blamed yet.
      long seenUntil = pastWritten.getAsDouble() >= 1 ? reading.sent() : ProgressClock.NONE;
      lagMeter.retained(reading.retention(names.observations()));
      for (int partition = 0; partition < layout.partitions(); partition++) {
        follow(reading, observationSource, partition, seenUntil);
      }
    }
  }

  private void follow(ProbeReading reading, TopicSource source, int partition, long seenUntil) {
    String topic = names.observations();
    OptionalLong position = source.position(partition);
    OptionalLong end = reading.end(topic, partition);
    reading.start(topic, partition).ifPresent(start -> lagMeter.begins(partition, start));
    // Nothing need come from it to know that nothing is missing.
    position.ifPresent(p -> lagMeter.positioned(partition, p));
    end.ifPresent(e -> lagMeter.probed(partition, e, seenUntil));
    if (position.isPresent() && end.isPresent()) {
      OptionalLong left = source.currentLag(partition);
      heldBack.reading(partition, position.getAsLong(), end.getAsLong(), left);
    }
  }

  /// Where an earlier run ended; what it has left out before is for the backfill. What it read of
  /// another topic of that name says nothing of this one.
  private Map<PartitionId, Long> next(TopicLayout layout) {
    boolean isAnother =
        !read.isEmpty() && read.keySet().stream().noneMatch(p -> p.topicId().equals(layout.id()));
    if (isAnother) {
      // Nobody knows how long the one before went on, nor whether this one has begun at once.
      lastSeen().ifPresent(from -> lose(from, clock.now()));
    }
    Map<PartitionId, Long> next = new HashMap<>();
    for (Map.Entry<PartitionId, OffsetIntervals> each : Map.copyOf(read).entrySet()) {
      long end = each.getValue().lastEnd();
      if (!each.getKey().topicId().equals(layout.id())) {
        read.remove(each.getKey());
        note(new Gap(layout.topic(), each.getKey(), Gap.Cause.RECREATED, Math.max(0, end), 0));
      } else if (end >= 0) {
        next.put(each.getKey(), end);
      }
    }
    return next;
  }

  /// @return whether the catalogue is complete, so that observations can be understood; one that
  ///     does not exist is
  private boolean readCatalogue() {
    if (catalogueSource == null) {
      return true;
    }
    Polled polled = catalogueSource.poll(POLL);
    catalogueTrouble =
        polled.trouble().map(words -> "The catalogue cannot be read: " + words).orElse("");
    polled.gaps().stream()
        .filter(gap -> gap.cause() == Gap.Cause.RECREATED)
        .forEach(_ -> catalogue.clear(polled.pollTime()));
    for (PartitionRecords partition : polled.partitions()) {
      partition.records().forEach(r -> catalogue.take(partition.id(), r, polled.pollTime()));
    }
    if (catalogueSource.complete()) {
      catalogue.complete(polled.pollTime());
    }
    return catalogueSource.complete();
  }

  private int readObservations(TopicSource source) {
    Polled polled = source.poll(POLL);
    readTrouble = polled.trouble().orElse("");
    if (!startIsKnown && !source.positions().isEmpty()) {
      startIsKnown = true;
      source.leftOut().ifPresent(this::beginAtOnce);
    }
    polled.gaps().forEach(this::note);
    pollTime = polled.pollTime();
    try {
      polled.partitions().forEach(this::apply);
    } catch (RuntimeException | Error e) {
      // What has been applied is found to be so.
      source.readAgain(polled);
      throw e;
    }
    if (!wasCaughtUp && source.caughtUp() && pastWritten.getAsDouble() >= 1) {
      wasCaughtUp = true;
      liveSince = clock.now();
      lagMeter.caughtUp();
    }
    return polled.count();
  }

  /// What is live begins with the first whole second in which all is read.
  private void beginAtOnce(LeftOut leftOut) {
    long from = Math.ceilDiv(leftOut.asked(), Micros.PER_SECOND) * Micros.PER_SECOND;
    backfill.reachesTo(from, leftOut);
    history.begin(from, complete());
    // From when to when that was is found out by reading around it.
    leftOut.deleted().forEach(this::report);
    LOG.info("{}: {} records are read behind what is live.", names.district(), leftOut.records());
  }

  /// Until when everything that an earlier run has received is here. If there is a partition of
  /// which nobody knows how far it was read, only what is in slabs is taken for complete.
  private long complete() {
    long told = seenUntil(startedAt);
    return told == ProgressClock.NONE ? Micros.EARLIEST : told - MOST_LOST_IN_A_CRASH;
  }

  /// Until when an earlier run has read, as far as can be told.
  private Optional<Long> lastSeen() {
    long told = seenUntil(startedAt);
    return told != ProgressClock.NONE
        ? Optional.of(told - MOST_LOST_IN_A_CRASH)
        : history.covered().map(covered -> covered.to() - Micros.PER_MINUTE);
  }

  /// Until when all partitions had been read at `t`.
  private long seenUntil(long t) {
    return Arrays.stream(progress.progressAt(t)).min().orElse(ProgressClock.NONE);
  }

  private void apply(PartitionRecords partition) {
    OffsetIntervals applied = read.computeIfAbsent(partition.id(), _ -> new OffsetIntervals());
    int number = partition.id().partition();
    applyTime = clock.now();
    intake.begin(partition.id());
    for (ConsumerRecord<byte[], byte[]> record : partition.records()) {
      if (!applied.contains(record.offset())) {
        apply(record);
        var unused = applied.add(record.offset());
      }
    }
    intake.end();
    if (partition.from() < partition.next()) {
      // Offsets without a record for us have been passed as well.
      applied.add(partition.from(), partition.next());
      journal.read(partition.id(), partition.from(), partition.next());
    }
    if (partition.records().isEmpty()) {
      lagMeter.positioned(number, partition.next());
    } else {
      ConsumerRecord<byte[], byte[]> last = partition.records().getLast();
      long appendTime = Micros.ofMillis(last.timestamp());
      boolean bySender = last.timestampType() == TimestampType.CREATE_TIME;
      stampWarning = bySender && isMeasured(last) ? STAMPED_BY_SENDERS : "";
      lagMeter.read(number, partition.next(), appendTime, clock.now());
    }
  }

  /// No record can end the loop: what cannot be handled is counted and kept with its reason.
  private void apply(ConsumerRecord<byte[], byte[]> record) {
    measured = isMeasured(record);
    appendTime = Micros.ofMillis(record.timestamp());
    intake.begin(record, appendTime);
    try {
      boolean bare = !record.headers().iterator().hasNext();
      if (!bare || !decoder.decodeUsual(record.key(), record.value(), intake)) {
        apply(record, RawRecord.of(record));
      }
    } catch (RuntimeException e) {
      intake.rejected("internal error: " + e, "");
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> record, RawRecord raw) {
    if (!raw.isCanary()) {
      decoder.decode(raw, intake);
      return;
    }
    counts.countCanary();
    if (measured) {
      Canary.sendTime(raw)
          .ifPresent(
              sent ->
                  lagMeter.canary(
                      record.partition(),
                      sent,
                      raw.appendTime(),
                      record.timestampType() == TimestampType.LOG_APPEND_TIME,
                      pollTime,
                      applyTime));
    }
  }

  /// On a topic whose records are stamped by their senders, what was written before we were live is
  /// somebody's past and says nothing of the way.
  private boolean isMeasured(ConsumerRecord<byte[], byte[]> record) {
    return record.timestampType() == TimestampType.LOG_APPEND_TIME
        || Micros.ofMillis(record.timestamp()) >= liveSince;
  }

  private void measure(long eventTime) {
    if (measured) {
      lagMeter.applied(eventTime, appendTime, pollTime, applyTime);
    } else {
      lagMeter.applied();
    }
  }

  /// What is missing lies between the last that was seen of the partition and now.
  private void note(Gap gap) {
    long seen = progress.progress(gap.partition().partition());
    long now = clock.now();
    if (seen != ProgressClock.NONE && seen < now) {
      lose(seen, now);
    }
    if (gap.cause() == Gap.Cause.TRUNCATED) {
      OffsetIntervals applied = read.get(gap.partition());
      if (applied != null) {
        applied.truncate(gap.to());
        journal.truncated(gap.partition(), gap.to());
      }
    }
    report(gap);
  }

  private void report(Gap gap) {
    newestGaps.addFirst(gap);
    if (newestGaps.size() > GAPS_KEPT) {
      newestGaps.removeLast();
    }
    gaps = List.copyOf(newestGaps);
  }

  private void lose(long from, long to) {
    TimeRange hole = new TimeRange(from, to);
    history.hole(hole);
    backfill.givesUp(hole);
  }

  private void publish() {
    long ticks = clock.ticks();
    if (ticks - lastLagRead >= READ_LAG_EVERY_NANOS) {
      lastLagRead = ticks;
      lag = lagMeter.reading();
      if (wasCaughtUp) {
        now(looked);
        gateways = gatewayWatch.look(roster, looked);
        trust = trustWatch.look(roster, looked, isPastHere());
      }
    }
    if (ticks - lastPublished >= PUBLISH_EVERY_NANOS) {
      lastPublished = ticks;
      if (catalogue.hasChanged()) {
        twin.ensure(catalogue.size());
        history.ensure(catalogue.size());
        roster = catalogue.roster();
      }
      counters = counts.read(roster.size() - roster.catalogued(), deadLetters.leftOut());
      history.seal(progress.leastProgress());
      // What is read of the past brings late ones of its own.
      if (isUpToDate() && isPastHere()) {
        var unused = history.merge();
      }
      progressKeeper.round();
    }
    signs = signs();
  }

  /// Whether nothing more of the past is on its way.
  private boolean isPastHere() {
    return memory.keeping().loaded()
        && backfill.reading().state() == BackfillReading.State.NOTHING_MISSING;
  }

  private Signs signs() {
    return new Signs(
        startedAt,
        observationSource != null,
        caughtUp(),
        liveSince,
        lastProbe,
        clock.now(),
        wasCaughtUp ? lag.timeLag() : 0,
        sentences(probeTrouble, readTrouble, hasCatalogue() ? "" : catalogueTrouble, roundTrouble),
        sentences(
            hasCatalogue() ? catalogueTrouble : "",
            memory.trouble(),
            heldBack.words(),
            refusalWarning,
            deadLetters.trouble(),
            copiesWarning,
            stampWarning,
            catalogue.refused(counters.refused()),
            trust.unlike().stream().findFirst().orElse("")));
  }

  /// Whether what is known of the datastreams holds, even if nothing newer can be read.
  private boolean hasCatalogue() {
    return catalogueSource != null && catalogueSource.complete();
  }

  /// Whether all is known that observations are understood by.
  private boolean isUnderstood() {
    return observationSource != null && (catalogueSource == null || hasCatalogue());
  }

  private static String sentences(String... all) {
    return Stream.of(all).filter(words -> !words.isEmpty()).collect(Collectors.joining(" "));
  }

  private double caughtUp() {
    if (wasCaughtUp || observationSource == null) {
      return wasCaughtUp ? 1 : 0;
    }
    double caughtUp = Math.min(observationSource.caughtUpFraction(), pastWritten.getAsDouble());
    return Math.min(caughtUp, Math.nextDown(1.0));
  }

  /// Whether what is live leaves time for the past. What is on disk and not loaded yet looks as if
  /// it were missing. Any thread.
  private boolean isUpToDate() {
    return status().isLive() && lag.timeLag() <= MOST_LAG_FOR_THE_PAST && memory.keeping().loaded();
  }

  /// What a thread of its own has to run for the past to be read.
  Backfill pastReader() {
    return backfill;
  }

  private final class ForBackfill implements Backfill.Front {
    @Override
    public Optional<TopicLayout> layout() {
      return layout;
    }

    @Override
    public Roster roster() {
      return roster;
    }

    @Override
    public int mostDatastreams() {
      return mostDatastreams;
    }

    @Override
    public boolean isUpToDate() {
      return DistrictFeed.this.isUpToDate();
    }
  }

  // What everybody may ask.

  @Override
  public DistrictId id() {
    return names.district();
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public Roster rosterAt(long t) {
    return catalogue.versions().at(t);
  }

  @Override
  public Roster rosterKnown(long t, long known) {
    return catalogue.versions().known(t, known);
  }

  @Override
  public FeedStatus status() {
    Signs newest = signs;
    return closed
        ? new FeedStatus(Phase.CLOSED, newest.lastStep(), newest.caughtUp(), "Closed.")
        : newest.judge(clock.now());
  }

  @Override
  public void now(DistrictState out) {
    twin.copyTo(out, clock.now());
    out.setProgress(progress.progress());
  }

  @Override
  public void at(long t, DistrictState out) {
    want(t);
    history.latestAt(t, out);
    twin.copyPartitionsTo(out);
    // Known now, and so not the progress of that time: what came later counts.
    out.setProgress(progress.progress());
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    want(t);
    history.asKnown(t, known, out);
    twin.copyPartitionsTo(out);
    out.setProgress(progress.progressAt(known));
  }

  @Override
  public History history() {
    return history;
  }

  /// What has not been read so far is not loaded, rather than quiet, or older than all that is
  /// kept.
  @Override
  public Ground ground(long t) {
    Ground of = history.ground(t);
    return of == Ground.LOST || hasSeen(t) ? of : Ground.NOT_LOADED;
  }

  /// Whether all partitions have been read up to `t`, by this run or an earlier one, but for what
  /// is on its way.
  private boolean hasSeen(long t) {
    long seen = seenUntil(clock.now());
    return seen != ProgressClock.NONE && t - seen <= Liveness.PROGRESS_STOPPED;
  }

  @Override
  public Keeping keeping() {
    return memory.keeping();
  }

  /// Whoever asks for an instant that is on disk only is answered better the next time.
  private void want(long t) {
    want(new TimeRange(t, t + 1));
  }

  @Override
  public void want(TimeRange range) {
    memory.want(range);
  }

  @Override
  public boolean pin(TimeRange range, String name) {
    return memory.pin(new Pin(range, name));
  }

  @Override
  public boolean unpin(Pin pin) {
    return memory.unpin(pin);
  }

  @Override
  public List<Pin> pins() {
    return memory.pins();
  }

  @Override
  public BackfillReading backfill() {
    return backfill.reading();
  }

  @Override
  public void readPast(boolean wanted) {
    backfill.read(wanted);
  }

  @Override
  public CounterReading counters() {
    return counters;
  }

  @Override
  public LagReading lag() {
    ProbeReading newest = probe.get();
    boolean answers = clock.now() - newest.sent() <= PROBE_IS_OLD;
    return lag.seen(
        clock,
        partition -> answers ? newest.end(names.observations(), partition) : OptionalLong.empty());
  }

  @Override
  public Rights rights() {
    return probe.get().rights(names.district());
  }

  @Override
  public GatewayReading gateways() {
    return gateways;
  }

  @Override
  public TrustReading trust() {
    return trust;
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return deadLetters.newest();
  }

  @Override
  public Letters letters() {
    return allLetters;
  }

  @Override
  public List<String> gaps() {
    return gaps.stream().map(Gap::sentence).toList();
  }

  /// Ends what it reads with. The feed thread calls it, after its last round.
  @Override
  public void close() {
    closed = true;
    retry.close();
    journal.handOver();
    progressKeeper.end();
    if (catalogueSource != null) {
      catalogueSource.close();
    }
    if (observationSource != null) {
      observationSource.close();
    }
    deadLetters.close();
  }
}

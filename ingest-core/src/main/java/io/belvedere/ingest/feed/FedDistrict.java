package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import io.belvedere.ingest.twin.Twin;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Answers what is asked of a district that a [DistrictFeed] feeds, from what is safe by itself
/// (twin, history, progress, versions of the catalogue) and what the feed thread shows.
record FedDistrict(
    TopicNames names,
    Twin twin,
    Memory memory,
    ProgressClock progress,
    CatalogueVersions versions,
    Shown shown,
    Backfill past,
    DeadLetters newestLetters,
    Letters letters,
    Supplier<ProbeReading> probe,
    Clock clock)
    implements LiveDistrict {
  /// What the probe has learnt earlier says nothing of now.
  private static final long PROBE_IS_OLD = 5 * Micros.PER_SECOND;

  @Override
  public DistrictId id() {
    return names.district();
  }

  @Override
  public Roster roster() {
    return shown.roster;
  }

  @Override
  public Roster rosterAt(long t) {
    return versions.at(t);
  }

  @Override
  public Roster rosterKnown(long t, long known) {
    return versions.known(t, known);
  }

  @Override
  public FeedStatus status() {
    return shown.status();
  }

  @Override
  public void now(DistrictState out) {
    twin.copyTo(out, clock.now());
    out.setProgress(progress.progress());
  }

  @Override
  public void at(long t, DistrictState out) {
    want(t);
    store().latestAt(t, out);
    twin.copyPartitionsTo(out);
    // Known now, and so not the progress of that time: what came later counts.
    out.setProgress(progress.progress());
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    want(t);
    store().asKnown(t, known, out);
    twin.copyPartitionsTo(out);
    out.setProgress(progress.progressAt(known));
  }

  @Override
  public History history() {
    return store();
  }

  private SlabStore store() {
    return memory.store();
  }

  /// What has not been read so far is not loaded, rather than quiet, or older than all that is
  /// kept.
  @Override
  public Ground ground(long t) {
    Ground of = store().ground(t);
    return of == Ground.LOST || hasSeen(t) ? of : Ground.NOT_LOADED;
  }

  /// Whether all partitions have been read up to `t`, by this run or an earlier one, but for what
  /// is on its way.
  private boolean hasSeen(long t) {
    long seen = progress.leastProgressAt(clock.now());
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
    return past.reading();
  }

  @Override
  public void readPast(boolean wanted) {
    past.read(wanted);
  }

  @Override
  public CounterReading counters() {
    return shown.counters;
  }

  @Override
  public LagReading lag() {
    ProbeReading newest = probe.get();
    boolean answers = clock.now() - newest.sent() <= PROBE_IS_OLD;
    return shown.lag.seen(
        clock,
        partition -> answers ? newest.end(names.observations(), partition) : OptionalLong.empty());
  }

  @Override
  public Rights rights() {
    return probe.get().rights(names.district());
  }

  @Override
  public GatewayReading gateways() {
    return shown.gateways;
  }

  @Override
  public TrustReading trust() {
    return shown.trust;
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return newestLetters.newest();
  }

  @Override
  public List<String> gaps() {
    return shown.gaps.stream().map(Gap::sentence).toList();
  }
}

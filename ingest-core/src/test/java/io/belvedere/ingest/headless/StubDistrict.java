package io.belvedere.ingest.headless;

import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.CounterReading;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// A district of which nothing was received, and of which a test says what else is known.
final class StubDistrict implements LiveDistrict {
  private final DistrictId id;
  private final Twin twin = new Twin();
  private final SlabStore history = new SlabStore(Duration.ofHours(1), 1 << 20);
  private volatile FeedStatus status;
  private volatile CounterReading counters = CounterReading.NONE;
  private volatile Keeping keeping = Keeping.NOTHING;
  private volatile LagReading lag = LagReading.none();
  private volatile GatewayReading gateways = GatewayReading.NONE;
  private volatile TrustReading trust = TrustReading.NONE;

  StubDistrict(String id, FeedStatus.Phase phase, String cause) {
    this.id = new DistrictId(id);
    this.status = new FeedStatus(phase, 1_767_000_000_000_000L, 0.5, cause);
  }

  void is(FeedStatus.Phase phase) {
    status = new FeedStatus(phase, status.since(), 1, "");
  }

  void counted(CounterReading.Fates total) {
    counters = new CounterReading(total, new TreeMap<>(), 0, 3, 0, 0);
  }

  void keeps(Keeping kept) {
    keeping = kept;
  }

  void isTrusted(TrustReading reading) {
    trust = reading;
  }

  void hasGateways(GatewayReading reading) {
    gateways = reading;
  }

  void lags(LagReading reading) {
    lag = reading;
  }

  @Override
  public DistrictId id() {
    return id;
  }

  @Override
  public Roster roster() {
    return Roster.empty(id);
  }

  @Override
  public Roster rosterAt(long t) {
    return roster();
  }

  @Override
  public Roster rosterKnown(long t, long known) {
    return roster();
  }

  @Override
  public FeedStatus status() {
    return status;
  }

  @Override
  public void now(DistrictState out) {
    twin.copyTo(out, status.since());
  }

  @Override
  public void at(long t, DistrictState out) {
    history.latestAt(t, out);
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    history.asKnown(t, known, out);
  }

  @Override
  public SlabStore history() {
    return history;
  }

  @Override
  public Keeping keeping() {
    return keeping;
  }

  @Override
  public void want(TimeRange range) {}

  @Override
  public boolean pin(TimeRange range, String name) {
    return false;
  }

  @Override
  public boolean unpin(Pin pin) {
    return false;
  }

  @Override
  public List<Pin> pins() {
    return List.of();
  }

  @Override
  public BackfillReading backfill() {
    return BackfillReading.NOTHING;
  }

  @Override
  public void readPast(boolean wanted) {}

  @Override
  public CounterReading counters() {
    return counters;
  }

  @Override
  public TrustReading trust() {
    return trust;
  }

  @Override
  public GatewayReading gateways() {
    return gateways;
  }

  @Override
  public LagReading lag() {
    return lag;
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return List.of();
  }

  @Override
  public List<String> gaps() {
    return List.of();
  }
}

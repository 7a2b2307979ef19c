package io.belvedere.app;

import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.Letters;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A district without a feed: a test tells it what was observed, and it answers like a real one.
/// Progress is always now, so that liveness follows from the event times alone, unless the test
/// stops it; the past can be read unless the test breaks it. Safe for use by several threads, as a
/// real one is.
public final class FakeDistrict extends DistrictWithoutFeed {
  private final DistrictId id;
  private final Clock clock;
  private final FakeHistory history = new FakeHistory();
  private final Twin twin = new Twin();
  private Keeping keeping = Keeping.NOTHING;
  private volatile BackfillReading backfill = BackfillReading.NOTHING;
  private volatile boolean pastWanted = true;
  private volatile boolean pastBroken;
  private final TreeMap<Long, Long> stoppedProgress = new TreeMap<>();
  private final TreeMap<Long, Roster> rosters = new TreeMap<>();
  private volatile Roster roster;
  private volatile FeedStatus status;
  private volatile LagReading lag = LagReading.none();
  private volatile Rights rights = Rights.UNKNOWN;
  private volatile GatewayReading gateways = GatewayReading.NONE;
  private volatile TrustReading trust = TrustReading.NONE;
  private volatile List<DeadLetter> deadLetters = List.of();
  private volatile List<String> gaps = List.of();
  private volatile Letters letters = Letters.NONE;

  /// A live district in Monaco's zone.
  public FakeDistrict(Clock clock, List<Datastream> datastreams) {
    this(clock, new DistrictId("monaco"), Reality.SIMULATED, datastreams);
  }

  public FakeDistrict(Clock clock, DistrictId id, Reality reality, List<Datastream> datastreams) {
    this.id = id;
    this.clock = clock;
    this.roster = rosterOf(reality, datastreams, List.of(), 1);
    twin.ensure(roster.size());
    rosters.put(Long.MIN_VALUE, roster);
    this.status = new FeedStatus(FeedStatus.Phase.LIVE, clock.now(), 1, "");
  }

  /// A water level in cm that is P1 from 30, P2 from 10, and reports every ten seconds.
  public static Datastream waterLevel(String id, double lon, double lat) {
    var limits =
        new Limits(
            30,
            10,
            Double.NaN,
            Double.NaN,
            1,
            Duration.ZERO,
            Duration.ZERO,
            false,
            1,
            "Close the road.");
    var thing =
        new Thing(
            "thing-" + id, "Gauge " + id, "gauge", lon, lat, Optional.empty(), Optional.empty());
    return new Datastream(
        id,
        "Water level " + id,
        "water-level",
        "cm",
        Role.VALUE,
        10 * Micros.PER_SECOND,
        Criticality.HIGH,
        thing,
        Optional.of(limits),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }

  public void setLetters(Letters others) {
    letters = others;
  }

  @Override
  public Letters letters() {
    return letters;
  }

  /// An observation that arrives 100 ms after it was made.
  public void observe(String datastream, long eventTime, double value) {
    observe(datastream, eventTime, eventTime + 100 * Micros.PER_MILLI, value);
  }

  public void observe(String datastream, long eventTime, long receiveTime, double value) {
    int number = roster.number(datastream).orElseThrow();
    Datastream described = roster.datastream(number);
    if (described == null) {
      throw new IllegalArgumentException(datastream + " is not catalogued.");
    }
    int flags = Flags.of(Quality.GOOD, described.severityOf(value));
    history.add(number, eventTime, receiveTime, value, flags);
    twin.apply(
        number,
        0,
        eventTime,
        receiveTime,
        value,
        flags,
        Observation.NOT_SENT,
        Observation.NOT_SENT);
  }

  public void setStatus(FeedStatus.Phase phase, String cause) {
    status = new FeedStatus(phase, clock.now(), 1, cause);
    if (phase == FeedStatus.Phase.LOST) {
      synchronized (stoppedProgress) {
        stoppedProgress.put(clock.now(), clock.now());
      }
    }
  }

  /// Has every question about the past fail until it is repaired.
  public void breakPast() {
    pastBroken = true;
  }

  public void repairPast() {
    pastBroken = false;
  }

  public void setLag(LagReading lag) {
    this.lag = lag;
  }

  public void setRights(Rights rights) {
    this.rights = rights;
  }

  public void setTrust(TrustReading trust) {
    this.trust = trust;
  }

  public void setGateways(GatewayReading gateways) {
    this.gateways = gateways;
  }

  /// Describes the district anew from now on, as catalogue records would. What is not described any
  /// more is retired, and keeps its number.
  public void setDatastreams(Reality reality, List<Datastream> datastreams) {
    synchronized (rosters) {
      List<String> ids = IntStream.range(0, roster.size()).mapToObj(roster::id).toList();
      roster = rosterOf(reality, datastreams, ids, roster.version() + 1);
      twin.ensure(roster.size());
      rosters.put(clock.now(), roster);
    }
  }

  @Override
  public DistrictId id() {
    return id;
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public Roster rosterAt(long t) {
    return rosterKnown(t, t);
  }

  @Override
  public Roster rosterKnown(long t, long known) {
    synchronized (rosters) {
      return rosters.floorEntry(Math.min(t, known)).getValue();
    }
  }

  @Override
  public FeedStatus status() {
    return status;
  }

  @Override
  public void now(DistrictState out) {
    twin.copyTo(out, clock.now());
    out.setProgress(new long[] {progressAt(clock.now())});
  }

  @Override
  public void at(long t, DistrictState out) {
    asKnown(t, Long.MAX_VALUE, out);
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    if (pastBroken) {
      throw new IllegalStateException("The history is damaged.");
    }
    fill(t, known, out);
  }

  private void fill(long t, long known, DistrictState out) {
    out.reset(t, roster.size());
    history.asKnown(t, known, out);
    out.setProgress(new long[] {progressAt(Math.min(clock.now(), known))});
  }

  @Override
  public FakeHistory history() {
    return history;
  }

  @Override
  public Keeping keeping() {
    return keeping;
  }

  @Override
  public BackfillReading backfill() {
    return backfill;
  }

  public void reads(BackfillReading backfill) {
    this.backfill = backfill;
  }

  @Override
  public void readPast(boolean wanted) {
    pastWanted = wanted;
  }

  /// What the operator asked for last.
  public boolean isPastWanted() {
    return pastWanted;
  }

  public void keeps(Keeping keeping) {
    this.keeping = keeping;
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
  public Rights rights() {
    return rights;
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  @Override
  public List<String> gaps() {
    return gaps;
  }

  /// What could not be read, the newest first.
  public void setDeadLetters(List<DeadLetter> letters) {
    deadLetters = List.copyOf(letters);
  }

  public void setGaps(List<String> sentences) {
    gaps = List.copyOf(sentences);
  }

  private long progressAt(long t) {
    synchronized (stoppedProgress) {
      var stopped = stoppedProgress.floorEntry(t);
      return stopped == null || status.isLive() ? t : stopped.getValue();
    }
  }

  private Roster rosterOf(
      Reality reality, List<Datastream> datastreams, List<String> numbered, long version) {
    var district = new District(id, "Monaco", ZoneId.of("Europe/Monaco"), "", reality);
    Set<String> ids = new LinkedHashSet<>(numbered);
    datastreams.forEach(d -> ids.add(d.id()));
    return new Roster(Catalogue.of(district, datastreams), List.copyOf(ids), version);
  }
}

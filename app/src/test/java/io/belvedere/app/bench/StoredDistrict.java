package io.belvedere.app.bench;

import io.belvedere.app.DistrictWithoutFeed;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/// A district with the real history of the last hour in memory, and without a feed: what is
/// observed is told by [#observe]. One thread writes; the past may be asked of by any.
final class StoredDistrict extends DistrictWithoutFeed {
  private static final long PAST = Micros.PER_HOUR;

  /// Of the whole past, about.
  private static final int OBSERVATIONS = 3_000_000;

  private static final DistrictId ID = new DistrictId("monaco");

  private final Clock clock;
  private final Roster roster;
  private final SlabStore history = new SlabStore(Duration.ofHours(24), 1L << 30);
  private final Twin twin = new Twin();
  private final Random random = new Random(5);
  private final FeedStatus status;

  StoredDistrict(Clock clock, List<Datastream> datastreams) {
    this(clock, datastreams, OBSERVATIONS);
  }

  /// @param observations of the whole past, about
  StoredDistrict(Clock clock, List<Datastream> datastreams, int observations) {
    this.clock = clock;
    long now = clock.now();
    this.status = new FeedStatus(FeedStatus.Phase.LIVE, now, 1, "");
    var district = new District(ID, "Monaco", ZoneId.of("Europe/Monaco"), "", Reality.SIMULATED);
    this.roster =
        new Roster(
            Catalogue.of(district, datastreams),
            datastreams.stream().map(Datastream::id).toList(),
            1);
    twin.ensure(roster.size());
    long step = PAST / (observations / roster.size());
    for (long t = now - PAST; t < now; t += step) {
      for (int d = 0; d < roster.size(); d++) {
        long at = t + step * d / roster.size();
        observe(d, at, at + 50 * Micros.PER_MILLI);
      }
      history.seal(t);
    }
    for (int d = 0; d < roster.size(); d++) {
      observe(d, now, now);
    }
  }

  /// Has some datastream tell something.
  void observe() {
    long now = clock.now();
    observe(random.nextInt(roster.size()), now, now);
  }

  private void observe(int d, long eventTime, long receiveTime) {
    Datastream datastream = roster.datastream(d);
    if (datastream == null) {
      return;
    }
    double value = value(datastream, random);
    int flags = Flags.of(Quality.GOOD, datastream.severityOf(value));
    history.append(
        d, eventTime, receiveTime, value, flags, Observation.NOT_SENT, Observation.NOT_SENT);
    twin.apply(
        d, 0, eventTime, receiveTime, value, flags, Observation.NOT_SENT, Observation.NOT_SENT);
  }

  /// One in fifty is out of its limits.
  static double value(Datastream datastream, Random random) {
    if (datastream.role() == Role.LON) {
      return datastream.thing().lon() + random.nextGaussian() * 1e-4;
    }
    if (datastream.role() == Role.LAT) {
      return datastream.thing().lat() + random.nextGaussian() * 1e-4;
    }
    if (!datastream.categories().isEmpty()) {
      return datastream.categories().get(random.nextInt(datastream.categories().size())).value();
    }
    return random.nextInt(50) == 0 ? 70 + random.nextInt(10) : random.nextInt(9);
  }

  @Override
  public DistrictId id() {
    return ID;
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public Roster rosterAt(long t) {
    return roster;
  }

  @Override
  public Roster rosterKnown(long t, long known) {
    return roster;
  }

  @Override
  public FeedStatus status() {
    return status;
  }

  @Override
  public void now(DistrictState out) {
    twin.copyTo(out, clock.now());
    out.setProgress(new long[] {clock.now()});
  }

  @Override
  public void at(long t, DistrictState out) {
    out.reset(t, roster.size());
    history.latestAt(t, out);
    finish(out);
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    out.reset(t, roster.size());
    history.asKnown(t, known, out);
    finish(out);
  }

  private void finish(DistrictState out) {
    twin.copyPartitionsTo(out);
    out.setProgress(new long[] {clock.now()});
  }

  @Override
  public History history() {
    return history;
  }
}

package io.belvedere.ingest.trust;

import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Plausibility;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Sensors that report every ten seconds, their twin and their history, and a clock that is moved
/// by hand.
final class Sensors {
  static final long PERIOD = 10 * Micros.PER_SECOND;
  static final List<Category> LIGHTS =
      List.of(
          new Category(0, "off", Severity.NORMAL),
          new Category(1, "on", Severity.NORMAL),
          new Category(2, "broken", Severity.P3));

  final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  final SlabStore history = new SlabStore(Duration.ofHours(24), 1L << 26);
  private final Twin twin = new Twin();
  private final RulesOfApplication rules =
      new RulesOfApplication(twin, history, Duration.ofHours(24));
  private final List<Datastream> datastreams = new ArrayList<>();
  private final DistrictState now = new DistrictState();
  private long rosters;
  private Roster roster = Roster.empty(new DistrictId("harbour"));

  /// A gauge that may report the same for so long; never judged if that is 0.
  int gauge(Duration longestUnchanged) {
    return add(
        gauge("cm", Optional.empty())
            .with(
                new Plausibility(OptionalLong.of(Micros.of(longestUnchanged)), Optional.empty())));
  }

  /// One of a group, in centimetres.
  int member(String group, Tolerance tolerance) {
    return add(
        gauge("cm", Optional.of(group))
            .with(new Plausibility(OptionalLong.empty(), Optional.of(tolerance))));
  }

  Datastream gauge(String unit, Optional<String> group) {
    return datastream(unit, group, List.of());
  }

  Datastream datastream(String unit, Optional<String> group, List<Category> categories) {
    String id = "sensor-" + datastreams.size();
    return new Datastream(
        id,
        id,
        "water-level",
        unit,
        Role.VALUE,
        PERIOD,
        Criticality.NORMAL,
        new Thing(id, id, "gauge", 7, 43, Optional.empty(), Optional.empty()),
        Optional.empty(),
        categories,
        group,
        Long.MIN_VALUE);
  }

  int add(Datastream described) {
    datastreams.add(described);
    roster =
        new Roster(
            Catalogue.of(District.unknown(new DistrictId("harbour")), datastreams),
            datastreams.stream().map(Datastream::id).toList(),
            ++rosters);
    return datastreams.size() - 1;
  }

  Roster roster() {
    return roster;
  }

  void report(int datastream, double value) {
    report(datastream, value, Quality.GOOD, 0);
  }

  /// Something of the past arrives.
  void learn(int datastream, double value, long eventTime) {
    take(datastream, value, Quality.GOOD, eventTime);
  }

  /// @param ahead by how much its clock is, microseconds
  void report(int datastream, double value, Quality quality, long ahead) {
    take(datastream, value, quality, clock.now() + ahead);
  }

  private void take(int datastream, double value, Quality quality, long eventTime) {
    var unused =
        rules.take(
            datastream,
            0,
            eventTime,
            clock.now(),
            value,
            quality,
            Severity.NORMAL,
            Observation.NOT_SENT,
            Observation.NOT_SENT);
  }

  void period() {
    clock.advance(Micros.toDuration(PERIOD));
  }

  /// The newest state; the same object each time.
  DistrictState now() {
    twin.copyTo(now, clock.now());
    now.setProgress(new long[] {clock.now()});
    return now;
  }

  /// The state of an instant of the past.
  DistrictState at(long t) {
    DistrictState state = new DistrictState();
    history.latestAt(t, state);
    twin.copyPartitionsTo(state);
    state.setProgress(new long[] {clock.now()});
    return state;
  }
}

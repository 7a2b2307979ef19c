package io.belvedere.ingest.sandbox.district;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.history.RulesOfApplication;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.sandbox.district.ReceivedLog.Column;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Verdict;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What of the simulated district is fresh and not to be believed.
class BelievableTest {
  private static final long ANCHOR = Micros.of(Instant.parse("2026-01-10T13:40:00Z"));
  private static final ScriptClock CLOCK = new ScriptClock(ANCHOR);
  private static final Duration WINDOW = Duration.ofHours(8);
  private static final String STUCK_NOISE = "Noise Boulevard du Larvotto 1";

  private final Twin twin = new Twin();
  private final SlabStore history = new SlabStore(WINDOW, 1L << 30);
  private Roster roster = Roster.empty(new DistrictId("monaco"));
  private long end;

  private void play(long from, long until) {
    end = until;
    SimulatedDistrict district =
        new SimulatedDistrict(CityMaps.bundled("monaco"), 7, 1, ANCHOR, from);
    ReceivedLog log = new ReceivedLog(district.datastreams());
    district.advanceTo(until, log);
    List<Column> columns = List.copyOf(log.columns());
    for (int d = 0; d < columns.size(); d++) {
      take(d, columns.get(d));
    }
    roster =
        new Roster(
            Catalogue.of(
                District.unknown(new DistrictId("monaco")),
                columns.stream().map(Column::datastream).toList()),
            columns.stream().map(c -> c.datastream().id()).toList(),
            1);
  }

  private void take(int datastream, Column column) {
    RulesOfApplication rules = new RulesOfApplication(twin, history, WINDOW);
    for (int i = 0; i < column.size(); i++) {
      var unused =
          rules.take(
              datastream,
              0,
              column.event(i),
              column.received(i),
              column.value(i),
              Quality.GOOD,
              Severity.NORMAL,
              Observation.NOT_SENT,
              Observation.NOT_SENT);
    }
  }

  private TrustReading at(long t) {
    DistrictState state = new DistrictState();
    history.latestAt(t, state);
    twin.copyPartitionsTo(state);
    state.setProgress(new long[] {end});
    return TrustReading.at(history, roster, state);
  }

  private Set<String> stuck(TrustReading reading) {
    return reading.stuck().keySet().stream()
        .map(d -> roster.find(d).orElseThrow().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void inAQuietNightNothingIsStuckButTheOneNoiseSensorAndNoGroupDisagrees() {
    long night = Micros.of(Instant.parse("2026-01-10T22:00:00Z"));
    play(night, night + 7 * Micros.PER_HOUR);
    for (long t = night + 35 * Micros.PER_MINUTE; t <= end; t += 25 * Micros.PER_MINUTE) {
      TrustReading reading = at(t);
      assertThat(stuck(reading)).containsExactly(STUCK_NOISE);
      assertThat(reading.agreements())
          .isNotEmpty()
          .extracting(Agreement::verdict)
          .containsOnly(Verdict.AGREE);
    }
  }

  @Test
  void inTheEmergencyTheStillCameraIsStuckAsWellAndTheGaugesInTheWaterAgree() {
    play(CLOCK.at("12:40"), CLOCK.at("14:40"));
    assertThat(stuck(at(CLOCK.at("14:08")))).containsExactly(STUCK_NOISE);
    TrustReading first = at(CLOCK.at("14:39:59"));
    assertThat(stuck(first)).containsExactly(STUCK_NOISE, "Vehicles, Camera Galerie Sainte-Dévote");
    assertThat(first.stuck().values())
        .filteredOn(s -> roster.find(s.datastream()).orElseThrow().kind().equals("camera"))
        .allSatisfy(
            s -> assertThat(s.since()).isBetween(CLOCK.at("14:07:30"), CLOCK.at("14:08:30")));
    assertThat(first.disagreeing()).isZero();
    assertThat(first.agreements())
        .filteredOn(a -> a.verdict() == Verdict.AGREE)
        .anySatisfy(a -> assertThat(a.median()).isGreaterThan(20));
    for (long t = CLOCK.at("13:50"); t < end; t += Micros.PER_MINUTE) {
      assertThat(at(t).disagreeing()).as("at %s", Micros.toInstant(t)).isZero();
    }
  }
}

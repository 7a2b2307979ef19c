package io.belvedere.ingest.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Values that are new each time and always the same.
class StuckTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final Sensors sensors = new Sensors();
  private final TrustWatch watch = new TrustWatch(sensors.history);

  private Collection<Stuck> look() {
    return watch.look(sensors.roster(), sensors.now(), true).stuck().values();
  }

  /// Ten seconds later it says the same or something else.
  private Collection<Stuck> next(int datastream, double value) {
    sensors.period();
    sensors.report(datastream, value);
    return look();
  }

  @Test
  void aValueThatIsReportedLongerThanTheCatalogueBelievesIsStuckSinceItsFirstReport() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    next(gauge, 7.9);
    next(gauge, 8.1);
    long since = sensors.clock.now();
    for (int i = 1; i < 30; i++) {
      assertThat(next(gauge, 8.1)).as("report %d", i).isEmpty();
    }
    assertThat(next(gauge, 8.1)).containsExactly(new Stuck(gauge, 8.1, since));
    assertThat(next(gauge, 8.1)).containsExactly(new Stuck(gauge, 8.1, since));
    assertThat(next(gauge, 8.2)).as("it moves").isEmpty();
  }

  @Test
  void aChangeThatNoLookHasSeenCountsAllTheSame() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    for (int i = 0; i < 100; i++) {
      sensors.clock.advance(Duration.ofSeconds(5));
      sensors.report(gauge, i % 20 == 10 ? 8.2 : 8.1);
      sensors.clock.advance(Duration.ofSeconds(5));
      sensors.report(gauge, 8.1);
      assertThat(look()).isEmpty();
    }
  }

  @Test
  void whatIsSilentAsWellIsToldAsSilent() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    for (int i = 0; i < 40; i++) {
      next(gauge, 8.1);
    }
    assertThat(look()).hasSize(1);
    sensors.clock.advance(Micros.toDuration(5 * Sensors.PERIOD + 2 * Micros.PER_SECOND));
    assertThat(look()).isEmpty();
  }

  @Test
  void fewReportsProveNothingHoweverFarApart() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    next(gauge, 8.1);
    sensors.clock.advance(Duration.ofHours(2));
    for (int i = 2; i < StuckRule.LEAST_REPORTS; i++) {
      assertThat(next(gauge, 8.1)).isEmpty();
    }
    assertThat(next(gauge, 8.1)).hasSize(1);
  }

  @Test
  void theSameReportTwiceIsOne() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    next(gauge, 8.1);
    sensors.clock.advance(Duration.ofHours(2));
    next(gauge, 8.1);
    for (int i = 0; i < 20; i++) {
      sensors.report(gauge, 8.1, Quality.GOOD, 0);
      assertThat(look()).isEmpty();
    }
  }

  @Test
  void whereTheCatalogueDoesNotSayAQuantityHasSixHours() {
    int gauge = sensors.add(sensors.gauge("cm", Optional.empty()));
    for (int i = 0; i < 6 * 360; i++) {
      assertThat(next(gauge, 8.1)).isEmpty();
    }
    assertThat(next(gauge, 8.1)).hasSize(1);
  }

  @Test
  void aStateACountAWholeNumberAndNoValueMayStandForEver() {
    int light = sensors.add(sensors.datastream("", Optional.empty(), Sensors.LIGHTS));
    int count = sensors.add(sensors.gauge("", Optional.empty()));
    int full = sensors.add(sensors.gauge("%", Optional.empty()));
    int dry = sensors.add(sensors.gauge("cm", Optional.empty()));
    int broken = sensors.gauge(FIVE_MINUTES);
    int trusted = sensors.gauge(Duration.ZERO);
    for (int i = 0; i < 2_500; i++) {
      sensors.period();
      sensors.report(light, 1);
      sensors.report(count, 12);
      sensors.report(full, 100);
      sensors.report(dry, 0);
      sensors.report(broken, Double.NaN);
      sensors.report(trusted, 8.1);
      assertThat(look()).isEmpty();
    }
    assertThat(TrustReading.at(sensors.history, sensors.roster(), sensors.now()).stuck()).isEmpty();
  }

  @Test
  void whatTheCatalogueBoundsIsJudgedAlsoWhereItIsZero() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    for (int i = 0; i < 31; i++) {
      next(gauge, 0);
    }
    assertThat(look()).hasSize(1);
  }

  @Test
  void whatStoodBeforeTheWatchBeganCountsOnceThePastIsThere() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    long since = sensors.clock.now() + Sensors.PERIOD;
    for (int i = 0; i < 31; i++) {
      next(gauge, 8.1);
    }
    TrustWatch later = new TrustWatch(sensors.history);
    assertThat(later.look(sensors.roster(), sensors.now(), false).stuck()).isEmpty();
    assertThat(later.look(sensors.roster(), sensors.now(), true).stuck(gauge))
        .contains(new Stuck(gauge, 8.1, since));
  }

  @Test
  void whatStoodIsRememberedAlsoWhereNobodyKnowsYetWhetherItStillReports() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    for (int i = 0; i < 31; i++) {
      sensors.period();
      sensors.report(gauge, 8.1);
    }
    DistrictState state = sensors.now();
    state.setProgress(new long[] {sensors.clock.now() - Micros.PER_MINUTE});
    assertThat(watch.look(sensors.roster(), state, true).stuck()).isEmpty();
    assertThat(look()).hasSize(1);
  }

  @Test
  void whatIsReadOfThePastLaterCountsToo() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    sensors.report(gauge, 8.1);
    long now = sensors.clock.now();
    assertThat(look()).isEmpty();
    for (int i = 40; i > 0; i--) {
      sensors.learn(gauge, 8.1, now - i * Sensors.PERIOD);
    }
    assertThat(watch.look(sensors.roster(), sensors.now(), false).stuck())
        .as("more may be on its way")
        .isEmpty();
    assertThat(look()).containsExactly(new Stuck(gauge, 8.1, now - 40 * Sensors.PERIOD));
  }

  @Test
  void aGatewayThatFreezesIsToldWithoutHoldingUpTheFeed() {
    int many = 3 * StuckWatch.MOST_LOOKED_UP;
    for (int d = 0; d < many; d++) {
      sensors.gauge(FIVE_MINUTES);
    }
    for (int i = 0; i < 31; i++) {
      sensors.period();
      for (int d = 0; d < many; d++) {
        sensors.report(d, d + 0.5);
      }
      if (i < 30) {
        assertThat(look()).isEmpty();
      }
    }
    assertThat(look()).hasSize(StuckWatch.MOST_LOOKED_UP);
    assertThat(look()).hasSize(2 * StuckWatch.MOST_LOOKED_UP);
    assertThat(look()).hasSize(many);
  }

  @Test
  void anyInstantOfThePastIsJudgedAsItWasJudgedThen() {
    int gauge = sensors.gauge(FIVE_MINUTES);
    int other = sensors.gauge(Duration.ofMinutes(20));
    List<Long> instants = new ArrayList<>();
    List<Collection<Stuck>> told = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sensors.period();
      sensors.report(other, i < 200 ? 3 : 4);
      sensors.report(gauge, i / 60 % 2 == 0 ? 8.1 : i);
      told.add(List.copyOf(look()));
      instants.add(sensors.clock.now());
    }
    assertThat(told).anyMatch(List.of()::equals).anyMatch(each -> each.size() == 2);
    for (int i = 0; i < instants.size(); i++) {
      TrustReading then =
          TrustReading.at(sensors.history, sensors.roster(), sensors.at(instants.get(i)));
      assertThat(then.stuck().values())
          .as("report %d", i)
          .containsExactlyInAnyOrderElementsOf(told.get(i));
    }
  }
}

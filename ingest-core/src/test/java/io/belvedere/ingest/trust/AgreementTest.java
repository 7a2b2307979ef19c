package io.belvedere.ingest.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Plausibility;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement.Member;
import io.belvedere.ingest.trust.Agreement.Standing;
import io.belvedere.ingest.trust.Agreement.Verdict;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final Tolerance TWO_CM = new Tolerance(2, 0);
  private static final String GROUP = "sluice";

  private final Sensors sensors = new Sensors();

  /// Adds members that report these values.
  private Agreement of(double... values) {
    for (double value : values) {
      sensors.report(sensors.member(GROUP, TWO_CM), value);
    }
    return judge();
  }

  private Agreement judge() {
    return TrustReading.at(sensors.history, sensors.roster(), sensors.now())
        .agreements()
        .getFirst();
  }

  private static Standing[] standings(Agreement of) {
    return of.members().stream().map(Member::standing).toArray(Standing[]::new);
  }

  @Test
  void twoAgreeUpToTheToleranceBetweenThem() {
    Agreement near = of(10, 12);
    assertThat(near.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(near.median()).isEqualTo(11);
    assertThat(near.spread()).isEqualTo(2);
    sensors.period();
    sensors.report(0, 10);
    sensors.report(1, 12.1);
    Agreement apart = judge();
    assertThat(apart.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(standings(apart))
        .as("nobody knows which is right")
        .containsExactly(Standing.DEVIATES, Standing.DEVIATES);
  }

  @Test
  void ofThreeTheOneThatIsFarFromTheMedianDeviates() {
    Agreement of = of(10, 31, 11);
    assertThat(of.verdict()).isEqualTo(Verdict.MOST_AGREE);
    assertThat(of.median()).isEqualTo(11);
    assertThat(of.agreeing()).isEqualTo(2);
    assertThat(of.counting()).isEqualTo(3);
    assertThat(of.deviates(1)).isTrue();
    assertThat(of.deviates(0)).isFalse();
  }

  @Test
  void threeThatAllSaySomethingElseDisagree() {
    Agreement of = of(10, 20, 30);
    assertThat(of.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(standings(of)).containsOnly(Standing.DEVIATES);
  }

  @Test
  void ofFiveTwoMayBeWrong() {
    Agreement of = of(10, 90, 11, 0, 10.5);
    assertThat(of.verdict()).isEqualTo(Verdict.MOST_AGREE);
    assertThat(of.agreeing()).isEqualTo(3);
    assertThat(of.median()).isEqualTo(10.5);
    assertThat(of.spread()).isEqualTo(90);
  }

  @Test
  void twoAgainstTwoIsNoMajority() {
    assertThat(of(10, 10, 20, 20).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void whatIsNotFreshAndGoodIsShownAndDoesNotCount() {
    for (int i = 0; i < 6; i++) {
      sensors.member(GROUP, TWO_CM);
    }
    sensors.report(2, 50);
    sensors.clock.advance(Micros.toDuration(2 * Sensors.PERIOD + 2 * Micros.PER_SECOND));
    sensors.report(0, 10);
    sensors.report(1, 11);
    sensors.report(3, Double.NaN);
    sensors.report(4, 50, Quality.UNCERTAIN, 0);
    sensors.report(5, 50, Quality.GOOD, 47 * Micros.PER_SECOND);
    sensors.member(GROUP, TWO_CM);
    Agreement of = judge();
    assertThat(of.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(of.median()).isEqualTo(10.5);
    assertThat(of.counting()).isEqualTo(2);
    assertThat(standings(of))
        .containsExactly(
            Standing.AGREES,
            Standing.AGREES,
            Standing.SILENT,
            Standing.NO_VALUE,
            Standing.NOT_GOOD,
            Standing.QUARANTINED,
            Standing.NOTHING_YET);
    assertThat(of.members().get(2).value()).isEqualTo(50);
  }

  @Test
  void oneThatIsStuckHasNoVote() {
    int stuck =
        sensors.add(
            sensors
                .gauge("cm", Optional.of(GROUP))
                .with(
                    new Plausibility(OptionalLong.of(5 * Micros.PER_MINUTE), Optional.of(TWO_CM))));
    int alive = sensors.member(GROUP, TWO_CM);
    for (int i = 0; i < 200; i++) {
      sensors.report(stuck, 50);
      sensors.report(alive, i);
      sensors.period();
    }
    Agreement of = judge();
    assertThat(of.verdict()).isEqualTo(Verdict.ONE_REPORTS);
    assertThat(standings(of)).containsExactly(Standing.STUCK, Standing.COUNTS);
  }

  @Test
  void whereNothingCountsNothingIsSaid() {
    Agreement of = of(10, 20);
    assertThat(of.verdict()).isEqualTo(Verdict.DISAGREE);
    sensors.clock.advance(Micros.toDuration(Micros.PER_MINUTE));
    Agreement later = judge();
    assertThat(later.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(later.median()).isNaN();
    assertThat(later.spread()).isNaN();
  }

  @Test
  void aShareOfTheValueIsAToleranceToo() {
    sensors.report(sensors.member(GROUP, new Tolerance(1, 0.1)), 100);
    sensors.report(sensors.member(GROUP, new Tolerance(2, 0)), 109);
    assertThat(judge().verdict()).as("the widest that any names holds").isEqualTo(Verdict.AGREE);
    sensors.period();
    sensors.report(0, 5);
    sensors.report(1, 7.5);
    assertThat(judge().verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void withoutAToleranceTheSpreadIsShownAndNobodyIsBlamed() {
    sensors.report(sensors.add(sensors.gauge("cm", Optional.of(GROUP))), 10);
    sensors.report(sensors.add(sensors.gauge("cm", Optional.of(GROUP))), 99);
    Agreement of = judge();
    assertThat(of.verdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(of.spread()).isEqualTo(89);
    assertThat(standings(of)).containsOnly(Standing.COUNTS);
  }

  @Test
  void statesAgreeIfTheyAreTheSame() {
    for (double state : new double[] {1, 1, 2}) {
      sensors.report(
          sensors.add(sensors.datastream("", Optional.of(GROUP), Sensors.LIGHTS)), state);
    }
    Agreement of = judge();
    assertThat(of.verdict()).isEqualTo(Verdict.MOST_AGREE);
    assertThat(of.deviates(2)).isTrue();
    assertThat(of.median()).isNaN();
  }

  @Test
  void otherUnitsAreAnErrorOfTheCatalogueThatNamesBoth() {
    sensors.report(sensors.add(sensors.gauge("cm", Optional.of(GROUP))), 10);
    sensors.report(sensors.add(sensors.gauge("m", Optional.of(GROUP))), 0.1);
    TrustReading reading = TrustReading.at(sensors.history, sensors.roster(), sensors.now());
    assertThat(reading.unlike())
        .containsExactly("The group sluice cannot be compared: sensor-0 is in cm, sensor-1 in m.");
    assertThat(reading.agreements().getFirst().verdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(reading.agreements().getFirst().median()).isNaN();
  }

  @Test
  void otherStatesAreAnErrorToo() {
    sensors.add(sensors.datastream("", Optional.of(GROUP), Sensors.LIGHTS));
    sensors.add(sensors.datastream("", Optional.of(GROUP), Sensors.LIGHTS.subList(0, 2)));
    assertThat(SensorGroup.of(sensors.roster()).getFirst().unlike())
        .isEqualTo(
            "The group sluice cannot be compared: sensor-0 and sensor-1 have other categories.");
  }

  @Test
  void aGroupOfOneIsNone() {
    sensors.member("lonely", TWO_CM);
    of(1, 1);
    assertThat(TrustReading.at(sensors.history, sensors.roster(), sensors.now()).agreements())
        .extracting(each -> each.group().id())
        .containsExactly(GROUP);
  }

  @Test
  void thePastIsJudgedByWhatHeldThen() {
    of(10, 11);
    long then = sensors.clock.now();
    sensors.period();
    sensors.report(1, 40);
    assertThat(judge().verdict()).isEqualTo(Verdict.DISAGREE);
    TrustReading past = TrustReading.at(sensors.history, sensors.roster(), sensors.at(then));
    assertThat(past.agreement(1).orElseThrow().verdict()).isEqualTo(Verdict.AGREE);
    assertThat(past.instant()).isEqualTo(then);
  }
}

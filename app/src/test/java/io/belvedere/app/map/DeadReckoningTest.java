package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.time.Micros;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadReckoningTest {
  private static final long PERIOD = 10 * Micros.PER_SECOND;
  private static final double NOT_SENT = Double.NaN;

  private static Fix fix(double lon, double lat, long second) {
    return new Fix(Mercator.x(lon), Mercator.y(lat), second * Micros.PER_SECOND);
  }

  /// So many metres east and north of another, as many seconds later.
  private static Fix later(Fix fix, double east, double north, long seconds) {
    double metre = 1 / Mercator.metres(Mercator.lat(fix.y()));
    return new Fix(
        fix.x() + east * metre, fix.y() - north * metre, fix.time() + seconds * Micros.PER_SECOND);
  }

  private static Optional<DeadReckoning> guess(Fix before, Fix last, double speed, double age) {
    long instant = last.time() + Math.round(age * Micros.PER_SECOND);
    return DeadReckoning.of(before, last, speed, instant, PERIOD);
  }

  @Test
  void itGoesOnAsBetweenItsLastTwoFixes() {
    Fix before = fix(7.42, 43.735, 0);
    Fix last = later(before, 60, 80, 10);
    DeadReckoning there = guess(before, last, NOT_SENT, 5).orElseThrow();
    Fix expected = later(last, 30, 40, 5);
    assertThat(there.x()).isCloseTo(expected.x(), within(1e-10));
    assertThat(there.y()).isCloseTo(expected.y(), within(1e-10));
  }

  @Test
  void speedThatWasSentIsBelievedMoreThanTheWay() {
    Fix before = fix(7.42, 43.735, 0);
    Fix last = later(before, 100, 0, 10);
    DeadReckoning there = guess(before, last, 4, 5).orElseThrow();
    assertThat(there.x()).isCloseTo(later(last, 20, 0, 5).x(), within(1e-10));
  }

  @Test
  void whatStandsIsNotGuessed() {
    Fix before = fix(7.42, 43.735, 0);
    assertThat(guess(before, later(before, 3, 3, 10), NOT_SENT, 5))
        .as("its receiver trembles")
        .isEmpty();
    assertThat(guess(before, later(before, 100, 0, 10), 0, 5)).as("it has stopped").isEmpty();
    assertThat(guess(before, later(before, 6, 0, 60), NOT_SENT, 5)).isEmpty();
  }

  @Test
  void afterThreePeriodsNobodyCanTell() {
    Fix before = fix(7.42, 43.735, 0);
    Fix last = later(before, 100, 0, 10);
    assertThat(guess(before, last, NOT_SENT, 30)).isPresent();
    assertThat(guess(before, last, NOT_SENT, 30.001)).isEmpty();
  }

  @Test
  void atItsFixAndBeforeItThereIsNothingToGuess() {
    Fix before = fix(7.42, 43.735, 0);
    Fix last = later(before, 100, 0, 10);
    assertThat(guess(before, last, NOT_SENT, 0)).isEmpty();
    assertThat(guess(before, last, NOT_SENT, -1)).isEmpty();
    assertThat(guess(last, before, NOT_SENT, 5)).as("fixes in the wrong order").isEmpty();
  }

  @Test
  void wayOverTheAntimeridianIsTheShortOne() {
    Fix before = fix(179.9995, -17, 0);
    Fix last = fix(-179.9995, -17, 10);
    assertThat(before.metresTo(last)).isCloseTo(106.5, within(0.5));
    assertThat(before.directionTo(last)).isCloseTo(Math.PI / 2, within(1e-9));
    DeadReckoning there = guess(before, last, NOT_SENT, 10).orElseThrow();
    assertThat(Mercator.lon(there.x())).isCloseTo(-179.9985, within(1e-9));
    Fix still = fix(179.99999, -17, 20);
    DeadReckoning beyond = guess(fix(179.9990, -17, 10), still, NOT_SENT, 5).orElseThrow();
    assertThat(beyond.x()).as("drawn beside its fix").isGreaterThan(1).isLessThan(1.001);
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import org.junit.jupiter.api.Test;

class VehicleFixesTest {
  private static final int CAR = 3;
  private static final double X = Mercator.x(7.42);
  private static final double Y = Mercator.y(43.735);
  private static final double METRE = 1 / Mercator.metres(43.735);

  private final VehicleFixes fixes = new VehicleFixes(CAR, CAR + 1);

  private void put(long second, double east) {
    fixes.put(CAR, X + east * METRE, Y, second * Micros.PER_SECOND);
  }

  private static Fix fix(long second, double east) {
    return new Fix(X + east * METRE, Y, second * Micros.PER_SECOND);
  }

  @Test
  void directionIsThatOfTheLastTwoFixes() {
    put(0, 0);
    assertThat(fixes.direction(CAR)).isNaN();
    put(10, 50);
    assertThat(fixes.direction(CAR)).isCloseTo(Math.PI / 2, within(1e-9));
    put(20, 0);
    assertThat(fixes.direction(CAR)).isCloseTo(-Math.PI / 2, within(1e-9));
  }

  @Test
  void whoStopsKeepsTheDirectionInWhichHeCame() {
    put(0, 0);
    put(10, 50);
    put(20, 48);
    assertThat(fixes.direction(CAR)).isCloseTo(Math.PI / 2, within(1e-9));
    assertThat(fixes.before(CAR)).isEqualTo(fix(10, 50));
  }

  @Test
  void leapBackOrFarAheadForgetsWhatWasBefore() {
    put(0, 0);
    put(10, 50);
    put(5, 20);
    assertThat(fixes.before(CAR)).isNull();
    assertThat(fixes.direction(CAR)).as("played backward it does not turn round").isNaN();
    assertThat(fixes.isMissed(CAR)).isTrue();
    put(10, 50);
    put(10 + 61, 300);
    assertThat(fixes.before(CAR)).isNull();
    assertThat(fixes.direction(CAR)).isNaN();
  }

  @Test
  void historyTellsWhatWasBefore() {
    put(30, 100);
    fixes.learn(CAR, List.of(fix(0, 0), fix(10, 97), fix(20, 99), fix(30, 100)), seconds(30));
    assertThat(fixes.before(CAR)).isEqualTo(fix(20, 99));
    assertThat(fixes.direction(CAR))
        .as("that of the last fix from which it moved")
        .isCloseTo(Math.PI / 2, within(1e-9));
    assertThat(fixes.isMissed(CAR)).isFalse();
  }

  @Test
  void historyThatKnowsNothingIsAskedOnceForEachFix() {
    put(30, 100);
    fixes.learn(CAR, List.of(fix(30, 100)), seconds(30));
    assertThat(fixes.isMissed(CAR)).isFalse();
    put(25, 100);
    assertThat(fixes.isMissed(CAR)).isTrue();
  }

  @Test
  void answerAboutAnotherFixIsNotTaken() {
    put(30, 100);
    put(20, 80);
    fixes.learn(CAR, List.of(fix(20, 80), fix(30, 100)), seconds(30));
    assertThat(fixes.isMissed(CAR)).isTrue();
    assertThat(fixes.before(CAR)).isNull();
  }

  private static long seconds(long seconds) {
    return seconds * Micros.PER_SECOND;
  }
}

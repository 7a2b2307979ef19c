package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long START = 1_763_908_800_000_000L;

  private final Deadlines deadlines = new Deadlines(50);

  private static long at(double second) {
    return START + Math.round(second * Micros.PER_SECOND);
  }

  private Set<Integer> due(double second) {
    Set<Integer> due = new TreeSet<>();
    deadlines.pass(at(second), due::add);
    return due;
  }

  @Test
  void showsWhatIsDueToTheMicrosecondAndNothingElse() {
    deadlines.clear(START);
    deadlines.put(1, at(10.5));
    deadlines.put(2, at(10.500001));
    deadlines.put(3, Long.MAX_VALUE);
    assertThat(due(10.499999)).isEmpty();
    assertThat(due(10.5)).containsExactly(1);
    assertThat(due(10.6)).containsExactly(1, 2);
  }

  @Test
  void whatGetsAnotherDeadlineIsNotShownUntilThen() {
    deadlines.clear(START);
    deadlines.put(1, at(10));
    deadlines.put(1, at(30));
    deadlines.put(2, at(30));
    deadlines.put(2, at(10));
    deadlines.put(4, at(5));
    deadlines.put(4, Long.MAX_VALUE);
    assertThat(due(29)).containsExactly(2);
    deadlines.put(2, at(40));
    assertThat(due(30)).containsExactly(1);
  }

  @Test
  void whatWasDueBeforeItCameIsShownInTheNextCall() {
    deadlines.clear(START);
    deadlines.put(1, at(-100));
    deadlines.put(2, Long.MIN_VALUE);
    assertThat(due(0)).containsExactly(1, 2);
  }

  @Test
  void nothingIsForgottenHoweverFarAheadItLiesAndHoweverFarTimeLeaps() {
    Random random = new Random(2);
    long[] at = new long[50];
    deadlines.clear(START);
    for (int i = 0; i < at.length; i++) {
      at[i] = at(random.nextDouble() * 100_000);
      deadlines.put(i, at[i]);
    }
    double now = 0;
    for (int step = 0; step < 3_000; step++) {
      now += random.nextInt(50) == 0 ? random.nextDouble() * 9_000 : random.nextDouble() * 3;
      Set<Integer> expected = new TreeSet<>();
      for (int i = 0; i < at.length; i++) {
        if (at[i] <= at(now)) {
          expected.add(i);
        }
      }
      assertThat(due(now)).isEqualTo(expected);
      for (int i : expected) {
        if (random.nextInt(3) > 0) {
          at[i] = at(now + random.nextDouble() * 20_000);
          deadlines.put(i, at[i]);
        }
      }
    }
  }
}

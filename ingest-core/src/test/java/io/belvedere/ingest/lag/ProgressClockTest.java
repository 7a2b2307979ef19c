package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProgressClockTest {
  private static final long START = Micros.EARLIEST + 7_777 * Micros.PER_DAY;

  private final ProgressClock clock = new ProgressClock();

  private static long at(double second) {
    return START + Math.round(second * Micros.PER_SECOND);
  }

  @Test
  void nothingHasBeenSeenAtFirst() {
    clock.ensure(2);
    assertThat(clock.progress()).containsExactly(ProgressClock.NONE, ProgressClock.NONE);
    assertThat(clock.leastProgress()).isEqualTo(ProgressClock.NONE);
    assertThat(clock.progressAt(at(5), 0)).isEqualTo(ProgressClock.NONE);
  }

  @Test
  void aRecordReadIsProgressToItsAppendTime() {
    clock.read(0, 1, at(10), at(11));
    clock.read(0, 2, at(9), at(12));
    assertThat(clock.progress(0)).isEqualTo(at(10));
  }

  @Test
  void anEndThatWeHaveReachedIsProgressToWhenItWasAskedFor() {
    clock.positioned(0, 5, at(0));
    clock.probed(0, 5, at(1), at(1.1));
    assertThat(clock.progress(0)).isEqualTo(at(1));
    clock.probed(0, 6, at(2), at(2.1));
    assertThat(clock.progress(0)).isEqualTo(at(1));
  }

  @Test
  void anEndThatIsReachedLaterCountsFromThenOn() {
    clock.positioned(0, 5, at(0));
    clock.probed(0, 7, at(1), at(1.1));
    clock.read(0, 6, at(0.2), at(1.2));
    assertThat(clock.progress(0)).isEqualTo(at(0.2));
    clock.read(0, 7, at(0.3), at(1.3));
    assertThat(clock.progress(0)).isEqualTo(at(1));
  }

  @Test
  void aPartitionThatIsAlwaysARecordBehindProgresses() {
    clock.positioned(0, 0, at(0));
    for (int i = 1; i <= 100; i++) {
      // The append times say nothing: they are a device's, an hour ago.
      clock.probed(0, i, at(i), at(i + 0.1));
      clock.read(0, i, at(-3_600), at(i + 0.9));
    }
    assertThat(clock.progress(0)).isEqualTo(at(100));
  }

  @Test
  void whenTheBrokerFallsSilentProgressStands() {
    clock.positioned(0, 5, at(0));
    for (int second = 1; second <= 10; second++) {
      clock.probed(0, 5, at(second), at(second + 0.1));
    }
    assertThat(clock.progressAt(at(60), 0)).isEqualTo(at(10));
    clock.probed(0, 5, at(40), at(40.1));
    assertThat(clock.progress(0)).isEqualTo(at(40));
    assertThat(clock.progressAt(at(5), 0)).isBetween(at(4), at(5.1));
    assertThat(clock.progressAt(at(20), 0)).isEqualTo(at(10));
    assertThat(clock.progressAt(at(40), 0)).isEqualTo(at(10));
    assertThat(clock.progressAt(at(40.2), 0)).isEqualTo(at(40));
  }

  @Test
  void whileReadingIsBehindTheJournalRemembersHowFar() {
    clock.positioned(0, 0, at(0));
    for (int second = 1; second <= 60; second++) {
      clock.probed(0, 1_000, at(second), at(second));
      clock.read(0, second, at(second / 2.0), at(second));
    }
    assertThat(clock.progressAt(at(40), 0)).isBetween(at(19), at(21));
  }

  @Test
  void beforeWeWereThereProgressIsWhatHasBeenReadSince() {
    clock.read(0, 1, at(100), at(200));
    assertThat(clock.progressAt(at(50), 0)).isEqualTo(at(50));
    assertThat(clock.progressAt(at(150), 0)).isEqualTo(at(100));
  }

  @Test
  void theLeastProgressIsThatOfTheSlowestPartition() {
    clock.read(0, 1, at(10), at(11));
    clock.read(1, 1, at(5), at(11));
    assertThat(clock.leastProgress()).isEqualTo(at(5));
    clock.ensure(3);
    assertThat(clock.leastProgress()).isEqualTo(ProgressClock.NONE);
  }

  /// The journal against a plain list of everything that was noted.
  @Property(tries = 300)
  void theJournalIsRightToASecondAndAHalf(@ForAll java.util.Random random) {
    ProgressJournal journal = new ProgressJournal();
    java.util.NavigableMap<Long, Long> noted = new java.util.TreeMap<>();
    long now = START;
    long progress = START - Micros.PER_SECOND;
    for (int i = 0; i < 300; i++) {
      now += random.nextInt(10) == 0 ? random.nextLong(30_000_000) : random.nextLong(1_200_000);
      progress =
          random.nextInt(4) == 0 ? progress : Math.max(progress, now - random.nextLong(2_500_000));
      journal.note(now, progress);
      noted.put(now, progress);
    }
    for (int i = 0; i < 200; i++) {
      long t = START + random.nextLong(now - START + 10_000_000);
      java.util.Map.Entry<Long, Long> floor = noted.floorEntry(t);
      if (floor == null) {
        assertThat(journal.at(t)).isEqualTo(ProgressClock.NONE);
        continue;
      }
      // Between two notes it may follow time, for as long as it takes to call that silence.
      assertThat(journal.at(t))
          .isBetween(floor.getValue() - 1_000_000, floor.getValue() + 2_500_000);
    }
  }
}

package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.ProgressMark;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;
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

  /// Whatever is told in between, and whenever all is told anew: a clock that began with what
  /// another has told says the same of the past, and goes on as the other would have.
  @Property(tries = 200)
  void afterARestartThePastAndWhatComesIsAsWithoutOne(@ForAll Random random) {
    var steady = new ProgressClock();
    var before = new ProgressClock();
    List<ProgressMark> told = new ArrayList<>();
    long now = notes(random, START, 200, at -> told(random, before, told), steady, before);
    told.addAll(before.marks(/* seen= */ true));
    var after = new ProgressClock();
    after.restore(told, now);
    compare(random, steady, after, now);
    now += random.nextLong(100_000_000);
    now = notes(random, now, 100, at -> {}, steady, after);
    compare(random, steady, after, now);
  }

  @Property(tries = 200)
  void afterACrashProgressSeemsToHaveStoodWhenItWasLastTold(@ForAll Random random) {
    var steady = new ProgressClock();
    List<ProgressMark> told = new ArrayList<>();
    long[] until = {START};
    long now =
        notes(
            random,
            START,
            200,
            at -> {
              if (random.nextInt(5) == 0 && at < START + 100_000_000) {
                told.addAll(steady.marks(/* seen= */ true));
                until[0] = at;
              }
            },
            steady);
    var after = new ProgressClock();
    after.restore(told, now);
    for (int i = 0; i < 200; i++) {
      long t = START + random.nextLong(now - START);
      for (int partition = 0; partition < steady.partitions(); partition++) {
        long was = steady.progressAt(t, partition);
        // Not later than it was, to what the journal is right to.
        assertThat(after.progressAt(t, partition)).isLessThanOrEqualTo(was + 1_000_000);
        int number = partition;
        boolean isTold = told.stream().anyMatch(mark -> mark.partition() == number);
        if (isTold && t <= until[0]) {
          assertThat(after.progressAt(t, partition)).isGreaterThanOrEqualTo(was - 2_500_000);
        }
      }
    }
  }

  @Test
  void whatAWrongClockToldIsForgotten() {
    clock.positioned(0, 5, at(0));
    clock.probed(0, 5, at(0), at(0));
    clock.probed(0, 5, at(90_000), at(90_000));
    var after = new ProgressClock();
    after.restore(clock.marks(/* seen= */ true), at(60));
    after.positioned(0, 5, at(61));
    after.probed(0, 5, at(61), at(61));
    assertThat(after.progressAt(at(61), 0)).isEqualTo(at(61));
    assertThat(after.progressAt(at(30), 0)).isEqualTo(at(0));
  }

  @Test
  void aPartitionThatIsNotThereAnyMoreHoldsNothingBack() {
    for (int partition = 0; partition < 3; partition++) {
      clock.read(partition, 1, at(10), at(10));
    }
    var after = new ProgressClock();
    after.restore(clock.marks(/* seen= */ true), at(20));
    assertThat(after.progressAt(at(10))).hasSize(3);
    assertThat(after.leastProgress()).isEqualTo(ProgressClock.NONE);
    after.ensure(2);
    after.read(0, 1, at(30), at(30));
    after.read(1, 1, at(30), at(30));
    assertThat(after.leastProgress()).isEqualTo(at(30));
    assertThat(after.progressAt(at(10))).containsExactly(at(10), at(10));
  }

  @Test
  void nothingIsKeptForLongerThanItIsWanted() {
    var shortly = new ProgressClock(60 * Micros.PER_SECOND);
    for (int second = 0; second < 10_000; second += 10) {
      shortly.read(0, second, at(second), at(second));
    }
    assertThat(shortly.allMarks()).hasSizeBetween(10, 40);
    assertThat(shortly.progressAt(at(9_945), 0)).isEqualTo(at(9_940));
  }

  private static void told(Random random, ProgressClock clock, List<ProgressMark> told) {
    switch (random.nextInt(12)) {
      case 0 -> told.addAll(clock.marks(/* seen= */ true));
      case 1 -> told.addAll(clock.marks(/* seen= */ false));
      case 2 -> {
        told.clear();
        told.addAll(clock.allMarks());
      }
      default -> {}
    }
  }

  /// Has the same things happen to all clocks.
  ///
  /// @return when the last of them did
  private static long notes(
      Random random, long from, int count, LongConsumer each, ProgressClock... clocks) {
    long now = from;
    for (int i = 0; i < count; i++) {
      now += random.nextInt(10) == 0 ? random.nextLong(30_000_000) : random.nextLong(1_200_000);
      int partition = random.nextInt(2);
      long progress = now - random.nextLong(2_500_000);
      for (ProgressClock clock : clocks) {
        clock.read(partition, 0, progress, now);
      }
      each.accept(now);
    }
    return now;
  }

  private static void compare(Random random, ProgressClock one, ProgressClock other, long now) {
    for (int i = 0; i < 200; i++) {
      long t = START - 10_000_000 + random.nextLong(now - START + 20_000_000);
      assertThat(other.progressAt(t)).isEqualTo(one.progressAt(t));
    }
  }

  /// The journal against a plain list of everything that was noted.
  @Property(tries = 300)
  void theJournalIsRightToASecondAndAHalf(@ForAll Random random) {
    ProgressJournal journal = new ProgressJournal(Micros.LATEST);
    NavigableMap<Long, Long> noted = new TreeMap<>();
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
      Map.Entry<Long, Long> floor = noted.floorEntry(t);
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

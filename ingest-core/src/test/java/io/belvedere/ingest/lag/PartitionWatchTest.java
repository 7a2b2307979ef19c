package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.lag.Trend.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Stories of a partition, one sample a second: each status is reached, the sample before it is not
/// it, and it is left again.
class PartitionWatchTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PartitionWatch watch = new PartitionWatch();
  private long ticks = 77 * SECOND;
  private long position = 1_000;
  private long end = 1_000;

  @Test
  void nothingIsSaidBeforeThreeSamples() {
    assertThat(status()).isEqualTo(LagStatus.UNKNOWN);
    second(0, 0);
    second(0, 0);
    assertThat(status()).isEqualTo(LagStatus.UNKNOWN);
    assertThat(watch.verdict().reason())
        .isEqualTo("2 of the 3 readings that are needed have come.");
    second(0, 0);
    assertThat(status()).isEqualTo(LagStatus.OK);
    assertThat(watch.verdict().reason()).isEqualTo("What comes is read.");
  }

  @Test
  void aBusyPartitionThatIsReadIsNotBehindHoweverMuchComes() {
    // Every answer tells of 500 records that have come since we read.
    for (int i = 0; i < 60; i++) {
      sample(position + 500);
      position += 500;
      if (i >= 3) {
        assertThat(status()).isEqualTo(LagStatus.OK);
      }
    }
  }

  @Test
  void whatWaitsAndIsNotReadAtAllIsAStallAfterAWindow() {
    settle();
    // Something waits for two seconds at the third sample; ten of those make a window.
    List<LagStatus> told = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      second(0, 10);
      told.add(status());
    }
    assertThat(told.subList(0, 11)).containsOnly(LagStatus.OK);
    assertThat(told.getLast()).isEqualTo(LagStatus.STALL);
    assertThat(watch.verdict().reason()).isEqualTo("120 records wait; none was read for 9 s.");
  }

  @Test
  void aSingleRecordThatIsReadKeepsItFromBeingAStall() {
    settle();
    second(0, 100);
    // One in ten seconds, at the last moment, and then none.
    for (int i = 0; i < 30; i++) {
      second(i == 10 ? 1 : 0, 0);
      LagStatus expected = i < 10 + LagRules.WINDOW - 1 ? LagStatus.OK : LagStatus.STALL;
      assertThat(status()).as("second %d", i).isEqualTo(expected);
    }
  }

  @Test
  void whoReadsSlowerThanWhatComesIsWarnedOfAfterAWindow() {
    settle();
    List<LagStatus> told = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      second(5, 8);
      told.add(status());
    }
    // What came in the last two seconds is allowed to wait, and it takes some seconds of 3 more
    // until older ones are among what waits.
    assertThat(told).containsOnly(LagStatus.OK);
    for (int i = 0; i < 10 && status() == LagStatus.OK; i++) {
      second(5, 8);
    }
    assertThat(status()).isEqualTo(LagStatus.WARN);
    assertThat(watch.verdict().reason()).contains("records wait; not fewer for 9 s.");
    assertThat(watch.trend().direction()).isEqualTo(Direction.GROWING);
    assertThat(watch.trend().perSecond()).isEqualTo(3);
    assertThat(watch.trend().timeToClear()).isEmpty();
  }

  @Test
  void aLagThatStaysTheSameIsWarnedOfAndOneThatFallsIsNot() {
    settle();
    second(0, 1_000);
    for (int i = 0; i < 20; i++) {
      second(7, 7);
    }
    assertThat(status()).isEqualTo(LagStatus.WARN);
    assertThat(watch.trend().direction()).isEqualTo(Direction.STEADY);

    PartitionWatch other = new PartitionWatch();
    for (int i = 0; i < 30; i++) {
      other.sample(ticks + i * SECOND, 20L * i, 10_000);
      assertThat(other.verdict().status()).isNotEqualTo(LagStatus.WARN);
    }
    assertThat(other.trend().direction()).isEqualTo(Direction.FALLING);
    assertThat(other.trend().perSecond()).isEqualTo(-20);
    long left = 10_000 - 29 * 20;
    assertThat(other.trend().timeToClear()).isEqualTo(OptionalLong.of(left * 1_000_000 / 20));
  }

  @Test
  void aRewindIsToldAtOnceAndUntilItIsRegained() {
    settle();
    second(100, 100);
    assertThat(status()).isEqualTo(LagStatus.OK);
    second(-60, 0);
    assertThat(status()).isEqualTo(LagStatus.REWIND);
    assertThat(watch.verdict().reason())
        .isEqualTo("Reading went back from offset 1,100 and is at 1,040.");
    second(59, 0);
    assertThat(watch.verdict().reason())
        .isEqualTo("Reading went back from offset 1,100 and is at 1,099.");
    second(1, 0);
    assertThat(watch.verdict().reason())
        .isEqualTo(
            "Better for 1 reading: What comes is read. Before: Reading went back from offset 1,100"
                + " and is at 1,099.");
    for (int i = 0; i < PartitionWatch.HELD - 2; i++) {
      second(0, 0);
      assertThat(status()).isEqualTo(LagStatus.REWIND);
    }
    second(0, 0);
    assertThat(status()).isEqualTo(LagStatus.OK);
  }

  @Test
  void aStallIsLeftWhenAllIsReadAndHasStayedSo() {
    settle();
    for (int i = 0; i < 12; i++) {
      second(0, 10);
    }
    assertThat(status()).isEqualTo(LagStatus.STALL);
    for (int i = 1; i < PartitionWatch.HELD; i++) {
      second(i == 1 ? 120 : 0, 0);
      assertThat(status()).isEqualTo(LagStatus.STALL);
      assertThat(watch.verdict().reason()).startsWith("Better for " + i + " reading");
    }
    second(0, 0);
    assertThat(status()).isEqualTo(LagStatus.OK);
  }

  @Test
  void nothingFlickersAtABoundary() {
    settle();
    second(0, 1_000);
    // All but one in so many samples grows: by the rules alone, WARN would come and go.
    for (int period = 9; period <= 12; period++) {
      List<LagStatus> told = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        second(i % period == 0 ? 3 : 1, 2);
        told.add(status());
      }
      assertThat(changes(told.subList(50, 200))).as("every %d", period).isZero();
    }
  }

  @Test
  void whatIsReadToTheEndOnceInEveryWindowDoesNotFlickerEither() {
    settle();
    for (int period = 10; period <= 16; period++) {
      List<LagStatus> told = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        second(i % period == 0 ? end - position : 1, 4);
        told.add(status());
      }
      assertThat(changes(told.subList(100, 300))).as("every %d", period).isZero();
    }
  }

  @Test
  void aTrendIsKeptAtItsBoundary() {
    settle();
    List<Direction> told = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // 9 more in nine seconds, and one more or less: 10 is what counts.
      second(0, 1 + (i % 9 == 0 ? 1 : 0));
      told.add(watch.trend().direction());
    }
    assertThat(told.subList(20, 60)).containsOnly(Direction.GROWING);
  }

  @Test
  void afterATimeWithoutSamplesSomeHaveToComeFirst() {
    settle();
    ticks += 4 * SECOND;
    second(0, 0);
    assertThat(status()).as("five seconds are no gap").isEqualTo(LagStatus.OK);
    for (int i = 0; i < 10; i++) {
      ticks += 4 * SECOND + 1;
      second(0, 0);
      assertThat(status()).as("answers that always come late").isEqualTo(LagStatus.UNKNOWN);
    }
    second(0, 0);
    assertThat(status()).isEqualTo(LagStatus.UNKNOWN);
    second(0, 0);
    assertThat(status()).isEqualTo(LagStatus.OK);
    assertThat(watch.curve().at(watch.curve().size() - 4)).isEqualTo(LagCurve.GAP);
  }

  @Test
  void theCurveIsThatOfTheLastMinute() {
    for (int i = 0; i < 100; i++) {
      second(0, 1);
    }
    assertThat(watch.curve().size()).isEqualTo(60);
    assertThat(watch.curve().at(0)).isEqualTo(41);
    assertThat(watch.curve().at(59)).isEqualTo(100);
    assertThat(watch.curve().most()).isEqualTo(100);
  }

  private void settle() {
    for (int i = 0; i < 20; i++) {
      second(3, 3);
    }
    position = 1_000;
    end = 1_000;
    // As if it had begun here.
    for (int i = 0; i < 40; i++) {
      second(0, 0);
    }
    assertThat(status()).isEqualTo(LagStatus.OK);
  }

  /// A second in which so many are read and so many come.
  private void second(long read, long come) {
    position += read;
    sample(end + come);
  }

  private void sample(long end) {
    this.end = end;
    ticks += SECOND;
    watch.sample(ticks, position, end);
  }

  private LagStatus status() {
    return watch.verdict().status();
  }

  private static long changes(List<LagStatus> told) {
    long changes = 0;
    for (int i = 1; i < told.size(); i++) {
      changes += told.get(i) == told.get(i - 1) ? 0 : 1;
    }
    return changes;
  }
}

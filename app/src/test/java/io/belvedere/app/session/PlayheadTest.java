package io.belvedere.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlayheadTest {
  private static final Duration PULSE = Duration.ofMillis(16);

  private final long origin =
      Micros.EARLIEST + RandomGenerator.getDefault().nextLong(50 * 365 * Micros.PER_DAY);
  private final ManualClock clock = new ManualClock(origin);
  private final Playhead playhead = new Playhead(clock);

  @Test
  void followsNowFromTheStart() {
    pulse(PULSE);
    assertThat(playhead.isFollowing()).isTrue();
    assertThat(playhead.instant()).isEqualTo(clock.now());
    assertThat(playhead.speed()).isEqualTo(1);
    assertThat(playhead.behind()).isZero();
  }

  @Test
  void seekStandsWhereItWasAskedToWhileNowGoesOn() {
    playhead.seek(origin - Micros.PER_HOUR);
    pulse(Duration.ofSeconds(5));
    assertThat(playhead.isFollowing()).isFalse();
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_HOUR);
    assertThat(playhead.speed()).isZero();
    assertThat(playhead.behind()).isEqualTo(Micros.PER_HOUR + 5 * Micros.PER_SECOND);
  }

  @Test
  void neverStandsInTheFutureNorBeforeTheEarliest() {
    playhead.setEarliest(origin - Micros.PER_HOUR);
    playhead.seek(origin + Micros.PER_MINUTE);
    assertThat(playhead.instant()).isEqualTo(origin);
    playhead.seek(origin - Micros.PER_DAY);
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_HOUR);
  }

  @Test
  void playMovesByTheTimeThatPassedTimesTheSpeed() {
    playhead.seek(origin - Micros.PER_HOUR);
    playhead.play(10);
    pulse(PULSE);
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_HOUR + 160_000);
    playhead.play(-0.5);
    pulse(PULSE);
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_HOUR + 152_000);
  }

  @Test
  void hitchOfTheScreenSlowsPlayInsteadOfSkipping() {
    playhead.seek(origin - Micros.PER_HOUR);
    playhead.play(1);
    pulse(Duration.ofSeconds(30));
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_HOUR + 100_000);
  }

  @Test
  void playThatArrivesAtNowFollowsIt() {
    playhead.seek(origin - Micros.PER_SECOND);
    playhead.play(1000);
    pulse(PULSE);
    assertThat(playhead.isFollowing()).isTrue();
    assertThat(playhead.speed()).isEqualTo(1);
    assertThat(playhead.instant()).isEqualTo(clock.now());
  }

  @Test
  void playAtOnceTheSpeedNeverCatchesUpWithNow() {
    playhead.seek(origin - Micros.PER_SECOND);
    playhead.play(1);
    for (int i = 0; i < 1000; i++) {
      pulse(PULSE);
    }
    assertThat(playhead.isFollowing()).isFalse();
    assertThat(playhead.behind()).isEqualTo(Micros.PER_SECOND);
  }

  @Test
  void backwardPlayStandsAtTheEarliest() {
    playhead.setEarliest(origin - Micros.PER_MINUTE);
    playhead.seek(origin - 30 * Micros.PER_SECOND);
    playhead.play(-1000);
    pulse(Duration.ofMillis(100));
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_MINUTE);
    assertThat(playhead.speed()).isZero();
  }

  @Test
  void playLoopsWithinItsRangeInBothDirections() {
    long from = origin - Micros.PER_HOUR;
    long to = from + 10 * Micros.PER_SECOND;
    playhead.seek(to);
    playhead.endRange();
    assertThat(playhead.range()).isEmpty();
    playhead.seek(from);
    playhead.beginRange();
    assertThat(playhead.range()).contains(new TimeRange(from, to));
    playhead.play(60);
    pulse(Duration.ofMillis(100));
    assertThat(playhead.instant()).isEqualTo(from + 6 * Micros.PER_SECOND);
    pulse(Duration.ofMillis(100));
    assertThat(playhead.instant()).isEqualTo(from);
    assertThat(playhead.speed()).isEqualTo(60);
    playhead.play(-100);
    pulse(Duration.ofMillis(50));
    assertThat(playhead.instant()).isEqualTo(to);
    playhead.clearRange();
    playhead.play(100);
    pulse(Duration.ofMillis(50));
    assertThat(playhead.instant()).isEqualTo(to + 5 * Micros.PER_SECOND);
  }

  @Test
  void playThatIsElsewhereIsNotDrawnIntoTheRange() {
    playhead.seek(origin - Micros.PER_HOUR);
    playhead.beginRange();
    playhead.step(Micros.PER_MINUTE);
    playhead.endRange();
    playhead.step(Micros.PER_SECOND);
    playhead.play(1);
    pulse(Duration.ofMillis(100));
    assertThat(playhead.instant())
        .isEqualTo(origin - Micros.PER_HOUR + Micros.PER_MINUTE + Micros.PER_SECOND + 100_000);
  }

  @Test
  void anEndBeforeTheStartOfTheRangeForgetsTheStart() {
    playhead.seek(origin - Micros.PER_MINUTE);
    playhead.beginRange();
    playhead.step(-Micros.PER_MINUTE);
    playhead.endRange();
    assertThat(playhead.range()).isEmpty();
    playhead.step(-Micros.PER_MINUTE);
    playhead.beginRange();
    assertThat(playhead.range())
        .contains(new TimeRange(origin - 3 * Micros.PER_MINUTE, origin - 2 * Micros.PER_MINUTE));
  }

  @Test
  void nowCannotBePlayedForward() {
    playhead.play(2);
    assertThat(playhead.isFollowing()).isTrue();
  }

  @Test
  void ladderOfSpeedsLeadsUpAndBackToExactlyOne() {
    playhead.seek(origin - Micros.PER_DAY);
    playhead.play(1);
    for (int i = 0; i < 8; i++) {
      playhead.faster();
    }
    assertThat(playhead.speed()).isEqualTo(1000);
    playhead.faster();
    assertThat(playhead.speed()).isEqualTo(1000);
    for (int i = 0; i < 8; i++) {
      playhead.slower();
    }
    assertThat(playhead.speed()).isEqualTo(1);
  }

  @Test
  void ladderLeadsThroughStandingToBackwardAndAgainToExactlyOne() {
    playhead.seek(origin - Micros.PER_DAY);
    playhead.play(1);
    for (int i = 0; i < 4; i++) {
      playhead.slower();
    }
    assertThat(playhead.speed()).isZero();
    for (int i = 0; i < 40; i++) {
      playhead.slower();
    }
    assertThat(playhead.speed()).isEqualTo(-1000);
    for (int i = 0; i < 16; i++) {
      playhead.faster();
    }
    assertThat(playhead.speed()).isEqualTo(1);
  }

  @Property(tries = 200)
  void asManyRungsDownAsUpGiveTheSameSpeed(@ForAll @IntRange(max = 8) int rungs) {
    var moving = new Playhead(new ManualClock(origin));
    moving.seek(origin - Micros.PER_DAY);
    moving.play(1);
    for (int i = 0; i < rungs; i++) {
      moving.faster();
    }
    for (int i = 0; i < rungs; i++) {
      moving.slower();
    }
    assertThat(moving.speed()).isCloseTo(1, within(0.0));
  }

  @Test
  void shuttleForwardAndBackwardStartAtOnceTheSpeed() {
    playhead.shuttleBackward();
    assertThat(playhead.speed()).isEqualTo(-1);
    playhead.shuttleBackward();
    assertThat(playhead.speed()).isEqualTo(-2);
    playhead.shuttleForward();
    assertThat(playhead.speed()).isEqualTo(-1);
    playhead.shuttleForward();
    assertThat(playhead.speed()).isZero();
    playhead.shuttleForward();
    assertThat(playhead.speed()).isEqualTo(1);
    playhead.shuttleForward();
    assertThat(playhead.speed()).isEqualTo(2);
  }

  @Test
  void toggleFromNowStandsAndPlaysOnAtTheLastSpeed() {
    playhead.toggle();
    assertThat(playhead.isFollowing()).isFalse();
    playhead.seek(origin - Micros.PER_HOUR);
    playhead.play(5);
    playhead.toggle();
    assertThat(playhead.speed()).isZero();
    playhead.toggle();
    assertThat(playhead.speed()).isEqualTo(5);
  }

  @Test
  void previousInstantIsTheOneBeforeTheSeekAndBackAgain() {
    long first = origin - Micros.PER_HOUR;
    long second = origin - Micros.PER_MINUTE;
    playhead.seek(first);
    playhead.seek(second);
    playhead.swapWithPrevious();
    assertThat(playhead.instant()).isEqualTo(first);
    playhead.swapWithPrevious();
    assertThat(playhead.instant()).isEqualTo(second);
  }

  @Test
  void dragKeepsTheInstantBeforeItAsTheOneToComeBackTo() {
    long before = origin - Micros.PER_HOUR;
    playhead.seek(before);
    playhead.beginDrag();
    for (int i = 1; i <= 100; i++) {
      playhead.drag(before + i * Micros.PER_SECOND);
    }
    playhead.swapWithPrevious();
    assertThat(playhead.instant()).isEqualTo(before);
  }

  @Test
  void returnToNowCanBeTakenBack() {
    long before = origin - Micros.PER_HOUR;
    playhead.seek(before);
    playhead.follow();
    playhead.swapWithPrevious();
    assertThat(playhead.isFollowing()).isFalse();
    assertThat(playhead.instant()).isEqualTo(before);
  }

  @Test
  void leavingNowCanBeTakenBackToo() {
    playhead.seek(origin - Micros.PER_HOUR);
    pulse(Duration.ofSeconds(10));
    playhead.swapWithPrevious();
    assertThat(playhead.isFollowing()).isTrue();
    assertThat(playhead.instant()).isEqualTo(clock.now());
  }

  @Test
  void stepsLandWhereTheyShould() {
    playhead.seek(origin - Micros.PER_HOUR);
    playhead.step(-10 * Micros.PER_SECOND);
    playhead.step(Micros.PER_MINUTE);
    assertThat(playhead.instant()).isEqualTo(origin - Micros.PER_HOUR + 50 * Micros.PER_SECOND);
  }

  private void pulse(Duration passed) {
    clock.advance(passed);
    playhead.advance();
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.map.Effort.Detail;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EffortTest {
  private static final long FRAME = 16_700_000;

  private final Effort effort = new Effort();
  private long ticks = -77_000_000_000L;

  @Test
  void aLongFrameNowAndThenChangesNothing() {
    for (int i = 0; i < 100; i++) {
      frames(1, 60);
      frames(20, 5);
    }
    assertThat(effort.detail()).isEqualTo(Detail.FULL);
    assertThat(effort.skips()).isFalse();
  }

  @Test
  void framesThatTakeTooLongForHalfASecondComeHalfAsOften() {
    frames(25, 15);
    assertThat(effort.detail()).isEqualTo(Detail.FULL);
    frames(10, 15);
    assertThat(effort.detail()).isEqualTo(Detail.HALF_RATE);
    assertThat(effort.skips()).isTrue();
    assertThat(effort.skips()).isFalse();
    assertThat(effort.skips()).isTrue();
    assertThat(effort.words()).isEqualTo("Map: 15.0 ms a frame, drawn half as often");
  }

  @Test
  void ifThatIsNotEnoughWhatLiesCloseTogetherIsCounted() {
    frames(100, 20);
    assertThat(effort.detail()).isEqualTo(Detail.CLUSTERED);
    frames(1_000, 20);
    assertThat(effort.detail()).as("there is nothing less").isEqualTo(Detail.CLUSTERED);
  }

  @Test
  void itStepsUpOnlyWhenThereIsPlentyOfTimeForLong() {
    frames(100, 20);
    frames(2_000, 10);
    assertThat(effort.detail()).as("it would be too slow again").isEqualTo(Detail.CLUSTERED);
    frames(Duration.ofSeconds(9).toNanos() / FRAME, 3);
    assertThat(effort.detail()).isEqualTo(Detail.CLUSTERED);
    frames(Duration.ofSeconds(3).toNanos() / FRAME, 3);
    assertThat(effort.detail()).isEqualTo(Detail.HALF_RATE);
    frames(Duration.ofSeconds(11).toNanos() / FRAME, 3);
    assertThat(effort.detail()).isEqualTo(Detail.FULL);
    assertThat(effort.words()).isEqualTo("Map: 3.0 ms a frame, drawn in full");
  }

  @Test
  void itDoesNotStepDownWhereItMustNot() {
    frames(100, 20);
    effort.setStepsDown(false);
    assertThat(effort.detail()).isEqualTo(Detail.FULL);
    frames(100, 20);
    assertThat(effort.detail()).isEqualTo(Detail.FULL);
  }

  private void frames(long count, long millis) {
    for (long i = 0; i < count; i++) {
      ticks += FRAME;
      effort.frame(ticks, Duration.ofMillis(millis).toNanos());
    }
  }
}

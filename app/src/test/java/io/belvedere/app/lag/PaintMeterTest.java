package io.belvedere.app.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PaintMeterTest {
  private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

  private final ManualClock clock = new ManualClock(FloodStory.NOW);
  private final PaintMeter meter = new PaintMeter(clock);

  @Test
  void theLongestWaitIsFromTheReadingBeforeToTheEndOfDrawing() {
    assertThat(meter.reading().count()).isZero();
    frame(5);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofMillis(11));
      frame(5);
    }
    assertThat(meter.reading().count()).isEqualTo(11);
    assertThat(meter.reading().p50()).isCloseTo(21_000, ONE_PERCENT);
    assertThat(meter.reading().max()).isCloseTo(21_000, ONE_PERCENT);
  }

  @Test
  void whatWasNotShownForATimeDidNotWaitForIt() {
    frame(5);
    meter.reads();
    meter.pauses();
    clock.advance(Duration.ofSeconds(30));
    frame(5);
    assertThat(meter.reading().max()).isCloseTo(5_000, ONE_PERCENT);
  }

  private void frame(int millis) {
    meter.reads();
    clock.advance(Duration.ofMillis(millis));
    meter.drawn();
  }
}

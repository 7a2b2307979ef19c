package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DelayMeterTest {
  private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

  private final ManualClock clock = new ManualClock(Micros.EARLIEST + 123_456_789);
  private final DelayMeter meter = new DelayMeter(clock);

  @Test
  void nothingMeasuredIsNoDelay() {
    assertThat(meter.reading()).isEqualTo(Delay.NONE);
  }

  @Test
  void percentilesAreRightToOnePercent() {
    for (int i = 1; i <= 1_000; i++) {
      meter.record(i * 1_000L, 1);
      clock.advance(Duration.ofMillis(10));
    }
    Delay delay = meter.reading();
    assertThat(delay.count()).isEqualTo(1_000);
    assertThat(delay.p50()).isCloseTo(500_000, ONE_PERCENT);
    assertThat(delay.p99()).isCloseTo(990_000, ONE_PERCENT);
    assertThat(delay.max()).isCloseTo(1_000_000, ONE_PERCENT);
  }

  @Test
  void whatIsOlderThanAMinuteIsForgotten() {
    meter.record(9_000_000, 1);
    clock.advance(Duration.ofSeconds(54));
    meter.record(1_000, 1);
    assertThat(meter.reading().count()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(7));
    assertThat(meter.reading().count()).isEqualTo(1);
    assertThat(meter.reading().max()).isCloseTo(1_000, ONE_PERCENT);
    clock.advance(Duration.ofHours(9));
    assertThat(meter.reading()).isEqualTo(Delay.NONE);
  }

  @Test
  void clocksThatDisagreeGiveNoNegativeDelayAndTheLongestIsAnHour() {
    meter.record(-5_000_000, 1);
    assertThat(meter.reading().max()).isZero();
    meter.record(Micros.PER_DAY, 1);
    assertThat(meter.reading().max()).isCloseTo(Micros.PER_HOUR, ONE_PERCENT);
  }
}

package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LagMeterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock(Micros.EARLIEST + Micros.PER_DAY);
  private final ProgressClock progress = new ProgressClock();
  private final LagMeter meter = new LagMeter(clock, "observations", progress);

  @Test
  void offsetLagIsWhatTheLogHasAndWeHaveNot() {
    meter.read(0, 40, clock.now(), clock.now());
    meter.read(1, 7, clock.now(), clock.now());
    meter.probed(0, 100, clock.now());
    meter.probed(1, 7, clock.now());
    LagReading reading = meter.reading();
    assertThat(reading.offsetLag()).isEqualTo(60);
    assertThat(reading.partitions()).hasSize(2);
    assertThat(reading.partitions().getFirst().topic()).isEqualTo("observations");
  }

  @Test
  void anEndThatIsOlderThanThePositionIsNoLag() {
    meter.probed(0, 10, clock.now());
    meter.read(0, 12, clock.now(), clock.now());
    assertThat(meter.reading().offsetLag()).isZero();
    assertThat(meter.reading().timeLag()).isZero();
  }

  @Test
  void timeLagIsTheAgeOfWhatWaitsAndNotOfTheLastThatWasRead() {
    meter.read(0, 5, clock.now(), clock.now());
    // Idle for an hour, then one record comes.
    clock.advance(Duration.ofHours(1));
    meter.probed(0, 5, clock.now());
    clock.advance(SECOND);
    meter.probed(0, 6, clock.now());
    clock.advance(SECOND);
    assertThat(meter.reading().timeLag()).isEqualTo(2 * Micros.PER_SECOND);
    meter.read(0, 6, clock.now(), clock.now());
    assertThat(meter.reading().timeLag()).isZero();
  }

  @Test
  void rateAndTrendAreThoseOfTheLastTenSeconds() {
    meter.positioned(0, 0);
    long end = 10_000;
    for (int second = 0; second <= 40; second++) {
      // Faster in the second half.
      long read = second <= 20 ? second * 50L : 1_000 + (second - 20) * 200L;
      meter.read(0, read, clock.now(), clock.now());
      meter.probed(0, end + second * 100L, clock.now());
      for (int i = 0; second > 20 && i < 200; i++) {
        meter.applied(clock.now(), clock.now(), clock.now(), clock.now());
      }
      LagReading reading = meter.reading();
      if (second == 20) {
        assertThat(reading.trend()).isEqualTo(50, Offset.offset(1e-6));
        assertThat(reading.timeToClear()).isEmpty();
        assertThat(reading.perSecond()).isZero();
      }
      if (second == 40) {
        assertThat(reading.trend()).isEqualTo(-100, Offset.offset(1e-6));
        assertThat(reading.perSecond()).isEqualTo(200, Offset.offset(1e-6));
        assertThat(reading.timeToClear()).hasValue(reading.offsetLag() * Micros.PER_SECOND / 100);
      }
      clock.advance(SECOND);
    }
  }

  @Test
  void delaysOfTheBacklogAreNotCounted() {
    long now = clock.now();
    meter.applied(now - Micros.PER_HOUR, now - Micros.PER_HOUR, now, now);
    assertThat(meter.reading().endToEnd().count()).isZero();
    meter.caughtUp();
    meter.applied(now - 500_000, now - 300_000, now - 100_000, now);
    LagReading reading = meter.reading();
    Percentage onePercent = Percentage.withPercentage(1);
    assertThat(reading.endToEnd().p50()).isCloseTo(500_000, onePercent);
    assertThat(reading.toBroker().p50()).isCloseTo(200_000, onePercent);
    assertThat(reading.toClient().p50()).isCloseTo(200_000, onePercent);
    assertThat(reading.toTwin().p50()).isCloseTo(100_000, onePercent);
    assertThat(reading.endToEnd().count()).isEqualTo(1);
  }
}

package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CanaryMeterTest {
  private static final long MILLI = Micros.PER_MILLI;

  private final ManualClock clock = new ManualClock(Micros.EARLIEST + 17 * Micros.PER_DAY);
  private final CanaryMeter meter = new CanaryMeter(clock);

  @Test
  void theRoundTripIsTheMedianOfTheLastMinute() {
    assertThat(meter.reading()).isEqualTo(CanaryReading.NONE);
    for (long millis : new long[] {5, 900, 7, 6, 8}) {
      fly(millis, 0, 0);
    }
    assertThat(meter.reading().roundTrip()).hasValue(7 * MILLI);
    assertThat(meter.reading().count()).isEqualTo(5);
    clock.advance(Duration.ofSeconds(59));
    assertThat(meter.reading().roundTrip()).hasValue(7 * MILLI);
    clock.advance(Duration.ofSeconds(2));
    assertThat(meter.reading().roundTrip()).as("too old to be told").isEmpty();
    assertThat(meter.reading().count()).isEqualTo(5);
  }

  @Test
  void theBrokersClockIsToldByTheFastestWithItsError() {
    // It is 250 ms ahead; the way there takes all of the time, in the slow one.
    fly(200, 200, 250);
    assertThat(meter.reading().error()).hasValue(100 * MILLI);
    fly(4, 2, 250);
    CanaryReading reading = meter.reading();
    assertThat(reading.error()).hasValue(2 * MILLI);
    assertThat(reading.brokerAhead().orElseThrow()).isBetween(248 * MILLI, 252 * MILLI);
  }

  @Test
  void aStampOfTheSenderTellsNothingOfTheBroker() {
    long sent = clock.now();
    meter.came(sent, OptionalLong.empty(), sent + 9 * MILLI);
    assertThat(meter.reading().roundTrip()).hasValue(9 * MILLI);
    assertThat(meter.reading().brokerAhead()).isEmpty();
  }

  @Test
  void aSenderWhoseClockIsAheadOfOursTellsNothing() {
    long sent = clock.now() + MILLI;
    meter.came(sent, OptionalLong.of(clock.now()), clock.now());
    assertThat(meter.reading().roundTrip()).isEmpty();
    assertThat(meter.reading().brokerAhead()).isEmpty();
    assertThat(meter.reading().count()).isOne();
  }

  /// @param trip there and to us, milliseconds
  /// @param there the first part of it
  /// @param ahead what the broker's clock is ahead by
  private void fly(long trip, long there, long ahead) {
    long sent = clock.now();
    meter.came(sent, OptionalLong.of(sent + (there + ahead) * MILLI), sent + trip * MILLI);
    clock.advance(Duration.ofMillis(10));
  }
}

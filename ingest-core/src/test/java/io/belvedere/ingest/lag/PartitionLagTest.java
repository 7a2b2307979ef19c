package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is thought of a partition when samples no longer come.
class PartitionLagTest {
  private static final OptionalLong NO_ANSWER = OptionalLong.empty();

  private final ManualClock clock = new ManualClock(Micros.EARLIEST + Micros.PER_DAY);
  private final LagMeter meter = new LagMeter(clock, "observations", new ProgressClock());

  @Test
  void samplesThatMayBeOnTheirWayChangeNothing() {
    LagReading reading = healthy();
    clock.advance(Duration.ofSeconds(5));
    assertThat(reading.seen(clock, _ -> OptionalLong.of(500))).isSameAs(reading);
    clock.advance(Duration.ofNanos(1_000));
    assertThat(reading.seen(clock, _ -> OptionalLong.of(500))).isNotSameAs(reading);
  }

  @Test
  void whoDoesNotEvenTryToReadHasStoppedAfterAWindow() {
    LagReading reading = healthy();
    clock.advance(Duration.ofSeconds(9));
    PartitionLag before = seen(reading, OptionalLong.of(150));
    assertThat(before.verdict().status()).isEqualTo(LagStatus.UNKNOWN);
    assertThat(before.verdict().reason()).isEqualTo("Reading has not been tried for 9 s.");
    clock.advance(Duration.ofNanos(1_000));
    PartitionLag stopped = seen(reading, OptionalLong.of(150));
    assertThat(stopped.verdict())
        .isEqualTo(
            new LagVerdict(LagStatus.STOP, "50 records wait; reading has not been tried for 9 s."));
    assertThat(stopped.offsetLag()).hasValue(50);
    assertThat(stopped.timeLag()).hasValue(9 * Micros.PER_SECOND + 1);
    assertThat(stopped.trend()).isEqualTo(Trend.UNKNOWN);
    assertThat(stopped.age(clock.ticks())).hasValue(9_000_001_000L);
  }

  @Test
  void whoHasJustBegunHasNotStoppedAnySooner() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      meter.read(0, 100, clock.now(), clock.now());
      meter.probed(0, 100, clock.now());
    }
    LagReading reading = meter.reading();
    clock.advance(Duration.ofSeconds(9));
    OptionalLong more = OptionalLong.of(150);
    assertThat(seen(reading, more).verdict().status()).isEqualTo(LagStatus.UNKNOWN);
    clock.advance(Duration.ofSeconds(1));
    assertThat(seen(reading, more).verdict().status()).isEqualTo(LagStatus.STOP);
  }

  @Test
  void whoHasNothingToReadHasNotStopped() {
    LagReading reading = healthy();
    clock.advance(Duration.ofMinutes(10));
    assertThat(seen(reading, OptionalLong.of(100)).verdict().status()).isEqualTo(LagStatus.OK);
    assertThat(seen(reading, OptionalLong.of(101)).verdict().status()).isEqualTo(LagStatus.STOP);
  }

  @Test
  void whereKafkaDoesNotSayWhatThereIsNobodyKnows() {
    LagReading reading = healthy();
    clock.advance(Duration.ofMinutes(10));
    PartitionLag seen = seen(reading, NO_ANSWER);
    assertThat(seen.verdict())
        .isEqualTo(
            new LagVerdict(LagStatus.UNKNOWN, "Kafka has not said for 600 s where it ends."));
    assertThat(seen.offsetLag()).as("the last that was known").hasValue(0);
  }

  @Test
  void oneThatGoesOnIsJudgedAnewAfterThreeSamples() {
    LagReading reading = healthy();
    clock.advance(Duration.ofMinutes(1));
    assertThat(seen(reading, OptionalLong.of(150)).verdict().status()).isEqualTo(LagStatus.STOP);
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      meter.read(0, 150, clock.now(), clock.now());
      meter.probed(0, 150, clock.now());
      LagStatus status = seen(meter.reading(), OptionalLong.of(150)).verdict().status();
      assertThat(status).isEqualTo(i < 2 ? LagStatus.UNKNOWN : LagStatus.OK);
    }
  }

  @Test
  void ofAPartitionThatWasNeverReadNothingIsKnownAndThatIsNotNone() {
    meter.probed(0, 100, clock.now());
    LagReading reading = meter.reading();
    PartitionLag partition = reading.partitions().getFirst();
    assertThat(partition.verdict())
        .isEqualTo(new LagVerdict(LagStatus.UNKNOWN, "Where reading begins is not known yet."));
    assertThat(partition.offsetLag()).isEmpty();
    assertThat(partition.timeLag()).isEmpty();
    assertThat(partition.margin()).isInstanceOf(Margin.Unknown.class);
    assertThat(reading.isKnown()).isFalse();
    assertThat(reading.age(clock.ticks())).isEmpty();
  }

  @Test
  void ofAPartitionWhoseEndWasNeverToldNothingIsKnownEither() {
    meter.positioned(0, 100);
    PartitionLag partition = meter.reading().partitions().getFirst();
    assertThat(partition.verdict().reason()).isEqualTo("Kafka has not said yet where it ends.");
    assertThat(partition.offsetLag()).isEmpty();
    assertThat(partition.timeLag()).isEmpty();
  }

  @Test
  void theWorstPartitionIsTheFirstOfThoseWithTheWorstStatus() {
    for (int i = 0; i < 40; i++) {
      for (int partition = 0; partition < 4; partition++) {
        boolean stalled = partition == 1 || partition == 3;
        meter.read(partition, stalled ? 1 : 1 + i, clock.now(), clock.now());
        meter.probed(partition, 1 + i, clock.now());
      }
      clock.advance(Duration.ofSeconds(1));
    }
    LagReading reading = meter.reading();
    assertThat(reading.worst().orElseThrow().partition()).isEqualTo(1);
    assertThat(reading.worst().orElseThrow().verdict().status()).isEqualTo(LagStatus.STALL);
    assertThat(reading.curve().at(reading.curve().size() - 1)).isEqualTo(78);
  }

  private PartitionLag seen(LagReading reading, OptionalLong end) {
    return reading.seen(clock, _ -> end).partitions().getFirst();
  }

  /// Read to its end at 100 for ten samples.
  private LagReading healthy() {
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(i == 0 ? 0 : 1));
      meter.read(0, 100, clock.now(), clock.now());
      meter.probed(0, 100, clock.now());
    }
    return meter.reading();
  }
}

package io.belvedere.app;

import io.belvedere.ingest.lag.CanaryReading;
import io.belvedere.ingest.lag.LagCurve;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.LagVerdict;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.lag.Trend;
import io.belvedere.ingest.lag.Trend.Direction;
import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// How far made-up districts are behind.
public final class MadeLag {
  private static final OptionalLong NONE = OptionalLong.empty();

  private MadeLag() {}

  /// Partitions, and delays that are as they should be.
  public static LagReading of(PartitionLag... partitions) {
    return of(List.of(partitions));
  }

  public static LagReading of(List<PartitionLag> partitions) {
    return new LagReading(
        partitions,
        1667,
        new Delay(240_000, 6_400_000, 7_000_000, 100_000),
        new Delay(150_000, 300_000, 400_000, 100_000),
        new Delay(80_000, 6_000_000, 6_500_000, 100_000),
        new Delay(1_000, 9_000, 20_000, 100_000),
        0,
        NONE);
  }

  /// One of which so much waits.
  ///
  /// @param sampled in ticks of the clock
  public static PartitionLag partition(
      int partition, LagStatus status, long waits, Trend trend, Margin margin, long sampled) {
    return partition(
        partition, status, waits, waits == 0 ? 0 : 6 * Micros.PER_SECOND, trend, margin, sampled);
  }

  /// One whose oldest record that waits was appended so long ago, microseconds; 0 if none waits.
  public static PartitionLag waiting(long timeLag) {
    return partition(
        0,
        LagStatus.OK,
        timeLag == 0 ? 0 : 1,
        timeLag,
        steady(),
        new Margin.Unlimited(),
        /* sampled= */ 0);
  }

  private static PartitionLag partition(
      int partition,
      LagStatus status,
      long waits,
      long timeLag,
      Trend trend,
      Margin margin,
      long sampled) {
    long[] lags = new long[60];
    Arrays.setAll(lags, i -> Math.max(0, waits + Math.round((i - 59) * trend.perSecond())));
    return new PartitionLag(
        "belvedere.monaco.observations",
        partition,
        new LagVerdict(status, "Because of partition " + partition + "."),
        OptionalLong.of(120_000),
        OptionalLong.of(20_000),
        OptionalLong.of(120_000 + waits),
        OptionalLong.of(timeLag),
        trend,
        margin,
        new CanaryReading(
            60, OptionalLong.of(8_000), OptionalLong.of(254_000), OptionalLong.of(4_000)),
        FloodStory.NOW,
        OptionalLong.of(sampled),
        9_000_000_000L,
        LagCurve.of(lags));
  }

  /// One of which nothing waits.
  public static PartitionLag idle(int partition, long sampled) {
    return partition(partition, LagStatus.OK, 0, steady(), new Margin.NothingWaits(), sampled);
  }

  /// One of which nothing is known.
  public static PartitionLag unknown(int partition) {
    return new PartitionLag(
        "belvedere.monaco.observations",
        partition,
        new LagVerdict(LagStatus.UNKNOWN, "Kafka has not said yet where it ends."),
        NONE,
        NONE,
        NONE,
        NONE,
        Trend.UNKNOWN,
        new Margin.Unknown("How much waits is not known."),
        CanaryReading.NONE,
        Long.MIN_VALUE,
        NONE,
        0,
        LagCurve.EMPTY);
  }

  public static Trend steady() {
    return new Trend(Direction.STEADY, 0, NONE);
  }

  public static Trend growing(double perSecond) {
    return new Trend(Direction.GROWING, perSecond, NONE);
  }

  /// @param clear seconds
  public static Trend falling(double perSecond, long clear) {
    return new Trend(Direction.FALLING, -perSecond, OptionalLong.of(clear * Micros.PER_SECOND));
  }
}

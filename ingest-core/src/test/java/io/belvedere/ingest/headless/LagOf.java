package io.belvedere.ingest.headless;

import io.belvedere.ingest.lag.CanaryReading;
import io.belvedere.ingest.lag.LagCurve;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.LagVerdict;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.lag.Trend;
import java.util.List;
import java.util.OptionalLong;

/// How far a made-up district is behind.
final class LagOf {
  private LagOf() {}

  /// Partitions, and nothing else that was measured.
  static LagReading partitions(PartitionLag... partitions) {
    return new LagReading(
        List.of(partitions),
        0,
        Delay.NONE,
        Delay.NONE,
        Delay.NONE,
        Delay.NONE,
        0,
        OptionalLong.empty());
  }

  /// A partition of which no more is known than how much waits.
  static PartitionLag waiting(int partition, long position, long end, long timeLag) {
    return new PartitionLag(
        "t",
        partition,
        new LagVerdict(LagStatus.OK, "What comes is read."),
        OptionalLong.of(position),
        OptionalLong.empty(),
        OptionalLong.of(end),
        OptionalLong.of(timeLag),
        Trend.UNKNOWN,
        new Margin.Unknown("Nobody knows."),
        CanaryReading.NONE,
        0,
        OptionalLong.empty(),
        0,
        LagCurve.EMPTY);
  }

  /// A partition of which nothing is known.
  static PartitionLag unknown(int partition) {
    return new PartitionLag(
        "t",
        partition,
        new LagVerdict(LagStatus.UNKNOWN, "Nobody knows."),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Trend.UNKNOWN,
        new Margin.Unknown("Nobody knows."),
        CanaryReading.NONE,
        0,
        OptionalLong.empty(),
        0,
        LagCurve.EMPTY);
  }
}

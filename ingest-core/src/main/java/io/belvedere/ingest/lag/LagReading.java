package io.belvedere.ingest.lag;

import java.util.List;
import java.util.OptionalLong;

/// How far a district is behind at one moment.
///
/// @param perSecond observations applied a second, over the last ten seconds
/// @param endToEnd from event time to applied
/// @param toBroker from event time to the broker's append time
/// @param toClient from append time to poll
/// @param toTwin from poll to applied
/// @param trend change of the offset lag, records a second; negative: catching up
/// @param timeToClear microseconds until the lag is gone at this trend; empty if it is not
///     shrinking
public record LagReading(
    List<PartitionLag> partitions,
    double perSecond,
    Delay endToEnd,
    Delay toBroker,
    Delay toClient,
    Delay toTwin,
    double trend,
    OptionalLong timeToClear) {

  public LagReading {
    partitions = List.copyOf(partitions);
  }

  /// Nothing measured yet.
  public static LagReading none() {
    return new LagReading(
        List.of(), 0, Delay.NONE, Delay.NONE, Delay.NONE, Delay.NONE, 0, OptionalLong.empty());
  }

  /// Records that are in Kafka and not yet here.
  public long offsetLag() {
    return partitions.stream().mapToLong(PartitionLag::offsetLag).sum();
  }

  /// The worst partition's time lag, microseconds.
  public long timeLag() {
    return partitions.stream().mapToLong(PartitionLag::timeLag).max().orElse(0);
  }

  /// Percentiles of a delay over the last minute, in microseconds.
  ///
  /// @param count how many were measured; with 0 the others mean nothing
  public record Delay(long p50, long p99, long max, long count) {
    public static final Delay NONE = new Delay(0, 0, 0, 0);
  }

  /// One partition's part.
  ///
  /// @param position the next offset that will be read
  /// @param end the end offset at the last successful probe
  /// @param timeLag microseconds since the oldest record that is not read yet was appended; 0 if
  ///     there is none
  /// @param progress up to when everything that was sent has been seen, microseconds UTC
  public record PartitionLag(
      String topic, int partition, long position, long end, long timeLag, long progress) {
    /// Never negative: an end offset older than the position is no lag.
    public long offsetLag() {
      return Math.max(0, end - position);
    }
  }
}

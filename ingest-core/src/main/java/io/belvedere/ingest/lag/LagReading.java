package io.belvedere.ingest.lag;

import io.belvedere.ingest.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

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

  /// Records that are in Kafka and not yet here, as far as is known.
  public long offsetLag() {
    return partitions.stream().mapToLong(p -> p.offsetLag().orElse(0)).sum();
  }

  /// The worst partition's time lag, microseconds, as far as is known.
  public long timeLag() {
    return partitions.stream().mapToLong(p -> p.timeLag().orElse(0)).max().orElse(0);
  }

  /// Whether it is known of every partition how much waits. Without partitions nothing is known.
  public boolean isKnown() {
    return !partitions.isEmpty() && partitions.stream().allMatch(p -> p.offsetLag().isPresent());
  }

  /// Of which most has to be told: of those with the worst status the first. Empty if there is no
  /// partition.
  public Optional<PartitionLag> worst() {
    return partitions.stream()
        .reduce((a, b) -> b.verdict().status().compareTo(a.verdict().status()) > 0 ? b : a);
  }

  /// How old the oldest figures of a partition are, nanoseconds; empty if there is one without.
  ///
  /// @param ticks of the clock
  public OptionalLong age(long ticks) {
    return partitions.stream().allMatch(p -> p.sampled().isPresent())
        ? partitions.stream().mapToLong(p -> ticks - p.sampled().getAsLong()).max()
        : OptionalLong.empty();
  }

  /// What waited in the last minute, of all partitions together.
  public LagCurve curve() {
    return partitions.stream()
        .map(PartitionLag::curve)
        .reduce(LagCurve::plus)
        .orElse(LagCurve.EMPTY);
  }

  /// What is thought of it now: the same object as long as samples come.
  ///
  /// @param end where a partition ends by now; empty if Kafka does not say
  public LagReading seen(Clock clock, IntFunction<OptionalLong> end) {
    long ticks = clock.ticks();
    long now = clock.now();
    List<PartitionLag> seen =
        partitions.stream().map(p -> p.seen(ticks, now, end.apply(p.partition()))).toList();
    return seen.equals(partitions)
        ? this
        : new LagReading(seen, perSecond, endToEnd, toBroker, toClient, toTwin, trend, timeToClear);
  }

  /// Percentiles of a delay over the last minute, in microseconds.
  ///
  /// @param count how many were measured; with 0 the others mean nothing
  public record Delay(long p50, long p99, long max, long count) {
    public static final Delay NONE = new Delay(0, 0, 0, 0);
  }
}

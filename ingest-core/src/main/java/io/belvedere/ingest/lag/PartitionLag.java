package io.belvedere.ingest.lag;

import io.belvedere.ingest.lag.Trend.Direction;
import java.util.OptionalLong;

/// How far one partition is behind at one moment. What is not known is empty, and never 0.
///
/// @param position the next offset that will be read
/// @param start the first offset that Kafka still has
/// @param end the offset behind the last record, at the last successful probe
/// @param timeLag microseconds since the oldest record that is not read yet was appended, at most;
///     0 if there is none
/// @param margin how long until Kafka deletes what waits
/// @param progress up to when everything that was sent has been seen, microseconds UTC;
///     [ProgressClock#NONE] if nothing has
/// @param sampled when Kafka last told where it ends, in ticks of the clock; empty before
/// @param span from the first to the last sample of the window that was judged, nanoseconds
/// @param curve what waited in the last minute
public record PartitionLag(
    String topic,
    int partition,
    LagVerdict verdict,
    OptionalLong position,
    OptionalLong start,
    OptionalLong end,
    OptionalLong timeLag,
    Trend trend,
    Margin margin,
    CanaryReading canaries,
    long progress,
    OptionalLong sampled,
    long span,
    LagCurve curve) {

  /// Records that are in Kafka and not yet here. Never negative: an end offset older than the
  /// position is no lag.
  public OptionalLong offsetLag() {
    return position.isEmpty() || end.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, end.getAsLong() - position.getAsLong()));
  }

  /// How old these figures are, nanoseconds.
  ///
  /// @param ticks of the clock
  public OptionalLong age(long ticks) {
    return sampled.isEmpty() ? sampled : OptionalLong.of(ticks - sampled.getAsLong());
  }

  /// What is thought of it a little later, when no sample has come since: as long as they may just
  /// be on their way, the same; then, by what is known of its end by now, that reading stopped or
  /// that nobody knows.
  ///
  /// @param ticks of the clock, now
  /// @param now microseconds UTC
  /// @param newestEnd where it ends by now; empty if Kafka does not say
  PartitionLag seen(long ticks, long now, OptionalLong newestEnd) {
    if (sampled.isEmpty() || ticks - sampled.getAsLong() <= PartitionWatch.GAP_NANOS) {
      return this;
    }
    long silent = ticks - sampled.getAsLong();
    long seconds = silent / 1_000_000_000L;
    if (newestEnd.isEmpty()) {
      return with(
          new LagVerdict(
              LagStatus.UNKNOWN, "Kafka has not said for %d s where it ends.".formatted(seconds)),
          end,
          timeLag);
    }
    long waiting = Math.max(0, newestEnd.getAsLong() - position.orElse(Long.MAX_VALUE));
    if (waiting == 0) {
      return with(
          new LagVerdict(
              LagStatus.OK,
              "Nothing waits; reading has not been tried for %d s.".formatted(seconds)),
          newestEnd,
          OptionalLong.of(0));
    }
    OptionalLong waits =
        progress == ProgressClock.NONE
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(0, now - progress));
    // Burrow: who has been silent for longer than it took to fill the window will not come back.
    boolean stopped = silent > Math.max(span, LagRules.LEAST_SPAN_NANOS);
    return with(
        stopped
            ? new LagVerdict(
                LagStatus.STOP,
                "%s; reading has not been tried for %d s."
                    .formatted(LagRules.waiting(waiting), seconds))
            : new LagVerdict(
                LagStatus.UNKNOWN, "Reading has not been tried for %d s.".formatted(seconds)),
        newestEnd,
        waits);
  }

  /// Where nobody knows what became of it since, a trend says nothing.
  private PartitionLag with(LagVerdict later, OptionalLong newestEnd, OptionalLong waits) {
    return new PartitionLag(
        topic,
        partition,
        later,
        position,
        start,
        newestEnd,
        waits,
        later.status() == LagStatus.OK
            ? new Trend(Direction.STEADY, 0, OptionalLong.empty())
            : Trend.UNKNOWN,
        margin,
        canaries,
        progress,
        sampled,
        span,
        curve);
  }
}

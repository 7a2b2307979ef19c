package io.belvedere.ingest.lag;

import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.source.RetentionRule;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// Watches where a partition's log begins, and tells how long what waits is safe. One thread.
///
/// Two things tell. A record that waits was appended no earlier than the last of which we know that
/// all before it was read, so it will not be too old before that time and the topic's
/// `retention.ms` have passed. Where age is not the only rule, or the rule is not known, the pace
/// tells at which the log was deleted so far. Kafka deletes in jumps, so the next one is taken to
/// come at once.
final class DeletionWatch {
  /// A pace is that of at most this time ...
  private static final long REMEMBERED_NANOS = Duration.ofHours(1).toNanos();

  /// ... and at least this, so that the first jump is not taken for the usual.
  private static final long LEAST_NANOS = Duration.ofMinutes(5).toNanos();

  /// Where the log began, when that had changed.
  private final Deque<Jump> jumps = new ArrayDeque<>();

  private long watchedSince;
  private long start = -1;

  private record Jump(long ticks, long to, long by) {}

  /// @param ticks of the clock, nanoseconds
  /// @param start the first offset that Kafka still has
  void begins(long ticks, long start) {
    if (this.start < 0 || start < this.start) {
      // Of a new topic, what was before tells nothing.
      jumps.clear();
      watchedSince = ticks;
    } else if (start > this.start) {
      jumps.addLast(new Jump(ticks, start, start - this.start));
    }
    this.start = start;
    while (!jumps.isEmpty() && ticks - jumps.getFirst().ticks() > REMEMBERED_NANOS) {
      watchedSince = jumps.removeFirst().ticks();
    }
  }

  /// Empty if nobody has said.
  OptionalLong start() {
    return start < 0 ? OptionalLong.empty() : OptionalLong.of(start);
  }

  /// @param ticks of the clock, nanoseconds
  /// @param waits microseconds that the oldest unread record waits at most; empty if that is not
  ///     known
  Margin margin(long ticks, long position, long end, OptionalLong waits, RetentionRule rule) {
    if (start > position) {
      return new Margin.Lost(Math.min(start, Math.max(end, position)) - position);
    }
    if (end <= position) {
      return new Margin.NothingWaits();
    }
    OptionalLong byAge = OptionalLong.empty();
    if (rule.micros().isPresent() && waits.isPresent()) {
      byAge = OptionalLong.of(Math.max(0, rule.micros().getAsLong() - waits.getAsLong()));
    }
    OptionalLong byPace = rule.isByAgeAlone() ? OptionalLong.empty() : byPace(ticks, position);
    if (byAge.isPresent() || byPace.isPresent()) {
      long age = byAge.orElse(Long.MAX_VALUE);
      long pace = byPace.orElse(Long.MAX_VALUE);
      return new Margin.Left(Math.min(age, pace), age <= pace ? How.AGE : How.PACE);
    }
    if (rule.keepsAll()) {
      return new Margin.Unlimited();
    }
    if (!rule.refusal().isEmpty()) {
      return new Margin.Unknown(rule.refusal());
    }
    return new Margin.Unknown(
        rule.isKnown()
            ? "What waits is deleted by size, and nothing was deleted so far."
            : "The topic's retention is not known, and nothing was deleted so far.");
  }

  private OptionalLong byPace(long ticks, long position) {
    if (jumps.isEmpty()) {
      return OptionalLong.empty();
    }
    long deleted = jumps.stream().mapToLong(Jump::by).sum();
    long largest = jumps.stream().mapToLong(Jump::by).max().orElse(0);
    double perMicro = deleted / (Math.max(ticks - watchedSince, LEAST_NANOS) / 1e3);
    double left = Math.max(0, position - start - largest) / perMicro;
    return OptionalLong.of((long) Math.min(left, Micros.LATEST));
  }
}

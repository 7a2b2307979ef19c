package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.Journal;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What Kafka has lost before it was read: told offset by offset, and a hole in the history. Feed
/// thread only.
final class Losses {
  private static final int GAPS_KEPT = 100;

  /// A crash costs the history a second; progress is written down apart from it.
  private static final long MOST_LOST_IN_A_CRASH = 10 * Micros.PER_SECOND;

  private final Map<PartitionId, OffsetIntervals> read;
  private final SlabStore history;
  private final Journal journal;
  private final ProgressClock progress;
  private final Backfill backfill;
  private final Clock clock;
  private final long startedAt;
  private List<Gap> newest = List.of();

  /// @param read which offsets of each partition have been applied
  /// @param startedAt microseconds UTC
  Losses(
      Map<PartitionId, OffsetIntervals> read,
      SlabStore history,
      Journal journal,
      ProgressClock progress,
      Backfill backfill,
      Clock clock,
      long startedAt) {
    this.read = read;
    this.history = history;
    this.journal = journal;
    this.progress = progress;
    this.backfill = backfill;
    this.clock = clock;
    this.startedAt = startedAt;
  }

  /// What is missing lies between the last that was seen of the partition and now.
  void note(Gap gap) {
    long seen = progress.progress(gap.partition().partition());
    long now = clock.now();
    if (seen != ProgressClock.NONE && seen < now) {
      lose(seen, now);
    }
    if (gap.cause() == Gap.Cause.TRUNCATED) {
      OffsetIntervals applied = read.get(gap.partition());
      if (applied != null) {
        applied.truncate(gap.to());
        journal.truncated(gap.partition(), gap.to());
      }
    }
    report(gap);
  }

  /// Tells of a gap whose time is found out otherwise.
  void report(Gap gap) {
    newest = Stream.concat(Stream.of(gap), newest.stream()).limit(GAPS_KEPT).toList();
  }

  /// The topic that an earlier run has read is another one now. Nobody knows how long the one
  /// before went on, nor whether this one has begun at once.
  void recreated() {
    lastSeen().ifPresent(from -> lose(from, clock.now()));
  }

  /// The newest first, a hundred at most.
  List<Gap> newest() {
    return newest;
  }

  /// Until when everything that an earlier run has received is here. If there is a partition of
  /// which nobody knows how far it was read, only what is in slabs is taken for complete.
  long complete() {
    long told = progress.leastProgressAt(startedAt);
    return told == ProgressClock.NONE ? Micros.EARLIEST : told - MOST_LOST_IN_A_CRASH;
  }

  /// Until when an earlier run has read, as far as can be told.
  private Optional<Long> lastSeen() {
    long told = progress.leastProgressAt(startedAt);
    return told != ProgressClock.NONE
        ? Optional.of(told - MOST_LOST_IN_A_CRASH)
        : history.covered().map(covered -> covered.to() - Micros.PER_MINUTE);
  }

  private void lose(long from, long to) {
    TimeRange hole = new TimeRange(from, to);
    history.hole(hole);
    backfill.givesUp(hole);
  }
}

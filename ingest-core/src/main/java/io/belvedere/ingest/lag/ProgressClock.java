package io.belvedere.ingest.lag;

import java.util.Arrays;

/// Up to when everything that was sent to each partition of a topic has been seen.
///
/// That is the later of two: the append time of the last record read, and the time at which the end
/// offsets were asked for that our position has reached. So an idle partition progresses as long as
/// the broker answers, and one that we cannot reach stands.
///
/// The feed thread writes; any thread may read. Every change is kept in memory, so that liveness
/// can be judged for any instant of the past as it was judged then.
///
/// Append times are the broker's and the others ours: the two clocks must agree to a second or so.
public final class ProgressClock {
  /// Nothing has been seen yet.
  public static final long NONE = Long.MIN_VALUE;

  private volatile Partition[] partitions = {};

  /// Makes room for partitions 0 to `count` - 1.
  public void ensure(int count) {
    int known = partitions.length;
    if (count > known) {
      Partition[] more = Arrays.copyOf(partitions, count);
      for (int i = known; i < count; i++) {
        more[i] = new Partition();
      }
      partitions = more;
    }
  }

  /// Records have been read. It is enough to tell the last of those that one poll gave.
  ///
  /// @param position the next offset that will be read
  /// @param appendTime of the last record, microseconds UTC
  /// @param now microseconds UTC
  public void read(int partition, long position, long appendTime, long now) {
    ensure(partition + 1);
    partitions[partition].read(position, appendTime, now);
  }

  /// The position stands elsewhere without a record: where reading begins, or behind what is not
  /// for us (such as the end of a transaction).
  ///
  /// @param now microseconds UTC
  public void positioned(int partition, long position, long now) {
    ensure(partition + 1);
    partitions[partition].read(position, NONE, now);
  }

  /// The broker has said where the partition ends.
  ///
  /// @param end the offset behind the last record
  /// @param askedAt when the question was sent, microseconds UTC; [#NONE] if reaching that end does
  ///     not mean that everything has been seen
  /// @param now microseconds UTC
  public void probed(int partition, long end, long askedAt, long now) {
    ensure(partition + 1);
    partitions[partition].probed(end, askedAt, now);
  }

  public int partitions() {
    return partitions.length;
  }

  /// Microseconds UTC; [#NONE] if nothing has been seen yet.
  public long progress(int partition) {
    Partition[] all = partitions;
    return partition < all.length ? all[partition].progress : NONE;
  }

  /// All partitions' progress at once, by partition number.
  public long[] progress() {
    return Arrays.stream(partitions).mapToLong(p -> p.progress).toArray();
  }

  /// That of the partition which is furthest behind; [#NONE] if there is one of which nothing has
  /// been seen, or none at all.
  public long leastProgress() {
    return Arrays.stream(partitions).mapToLong(p -> p.progress).min().orElse(NONE);
  }

  /// What the progress was at an instant, to about a second. Before we were there to see it: that
  /// instant itself, as far as the partition has been read since.
  public long progressAt(long t, int partition) {
    Partition[] all = partitions;
    return partition < all.length ? all[partition].at(t) : NONE;
  }

  /// What all partitions' progress was at an instant, by partition number.
  public long[] progressAt(long t) {
    return Arrays.stream(partitions).mapToLong(p -> p.at(t)).toArray();
  }

  private static final class Partition {
    private final ProgressJournal journal = new ProgressJournal();
    private volatile long progress = NONE;

    // The writer's. An end that was beyond our position when we heard of it counts once the
    // position gets there.
    private long position = Long.MIN_VALUE;
    private long promisedEnd = Long.MAX_VALUE;
    private long promisedAt = NONE;

    void read(long position, long appendTime, long now) {
      this.position = position;
      advance(position >= promisedEnd ? Math.max(appendTime, promisedAt) : appendTime, now);
    }

    void probed(long end, long askedAt, long now) {
      // A later promise replaces one that was kept, or that can no longer be; one that is still to
      // be reached stays, or else a partition that is always a record behind would never progress.
      if (position >= promisedEnd || end < promisedEnd) {
        promisedEnd = end;
        promisedAt = askedAt;
      }
      advance(position >= end ? askedAt : NONE, now);
    }

    private void advance(long to, long now) {
      if (to > progress) {
        progress = to;
      }
      journal.note(now, progress);
    }

    long at(long t) {
      long then = journal.at(t);
      return then == NONE ? Math.min(t, progress) : then;
    }
  }
}

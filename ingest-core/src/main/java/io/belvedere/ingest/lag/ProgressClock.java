package io.belvedere.ingest.lag;

import io.belvedere.ingest.history.ProgressMark;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to when everything that was sent to each partition of a topic has been seen.
///
/// That is the later of two: the append time of the last record read, and the time at which the end
/// offsets were asked for that our position has reached. So an idle partition progresses as long as
/// the broker answers, and one that we cannot reach stands.
///
/// The feed thread writes; any thread may read. Every change is kept in memory, so that liveness
/// can be judged for any instant of the past as it was judged then; [#marks] tells it to whoever
/// keeps it for the next run.
///
/// Append times are the broker's and the others ours: the two clocks must agree to a second or so.
public final class ProgressClock {
  /// Nothing has been seen yet.
  public static final long NONE = Long.MIN_VALUE;

  private final long kept;
  private volatile Partition[] partitions = {};

  /// What an earlier run has left, of partitions that this one need not have.
  private volatile Partition[] earlier = {};

  /// Keeps everything.
  public ProgressClock() {
    this(Micros.LATEST);
  }

  /// @param kept for how long the past is kept, microseconds
  public ProgressClock(long kept) {
    this.kept = kept;
  }

  /// Begins with what an earlier run has told, in its order. It is about the past alone: nothing
  /// has been seen yet.
  ///
  /// @param now microseconds UTC; what was told at a later time was told by a wrong clock
  public void restore(List<ProgressMark> marks, long now) {
    for (ProgressMark mark : marks) {
      if (mark.from() <= now) {
        if (mark.partition() >= earlier.length) {
          earlier = grown(earlier, mark.partition() + 1);
        }
        earlier[mark.partition()].journal.restore(mark);
      }
    }
  }

  /// What has changed since the last call. The writer's thread.
  ///
  /// @param seen whether to tell as well how far each partition has got
  public List<ProgressMark> marks(boolean seen) {
    List<ProgressMark> marks = new ArrayList<>();
    Partition[] all = partitions;
    for (int i = 0; i < all.length; i++) {
      all[i].journal.tell(i, seen, marks);
    }
    return marks;
  }

  /// Everything that is kept. The writer's thread.
  public List<ProgressMark> allMarks() {
    List<ProgressMark> marks = new ArrayList<>();
    Partition[] all = known();
    for (int i = 0; i < all.length; i++) {
      all[i].journal.tellAll(i, marks);
    }
    return marks;
  }

  /// Makes room for partitions 0 to `count` - 1.
  public void ensure(int count) {
    if (count > partitions.length) {
      partitions = grown(partitions, count);
    }
  }

  private Partition[] grown(Partition[] from, int count) {
    Partition[] more = Arrays.copyOf(from, count);
    for (int i = from.length; i < count; i++) {
      more[i] = i < earlier.length ? earlier[i] : new Partition(kept);
    }
    return more;
  }

  /// The partitions that there are, or as long as nobody has said which, those that there were.
  private Partition[] known() {
    Partition[] all = partitions;
    return all.length == 0 ? earlier : all;
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
    Partition[] all = known();
    return partition < all.length ? all[partition].at(t) : NONE;
  }

  /// What all partitions' progress was at an instant, by partition number.
  public long[] progressAt(long t) {
    return Arrays.stream(known()).mapToLong(p -> p.at(t)).toArray();
  }

  /// What it was at an instant of the partition that was furthest behind; [#NONE] if there was one
  /// of which nothing had been seen, or none at all.
  public long leastProgressAt(long t) {
    return Arrays.stream(known()).mapToLong(p -> p.at(t)).min().orElse(NONE);
  }

  private static final class Partition {
    private final ProgressJournal journal;
    private volatile long progress = NONE;

    // The writer's. An end that was beyond our position when we heard of it counts once the
    // position gets there.
    private long position = Long.MIN_VALUE;
    private long promisedEnd = Long.MAX_VALUE;
    private long promisedAt = NONE;

    Partition(long kept) {
      this.journal = new ProgressJournal(kept);
    }

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
      return then == NONE ? Math.min(t, Math.max(progress, journal.last())) : then;
    }
  }
}

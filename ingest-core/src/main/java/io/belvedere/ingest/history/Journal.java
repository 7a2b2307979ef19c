package io.belvedere.ingest.history;

import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The feed thread's side of the disk: what it has done is packed into buffers, and these are left
/// for [HistoryDisk]. It never waits. Where the disk cannot follow, a buffer is emptied instead:
/// its offsets are not written down, so what was in it is read from Kafka again after a restart.
public final class Journal {
  private static final long HAND_OVER_NANOS = 200_000_000;
  private static final long HAND_OVER_BYTES = 1 << 20;

  /// Waiting for the disk, at most.
  private static final long MOST_BYTES = 64L << 20;

  /// Buffers that wait to be filled again, at most: as many as are on their way while the disk
  /// follows.
  private static final int MOST_EMPTY = 8;

  private final @Nullable Queue<DiskTask> tasks;
  private final Queue<DiskTask.Rounds> empty = new ConcurrentLinkedQueue<>();
  private final AtomicInteger emptied = new AtomicInteger();

  /// Apart from all tasks: what does not fit any more when the disk comes to it waits for nobody.
  private final AtomicReference<@Nullable Sealing> toPack = new AtomicReference<>();

  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final List<DiskTask> inserted = new ArrayList<>();
  private DiskTask.Rounds current = new DiskTask.Rounds();
  private int named;
  private long handedOver;

  Journal(@Nullable Queue<DiskTask> tasks) {
    this.tasks = tasks;
    current.clear();
  }

  /// Keeps nothing.
  public static Journal none() {
    return new Journal(null);
  }

  /// Tells how many datastreams the disk knows by name.
  void begin(int named) {
    this.named = named;
  }

  void head(int datastream, Entry entry) {
    if (tasks != null) {
      current.head.put(datastream, entry);
      current.newest = Math.max(current.newest, entry.eventTime());
    }
  }

  /// One that is not quarantined.
  void head(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    if (tasks != null) {
      current.head.put(datastream, eventTime, receiveTime, value, flags, epoch, sequence);
      current.newest = Math.max(current.newest, eventTime);
    }
  }

  void late(int datastream, Entry entry) {
    if (tasks != null) {
      current.late.put(datastream, entry);
    }
  }

  void sealed(SlabFrame frame, Segment segment) {
    if (tasks != null) {
      handOver();
      tasks.add(new DiskTask.Kept(frame, segment, /* sealed= */ true));
    }
  }

  /// Goes with the round, behind the names of its datastreams and whatever else belongs to it.
  void inserted(SlabFrame frame, Segment segment) {
    if (tasks != null) {
      inserted.add(new DiskTask.Kept(frame, segment, /* sealed= */ false));
    }
  }

  /// Whether anything is kept.
  boolean keeps() {
    return tasks != null;
  }

  void merge(Merge merge) {
    if (tasks != null) {
      handOver();
      tasks.add(new DiskTask.Merged(merge));
    }
  }

  /// Leaves stretches for the disk's thread to pack, in place of those that were left before; null
  /// for none.
  void pack(@Nullable Sealing sealing) {
    toPack.set(sealing);
  }

  /// What is to be packed, once; null if nothing is. Disk thread.
  @Nullable Sealing takeToPack() {
    return toPack.getAndSet(null);
  }

  /// Tells all that could not be received. It is ahead of what the round has brought, so that a
  /// crash leaves no offsets behind it that count as applied, and it not.
  void holes(TimeRanges all) {
    if (tasks != null) {
      tasks.add(new DiskTask.Holes(all));
    }
  }

  /// Tells that the head begins at `boundary` from here on.
  void begun(long boundary) {
    if (tasks != null) {
      handOver();
      tasks.add(new DiskTask.Begun(boundary));
    }
  }

  /// Tells which records of a partition have been applied: from `from` on and before `next`.
  public void read(PartitionId partition, long from, long next) {
    if (tasks != null && from < next) {
      current.read.add(new DiskTask.Read(partition, from, next));
    }
  }

  /// Tells that what was applied of a partition from `offset` on is something else in Kafka now.
  public void truncated(PartitionId partition, long offset) {
    if (tasks != null) {
      current.read.add(new DiskTask.Read(partition, offset, offset));
    }
  }

  /// Ends a round: all that was told since the last one belongs together.
  ///
  /// @param names of all datastreams, by number
  /// @param ticks nanoseconds, see [io.belvedere.ingest.time.Clock]
  public void endRound(List<String> names, long ticks) {
    if (tasks == null) {
      return;
    }
    if (names.size() > named) {
      current.names.addAll(names.subList(named, names.size()));
      named = names.size();
    }
    // Ticks begin anywhere, also far below 0.
    long since = ticks - handedOver;
    if (!inserted.isEmpty()
        || current.bytes() >= HAND_OVER_BYTES
        || since >= HAND_OVER_NANOS
        || since < 0) {
      handedOver = ticks;
      handOver();
    }
  }

  /// Leaves what there is for the disk now.
  public void handOver() {
    if (tasks != null) {
      if (!current.isEmpty()) {
        handOver(tasks);
      }
      tasks.addAll(inserted);
      inserted.clear();
    }
  }

  private void handOver(Queue<DiskTask> tasks) {
    if (waiting.get() > MOST_BYTES) {
      leftOut.addAndGet(current.head.count() + (long) current.late.count());
      List<String> names = List.copyOf(current.names);
      current.clear();
      current.names.addAll(names);
      return;
    }
    waiting.addAndGet(current.bytes());
    tasks.add(current);
    DiskTask.Rounds next = empty.poll();
    if (next == null) {
      current = new DiskTask.Rounds();
      current.clear();
    } else {
      emptied.decrementAndGet();
      current = next;
    }
  }

  /// Takes a buffer back. Disk thread.
  void recycle(DiskTask.Rounds rounds) {
    waiting.addAndGet(-rounds.bytes());
    rounds.clear();
    // Only this thread adds to them.
    if (emptied.get() < MOST_EMPTY) {
      emptied.incrementAndGet();
      empty.add(rounds);
    }
  }

  /// Bytes of the buffers that wait to be filled again. Any thread.
  long emptyBytes() {
    return empty.stream().mapToLong(DiskTask.Rounds::room).sum();
  }

  /// How many observations the disk could not follow with. Any thread.
  public long leftOut() {
    return leftOut.get();
  }
}

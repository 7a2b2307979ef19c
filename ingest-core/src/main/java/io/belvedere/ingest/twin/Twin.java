package io.belvedere.ingest.twin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The newest observation of every datastream, in columns.
///
/// # Hand-off
/// One thread writes, any thread copies, nobody waits. Each row has a stamp.
///
/// The writer
/// 1. makes the stamp odd,
/// 2. fences, so that no part of the row is written before that is seen,
/// 3. writes the row,
/// 4. makes the stamp even with release, so that all of the row is written before that is seen.
///
/// A reader
/// 1. reads the stamp with acquire and starts again if it is odd,
/// 2. copies the row,
/// 3. fences, so that no part of the row is read after this,
/// 4. reads the stamp again and starts again if it has changed.
///
/// So a copied row is one that was whole: never a new time with an old value. Rows are copied one
/// after the other; two rows of one copy may be some observations apart, as they are in the log.
///
/// Each row that was written is put down in a [ChangeLog], so that a copy of before is brought up
/// to date by copying only those.
///
/// When it grows, the writer publishes larger arrays; who still reads the smaller ones sees the
/// rows as they were then, which nobody writes any more.
public final class Twin {
  private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(int[].class);

  private volatile Rows rows = new Rows();
  private volatile int size;

  /// Adds rows, of which nothing is known yet, so that there are at least `size`. Writer only.
  public void ensure(int size) {
    if (size > this.size) {
      Rows current = rows;
      if (size > current.stamp.length) {
        rows = current.grownTo(Math.max(size, current.stamp.length * 2));
      }
      this.size = size;
    }
  }

  /// Takes an observation if it is newer than what is there. Writer only; in the order of the log
  /// within a partition.
  ///
  /// @param eventTime microseconds UTC
  /// @param receiveTime microseconds UTC
  /// @param flags see [Flags]
  /// @return false if a newer one is there already, or one with the same times that was received
  ///     later
  public boolean apply(
      int datastream,
      int partition,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    ensure(datastream + 1);
    Rows r = rows;
    if (r.eventTime[datastream] != DistrictState.NONE) {
      int order =
          Order.compare(
              eventTime,
              epoch,
              sequence,
              r.eventTime[datastream],
              r.epoch[datastream],
              r.sequence[datastream]);
      if (order < 0 || (order == 0 && receiveTime < r.receiveTime[datastream])) {
        return false;
      }
    }
    int stamp = r.stamp[datastream];
    STAMP.setOpaque(r.stamp, datastream, stamp + 1);
    VarHandle.storeStoreFence();
    r.eventTime[datastream] = eventTime;
    r.receiveTime[datastream] = receiveTime;
    r.value[datastream] = value;
    r.flags[datastream] = flags;
    r.partition[datastream] = partition;
    STAMP.setRelease(r.stamp, datastream, stamp + 2);
    r.epoch[datastream] = epoch;
    r.sequence[datastream] = sequence;
    r.changes.add(datastream);
    return true;
  }

  /// The event time of the newest observation, [DistrictState#NONE] if there is none. Writer only.
  public long newest(int datastream) {
    Rows r = rows;
    return datastream < r.stamp.length ? r.eventTime[datastream] : DistrictState.NONE;
  }

  /// How many datastreams there is room for.
  public int size() {
    return size;
  }

  /// Has `out` say of every row what is here; does not touch its progress. Of what was copied from
  /// here before, and not filled otherwise since, only those rows are copied that have changed.
  ///
  /// @param instant of which it is the state, microseconds UTC
  public void copyTo(DistrictState out, long instant) {
    int count = size;
    Rows r = rows;
    long upTo = r.changes.mark();
    boolean copied =
        out.isCopyOf(r, count) && r.changes.forEachSince(out.copied(), row -> r.settle(row, out));
    if (!copied) {
      out.reset(instant, count);
      for (int i = 0; i < count; i++) {
        r.settle(i, out);
      }
    }
    out.copiedFrom(r, upTo, instant);
  }

  /// Copies the partition of every datastream into `out`, where the rest of the state comes from
  /// elsewhere.
  public void copyPartitionsTo(DistrictState out) {
    Rows r = rows;
    int count = Math.min(out.size(), r.stamp.length);
    for (int i = 0; i < count; i++) {
      out.setPartition(i, r.partition[i]);
    }
  }

  /// The columns of one size.
  private static final class Rows {
    final int[] stamp;
    final long[] eventTime;
    final long[] receiveTime;
    final double[] value;
    final int[] flags;
    final int[] partition;

    // Known to the writer alone.
    final long[] epoch;
    final long[] sequence;

    /// Of these arrays alone: whoever followed smaller ones copies all rows.
    final ChangeLog changes;

    Rows() {
      this(
          new int[0],
          new long[0],
          new long[0],
          new double[0],
          new int[0],
          new int[0],
          new long[0],
          new long[0]);
    }

    private Rows(
        int[] stamp,
        long[] eventTime,
        long[] receiveTime,
        double[] value,
        int[] flags,
        int[] partition,
        long[] epoch,
        long[] sequence) {
      this.stamp = stamp;
      this.eventTime = eventTime;
      this.receiveTime = receiveTime;
      this.value = value;
      this.flags = flags;
      this.partition = partition;
      this.epoch = epoch;
      this.sequence = sequence;
      this.changes = new ChangeLog(stamp.length, 0);
    }

    Rows grownTo(int length) {
      Rows grown =
          new Rows(
              Arrays.copyOf(stamp, length),
              Arrays.copyOf(eventTime, length),
              Arrays.copyOf(receiveTime, length),
              Arrays.copyOf(value, length),
              Arrays.copyOf(flags, length),
              Arrays.copyOf(partition, length),
              Arrays.copyOf(epoch, length),
              Arrays.copyOf(sequence, length));
      Arrays.fill(grown.eventTime, stamp.length, length, DistrictState.NONE);
      return grown;
    }

    /// Copies one row as soon as it is whole.
    void settle(int i, DistrictState out) {
      while (!copy(i, out)) {
        Thread.onSpinWait();
      }
    }

    /// Copies one row; false if it was being written meanwhile.
    boolean copy(int i, DistrictState out) {
      int before = (int) STAMP.getAcquire(stamp, i);
      if ((before & 1) != 0) {
        return false;
      }
      long copiedEventTime = eventTime[i];
      long copiedReceiveTime = receiveTime[i];
      double copiedValue = value[i];
      int copiedFlags = flags[i];
      int copiedPartition = partition[i];
      VarHandle.loadLoadFence();
      if ((int) STAMP.getOpaque(stamp, i) != before) {
        return false;
      }
      if (copiedEventTime != DistrictState.NONE) {
        out.set(i, copiedEventTime, copiedReceiveTime, copiedValue, copiedFlags);
        out.setPartition(i, copiedPartition);
      }
      return true;
    }
  }
}

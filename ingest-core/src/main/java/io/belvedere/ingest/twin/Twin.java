package io.belvedere.ingest.twin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The newest observation of every datastream, in rows: what an observation is compared with and
/// what it writes over is one stretch of memory, however many datastreams there are.
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
  private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);

  // Where in a row, which is as long as a cache line and begins with its stamp, each part stands.
  private static final int EVENT_TIME = 1;
  private static final int RECEIVE_TIME = 2;
  private static final int VALUE = 3;

  /// The partition in the upper half, the flags in the lower.
  private static final int MARKS = 4;

  // Known to the writer alone.
  private static final int EPOCH = 5;
  private static final int SEQUENCE = 6;

  private static final int STRIDE = 8;

  private volatile Rows rows = new Rows();
  private volatile int size;

  /// Adds rows, of which nothing is known yet, so that there are at least `size`. Writer only.
  public void ensure(int size) {
    if (size > this.size) {
      Rows current = rows;
      if (size > current.length()) {
        rows = current.grownTo(Math.max(size, current.length() * 2));
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
    long[] cells = r.cells;
    int row = datastream * STRIDE;
    if (cells[row + EVENT_TIME] != DistrictState.NONE) {
      int order =
          Order.compare(
              eventTime,
              epoch,
              sequence,
              cells[row + EVENT_TIME],
              cells[row + EPOCH],
              cells[row + SEQUENCE]);
      if (order < 0 || (order == 0 && receiveTime < cells[row + RECEIVE_TIME])) {
        return false;
      }
    }
    long stamp = cells[row];
    STAMP.setOpaque(cells, row, stamp + 1);
    VarHandle.storeStoreFence();
    cells[row + EVENT_TIME] = eventTime;
    cells[row + RECEIVE_TIME] = receiveTime;
    cells[row + VALUE] = Double.doubleToRawLongBits(value);
    cells[row + MARKS] = (long) partition << Integer.SIZE | Integer.toUnsignedLong(flags);
    STAMP.setRelease(cells, row, stamp + 2);
    cells[row + EPOCH] = epoch;
    cells[row + SEQUENCE] = sequence;
    r.changes.add(datastream);
    return true;
  }

  /// The event time of the newest observation, [DistrictState#NONE] if there is none. Writer only.
  public long newest(int datastream) {
    Rows r = rows;
    return datastream < r.length() ? r.cells[datastream * STRIDE + EVENT_TIME] : DistrictState.NONE;
  }

  /// Looks at the row that the next observation of this datastream will touch, so that it is near
  /// then. Writer only.
  ///
  /// @return anything
  public long fetch(int datastream) {
    Rows r = rows;
    return datastream < r.length() ? r.cells[datastream * STRIDE] : 0;
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
    int count = Math.min(out.size(), r.length());
    for (int i = 0; i < count; i++) {
      out.setPartition(i, partition(r.cells[i * STRIDE + MARKS]));
    }
  }

  private static int partition(long marks) {
    return (int) (marks >> Integer.SIZE);
  }

  /// The rows of one size.
  private static final class Rows {
    final long[] cells;

    /// Of these rows alone: whoever followed fewer copies all.
    final ChangeLog changes;

    Rows() {
      this(new long[0]);
    }

    private Rows(long[] cells) {
      this.cells = cells;
      this.changes = new ChangeLog(length(), 0);
    }

    int length() {
      return cells.length / STRIDE;
    }

    Rows grownTo(int length) {
      Rows grown = new Rows(Arrays.copyOf(cells, length * STRIDE));
      for (int row = cells.length; row < grown.cells.length; row += STRIDE) {
        grown.cells[row + EVENT_TIME] = DistrictState.NONE;
      }
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
      int row = i * STRIDE;
      long before = (long) STAMP.getAcquire(cells, row);
      if ((before & 1) != 0) {
        return false;
      }
      long eventTime = cells[row + EVENT_TIME];
      long receiveTime = cells[row + RECEIVE_TIME];
      double value = Double.longBitsToDouble(cells[row + VALUE]);
      long marks = cells[row + MARKS];
      VarHandle.loadLoadFence();
      if ((long) STAMP.getOpaque(cells, row) != before) {
        return false;
      }
      if (eventTime != DistrictState.NONE) {
        out.set(i, eventTime, receiveTime, value, (int) marks);
        out.setPartition(i, partition(marks));
      }
      return true;
    }
  }
}

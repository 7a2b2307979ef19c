package io.belvedere.ingest.twin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntConsumer;

/// Which rows were changed, one after the other, as far back as there is room: who has seen all up
/// to a mark is told what has changed since, without looking at every row. One thread writes, any
/// thread asks, nobody waits.
///
/// The writer puts the row down before it moves the mark, and fences before it puts down the next
/// one. So a reader who finds, after it has read, that the mark is less than a round ahead has read
/// what was meant for it.
final class ChangeLog {
  private static final VarHandle MARK;

  static {
    try {
      MARK = MethodHandles.lookup().findVarHandle(ChangeLog.class, "mark", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// As many as a power of two.
  private final int[] rows;

  /// Nothing is known of changes before.
  private long first;

  @SuppressWarnings("FieldMayBeFinal") // written through MARK
  private long mark;

  /// @param room how many changes are remembered at least
  /// @param first the mark before the first change
  ChangeLog(int room, long first) {
    this.rows = new int[Integer.highestOneBit(Math.max(room, 1)) << 1];
    this.first = first;
    this.mark = first;
  }

  /// How many changes are remembered.
  int room() {
    return rows.length - 1;
  }

  /// Writer only.
  void add(int row) {
    long next = mark;
    VarHandle.storeStoreFence();
    rows[(int) next & (rows.length - 1)] = row;
    MARK.setRelease(this, next + 1);
  }

  /// Has nobody rely on what was seen so far. Only where nobody asks meanwhile.
  void forget() {
    mark++;
    first = mark;
  }

  /// What has been seen by whoever reads all rows after this call.
  long mark() {
    return (long) MARK.getAcquire(this);
  }

  /// Shows every row that was changed after `seen`, as often as it was. A reader beside the writer
  /// may be shown rows that have not changed.
  ///
  /// @param seen as it was given by [#mark]
  /// @return whether all of them are still known; if not, any row may have changed
  boolean forEachSince(long seen, IntConsumer row) {
    long now = mark();
    if (seen < first || now - seen > room()) {
      return false;
    }
    for (long i = seen; i < now; i++) {
      row.accept(rows[(int) i & (rows.length - 1)]);
    }
    VarHandle.loadLoadFence();
    return (long) MARK.getOpaque(this) - seen <= room();
  }
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// All observations of a district in one stretch of event time, beside the state of every
/// datastream at its beginning: the keyframe. So the state at any instant is one walk through one
/// slab. Immutable; any thread may read, each with a [BlockReader] of its own.
///
/// ```
/// keyframe   times, receive times, values, flags: a column each, by dense number
/// directory  where the first block of each datastream begins, and how many observations it has
/// blocks     by dense number, then by event time
/// ```
///
/// @param from the first instant of the stretch, a whole millisecond in microseconds UTC
/// @param to the first instant behind it
/// @param datastreams how many the keyframe has
/// @param memory the columns as above, with the padding that blocks need
record Slab(long from, long to, int datastreams, long size, MemorySegment memory) {
  private static final ValueLayout.OfLong LONG = BlockWriter.WORD;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LONG.order());
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(LONG.order());

  /// Bytes of keyframe and directory for each datastream.
  static final int FIXED = 3 * Long.BYTES + 3 * Integer.BYTES;

  /// Fills `out` with the state at `t`, which lies within the slab, or later if nothing is known
  /// that is newer than the slab. Datastreams that are younger than the slab stay as they are.
  void latestAt(long t, BlockReader reader, DistrictState out) {
    int count = Math.min(datastreams, out.size());
    for (int d = 0; d < count; d++) {
      int left = memory.get(INT, directory(d) + Integer.BYTES);
      boolean found = left > 0 && seek(t, memory.get(INT, directory(d)), left, reader);
      if (found) {
        out.set(d, reader.eventTime(), reader.receiveTime(), reader.value(), reader.flags());
      } else {
        copyKeyframe(d, out);
      }
    }
  }

  /// Has the reader stand at the last observation not after `t`.
  private boolean seek(long t, long first, int all, BlockReader reader) {
    long at = first;
    int left = all;
    long last = -1;
    int lastCount = 0;
    while (left > 0) {
      int count = Math.min(left, BlockWriter.MOST);
      reader.open(memory, at, count, from);
      if (reader.firstTime() > t) {
        break;
      }
      last = at;
      lastCount = count;
      at = reader.end();
      left -= count;
    }
    if (last < 0) {
      return false;
    }
    if (left > 0) {
      reader.open(memory, last, lastCount, from);
    }
    return reader.seek(t);
  }

  private void copyKeyframe(int d, DistrictState out) {
    long time = memory.get(LONG, (long) d * Long.BYTES);
    if (time != DistrictState.NONE) {
      out.set(
          d,
          time,
          memory.get(LONG, receiveTimes() + (long) d * Long.BYTES),
          memory.get(DOUBLE, values() + (long) d * Long.BYTES),
          memory.get(INT, flags() + (long) d * Integer.BYTES));
    }
  }

  private long receiveTimes() {
    return (long) datastreams * Long.BYTES;
  }

  private long values() {
    return 2L * datastreams * Long.BYTES;
  }

  private long flags() {
    return 3L * datastreams * Long.BYTES;
  }

  private long directory(int d) {
    return flags() + (long) datastreams * Integer.BYTES + 2L * d * Integer.BYTES;
  }

  /// Fills the fixed part.
  void setKeyframe(int d, long eventTime, long receiveTime, double value, int flags) {
    memory.set(LONG, (long) d * Long.BYTES, eventTime);
    memory.set(LONG, receiveTimes() + (long) d * Long.BYTES, receiveTime);
    memory.set(DOUBLE, values() + (long) d * Long.BYTES, value);
    memory.set(INT, flags() + (long) d * Integer.BYTES, flags);
  }

  void setDirectory(int d, int start, int count) {
    memory.set(INT, directory(d), start);
    memory.set(INT, directory(d) + Integer.BYTES, count);
  }
}

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
/// @param from the first instant of the stretch, a whole second in microseconds UTC
/// @param to the first instant behind it, a whole second
/// @param datastreams how many the keyframe has
/// @param size observations
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
      if (seek(d, t, reader)) {
        set(d, reader, out);
      } else {
        copyKeyframe(d, out);
      }
    }
  }

  /// Sets in `out` what had been received by `known` about one datastream at `t`, which lies within
  /// the slab or later.
  ///
  /// @return [DistrictState#NONE] if that is all there is to say. Otherwise the state at the
  ///     beginning was received only later; it came with this event time, and what had been
  ///     received of that time stands in an older slab
  long asKnown(int d, long t, long known, BlockReader reader, DistrictState out) {
    if (d >= datastreams) {
      return DistrictState.NONE;
    }
    if (seek(d, t, reader)) {
      // Nearly always what holds had been received, or the one before.
      while (reader.receiveTime() > known && reader.back()) {}
      if (reader.receiveTime() <= known) {
        set(d, reader, out);
        return DistrictState.NONE;
      }
      if (setReceivedBy(known, d, t, reader, out)) {
        return DistrictState.NONE;
      }
    }
    if (eventTime(d) != DistrictState.NONE && receiveTime(d) > known) {
      return eventTime(d);
    }
    copyKeyframe(d, out);
    return DistrictState.NONE;
  }

  /// Goes forward through all not after `t`; the last that is set is the one that stays.
  private boolean setReceivedBy(long known, int d, long t, BlockReader reader, DistrictState out) {
    boolean found = false;
    Blocks blocks = new Blocks(this, d, reader);
    while (blocks.next() && reader.eventTime() <= t) {
      if (reader.receiveTime() <= known) {
        set(d, reader, out);
        found = true;
      }
    }
    return found;
  }

  private static void set(int d, BlockReader reader, DistrictState out) {
    out.set(d, reader.eventTime(), reader.receiveTime(), reader.value(), reader.flags());
  }

  /// Has the reader stand at a datastream's last observation in the slab not after `t`.
  ///
  /// @return false if there is none
  boolean seek(int d, long t, BlockReader reader) {
    int left = count(d);
    if (left == 0) {
      return false;
    }
    long at = start(d);
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

  /// Whether a datastream has an observation with this event time and value here.
  boolean contains(int d, long eventTime, double value, BlockReader reader) {
    long bits = Double.doubleToLongBits(value);
    // One that is sought lies in the block that the seek ends in, or, if many share the event
    // time, in one before.
    if (!seek(d, eventTime, reader) || reader.eventTime() != eventTime) {
      return false;
    }
    if (Double.doubleToLongBits(reader.value()) == bits) {
      return true;
    }
    Blocks blocks = new Blocks(this, d, reader);
    while (blocks.next() && reader.eventTime() <= eventTime) {
      if (reader.eventTime() == eventTime && Double.doubleToLongBits(reader.value()) == bits) {
        return true;
      }
    }
    return false;
  }

  private void copyKeyframe(int d, DistrictState out) {
    long time = eventTime(d);
    if (time != DistrictState.NONE) {
      out.set(d, time, receiveTime(d), value(d), flags(d));
    }
  }

  /// Bytes of keyframe and directory; the blocks begin behind them.
  long fixed() {
    return (long) datastreams * FIXED;
  }

  /// How many observations a datastream has here.
  int count(int d) {
    return d < datastreams ? memory.get(INT, directory(d) + Integer.BYTES) : 0;
  }

  /// Where the first block of a datastream begins that has any.
  long start(int d) {
    return memory.get(INT, directory(d));
  }

  /// Of the observation that holds at the beginning; [DistrictState#NONE] if none does.
  long eventTime(int d) {
    return d < datastreams ? memory.get(LONG, (long) d * Long.BYTES) : DistrictState.NONE;
  }

  long receiveTime(int d) {
    return memory.get(LONG, receiveTimes() + (long) d * Long.BYTES);
  }

  double value(int d) {
    return memory.get(DOUBLE, values() + (long) d * Long.BYTES);
  }

  int flags(int d) {
    return memory.get(INT, allFlags() + (long) d * Integer.BYTES);
  }

  private long receiveTimes() {
    return (long) datastreams * Long.BYTES;
  }

  private long values() {
    return 2L * datastreams * Long.BYTES;
  }

  private long allFlags() {
    return 3L * datastreams * Long.BYTES;
  }

  private long directory(int d) {
    return allFlags() + (long) datastreams * Integer.BYTES + 2L * d * Integer.BYTES;
  }

  /// Fills the fixed part.
  void setKeyframe(int d, long eventTime, long receiveTime, double value, int flags) {
    memory.set(LONG, (long) d * Long.BYTES, eventTime);
    memory.set(LONG, receiveTimes() + (long) d * Long.BYTES, receiveTime);
    memory.set(DOUBLE, values() + (long) d * Long.BYTES, value);
    memory.set(INT, allFlags() + (long) d * Integer.BYTES, flags);
  }

  void setDirectory(int d, int start, int count) {
    memory.set(INT, directory(d), start);
    memory.set(INT, directory(d) + Integer.BYTES, count);
  }
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The state of every datastream at one instant, in columns: event times, receive times, values,
/// flags. Never changed once others may read it; what is learnt later goes into a copy.
///
/// @param datastreams how many have a row
/// @param memory of at least [#bytes]
record Keyframe(int datastreams, MemorySegment memory) {
  private static final ValueLayout.OfLong LONG = BlockWriter.WORD;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LONG.order());
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(LONG.order());

  /// Bytes of a row.
  private static final int ROW = 3 * Long.BYTES + Integer.BYTES;

  /// What a state says, in memory that goes with the last who looks at it.
  static Keyframe of(DistrictState state, int datastreams) {
    Keyframe keyframe =
        new Keyframe(datastreams, Arena.ofAuto().allocate(bytes(datastreams), Long.BYTES));
    for (int d = 0; d < datastreams; d++) {
      keyframe.set(d, state);
    }
    return keyframe;
  }

  static long bytes(int datastreams) {
    return (long) datastreams * ROW;
  }

  /// Of the observation that holds; [DistrictState#NONE] if none does.
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

  void set(int d, long eventTime, long receiveTime, double value, int flags) {
    memory.set(LONG, (long) d * Long.BYTES, eventTime);
    memory.set(LONG, receiveTimes() + (long) d * Long.BYTES, receiveTime);
    memory.set(DOUBLE, values() + (long) d * Long.BYTES, value);
    memory.set(INT, allFlags() + (long) d * Integer.BYTES, flags);
  }

  void set(int d, DistrictState from) {
    if (from.isKnown(d)) {
      set(d, from.eventTime(d), from.receiveTime(d), from.value(d), from.flags(d));
    } else {
      set(d, DistrictState.NONE, DistrictState.NONE, Double.NaN, 0);
    }
  }

  void copyTo(int d, DistrictState out) {
    long time = eventTime(d);
    if (time != DistrictState.NONE) {
      out.set(d, time, receiveTime(d), value(d), flags(d));
    }
  }

  /// Whether both say the same of a datastream.
  boolean isSame(int d, Keyframe other) {
    return eventTime(d) == other.eventTime(d)
        && receiveTime(d) == other.receiveTime(d)
        && flags(d) == other.flags(d)
        && Double.doubleToLongBits(value(d)) == Double.doubleToLongBits(other.value(d));
  }

  /// A copy that may be changed, with room for more datastreams; its memory goes with the last who
  /// looks at it.
  Keyframe copy(int datastreams) {
    Keyframe copy =
        new Keyframe(datastreams, Arena.ofAuto().allocate(bytes(datastreams), Long.BYTES));
    int both = Math.min(datastreams, this.datastreams);
    MemorySegment.copy(memory, 0, copy.memory, 0, (long) both * Long.BYTES);
    MemorySegment.copy(
        memory, receiveTimes(), copy.memory, copy.receiveTimes(), (long) both * Long.BYTES);
    MemorySegment.copy(memory, values(), copy.memory, copy.values(), (long) both * Long.BYTES);
    MemorySegment.copy(
        memory, allFlags(), copy.memory, copy.allFlags(), (long) both * Integer.BYTES);
    for (int d = both; d < datastreams; d++) {
      copy.set(d, DistrictState.NONE, DistrictState.NONE, Double.NaN, 0);
    }
    return copy;
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
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The observations of one datastream in one stretch of time, wherever they are kept, in columns by
/// event time. Used by one thread, for stretch after stretch; its arrays grow and stay.
///
/// Of those with the same event time, one that came too late for its slab stands last; one that
/// yields stands before what was received after it, and before the last that the slab has.
final class Stretch {
  long[] eventTime = new long[256];
  long[] receiveTime = new long[256];
  long[] valueBits = new long[256];
  int[] flags = new int[256];
  int size;

  // What holds when the stretch begins.
  long heldTime;
  long heldReceived;
  long heldBits;
  int heldFlags;

  private final BlockReader reader = new BlockReader();
  private long from;

  /// Takes what is in a slab and what came too late for it.
  ///
  /// @param to where the next stretch begins; behind the end of the slab if what follows is missing
  void load(int datastream, Slab slab, long to, @Nullable Course late) {
    begin(slab.from());
    holdKeyframe(datastream, slab);
    holdIfNewer(late);
    Blocks blocks = reader.blocks(slab, datastream);
    long next = first(late);
    if (late == null || next == Course.NOWHERE || late.eventTime(next) >= to) {
      while (blocks.nextBlock()) {
        makeRoom(BlockWriter.MOST);
        size += reader.readAll(eventTime, receiveTime, valueBits, flags, size);
      }
      return;
    }
    while (blocks.next()) {
      long time = reader.eventTime();
      while (isBefore(late, next, time, reader.receiveTime())) {
        addLate(late, next);
        next = late.next(next);
      }
      makeRoom(1);
      eventTime[size] = time;
      receiveTime[size] = reader.receiveTime();
      valueBits[size] = Double.doubleToLongBits(reader.value());
      flags[size] = reader.flags();
      size++;
    }
    while (next != Course.NOWHERE && late.eventTime(next) < to) {
      addLate(late, next);
      next = late.next(next);
    }
  }

  /// Whether nothing changes from what holds at the beginning, as far as the headers of the blocks
  /// tell; then there is no need to load it.
  ///
  /// @param isOfNothing whether all that the slab has is, in this aspect, as if there were nothing
  boolean isSteady(
      Aspect aspect,
      int datastream,
      Slab slab,
      long to,
      @Nullable Course late,
      boolean isOfNothing) {
    begin(slab.from());
    holdKeyframe(datastream, slab);
    holdIfNewer(late);
    long held = held(aspect);
    long position = first(late);
    while (late != null && position != Course.NOWHERE && late.eventTime(position) < to) {
      if (aspect.of(late.valueBits(position), late.flags(position)) != held) {
        return false;
      }
      position = late.next(position);
    }
    if (isOfNothing && held == aspect.ofNothing()) {
      return true;
    }
    Blocks blocks = reader.blocks(slab, datastream);
    while (blocks.nextBlock()) {
      if (!aspect.isSteady(reader)
          || aspect.of(Double.doubleToLongBits(reader.value()), reader.flags()) != held) {
        return false;
      }
    }
    return true;
  }

  /// What holds when the stretch begins, in one aspect.
  long held(Aspect aspect) {
    return isHeld() ? aspect.of(heldBits, heldFlags) : aspect.ofNothing();
  }

  /// Takes what is older than all slabs.
  void loadBefore(long to, @Nullable Course late) {
    begin(Long.MIN_VALUE);
    addBefore(to, late, first(late));
  }

  /// Takes what is newer than all slabs.
  ///
  /// @param keyframe what the slabs say of its beginning
  void loadSince(
      long from,
      int datastream,
      DistrictState keyframe,
      @Nullable Course late,
      @Nullable Course head) {
    begin(from);
    if (keyframe.isKnown(datastream)) {
      heldTime = keyframe.eventTime(datastream);
      heldReceived = keyframe.receiveTime(datastream);
      heldBits = Double.doubleToLongBits(keyframe.value(datastream));
      heldFlags = keyframe.flags(datastream);
    }
    holdIfNewer(late);
    if (head != null) {
      addBefore(Long.MAX_VALUE, head, head.next(Course.NOWHERE));
    }
  }

  /// The index of the last not after `t`; -1 if there is none.
  int floor(long t) {
    int found = Arrays.binarySearch(eventTime, 0, size, t);
    if (found < 0) {
      return -found - 2;
    }
    while (found + 1 < size && eventTime[found + 1] == t) {
      found++;
    }
    return found;
  }

  /// Tells what holds from an index on; -1 for what holds when the stretch begins.
  void hold(int index, Envelope out) {
    if (index >= 0) {
      out.hold(eventTime[index], Double.longBitsToDouble(valueBits[index]), flags[index]);
    } else if (isHeld()) {
      out.hold(heldTime, Double.longBitsToDouble(heldBits), heldFlags);
    }
  }

  void addTo(Envelope out, int from, int end) {
    for (int i = from; i < end; i++) {
      out.add(eventTime[i], Double.longBitsToDouble(valueBits[i]), flags[i]);
    }
  }

  /// Whether anything holds when the stretch begins.
  boolean isHeld() {
    return heldTime != DistrictState.NONE;
  }

  private void begin(long from) {
    this.from = from;
    size = 0;
    heldTime = DistrictState.NONE;
  }

  private void holdKeyframe(int datastream, Slab slab) {
    heldTime = slab.eventTime(datastream);
    if (isHeld()) {
      heldReceived = slab.receiveTime(datastream);
      heldBits = Double.doubleToLongBits(slab.value(datastream));
      heldFlags = slab.flags(datastream);
    }
  }

  private void holdIfNewer(@Nullable Course late) {
    long position = late == null ? Course.NOWHERE : late.floor(from - 1);
    if (late != null && position != Course.NOWHERE && holds(late, position, heldTime)) {
      heldTime = late.eventTime(position);
      heldReceived = late.receiveTime(position);
      heldBits = late.valueBits(position);
      heldFlags = late.flags(position);
    }
  }

  /// Whether one that came too late for its slab holds before what the slabs have.
  ///
  /// @param eventTime of the last that the slabs have; [DistrictState#NONE] if they have none
  static boolean holds(Course late, long position, long eventTime) {
    long time = late.eventTime(position);
    return time > eventTime || (time == eventTime && !late.yields(position));
  }

  private long first(@Nullable Course late) {
    if (late == null) {
      return Course.NOWHERE;
    }
    return late.next(from == Long.MIN_VALUE ? Course.NOWHERE : late.floor(from - 1));
  }

  private static boolean isBefore(Course late, long position, long time, long received) {
    if (position == Course.NOWHERE) {
      return false;
    }
    long lateTime = late.eventTime(position);
    return lateTime < time
        || (lateTime == time && late.yields(position) && late.receiveTime(position) < received);
  }

  /// Adds one that came too late for its slab.
  private void addLate(Course late, long position) {
    add(late, position);
    int last = size - 1;
    if (late.yields(position) && last > 0 && eventTime[last - 1] == eventTime[last]) {
      swap(last - 1, last);
    }
  }

  private void swap(int one, int other) {
    swap(eventTime, one, other);
    swap(receiveTime, one, other);
    swap(valueBits, one, other);
    int kept = flags[one];
    flags[one] = flags[other];
    flags[other] = kept;
  }

  private static void swap(long[] column, int one, int other) {
    long kept = column[one];
    column[one] = column[other];
    column[other] = kept;
  }

  private void addBefore(long to, @Nullable Course course, long first) {
    long position = first;
    while (course != null && position != Course.NOWHERE && course.eventTime(position) < to) {
      add(course, position);
      position = course.next(position);
    }
  }

  private void add(Course course, long position) {
    makeRoom(1);
    eventTime[size] = course.eventTime(position);
    receiveTime[size] = course.receiveTime(position);
    valueBits[size] = course.valueBits(position);
    flags[size] = course.flags(position);
    size++;
  }

  private void makeRoom(int more) {
    if (size + more > eventTime.length) {
      int room = Math.max(size + more, size * 2);
      eventTime = Arrays.copyOf(eventTime, room);
      receiveTime = Arrays.copyOf(receiveTime, room);
      valueBits = Arrays.copyOf(valueBits, room);
      flags = Arrays.copyOf(flags, room);
    }
  }
}

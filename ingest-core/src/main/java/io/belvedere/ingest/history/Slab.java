package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// All observations of a district in one stretch of event time, beside the state of every
/// datastream at its beginning: the keyframe. So the state at any instant is one walk through one
/// slab. Immutable; any thread may read, each with a [BlockReader] of its own.
///
/// ```
/// keyframe   times, receive times, values, flags: a column each, by dense number
/// directory  where the first block of each datastream begins, and how many observations it has
/// arrivals   milliseconds since the beginning, before which none of a datastream was received
/// blocks     by dense number, then by event time
/// ```
///
/// What an older slab tells that came only later is in a keyframe of its own, elsewhere, which
/// takes the place of the one above.
///
/// @param from the first instant of the stretch, a whole second in microseconds UTC
/// @param to the first instant behind it, a whole second
/// @param datastreams how many the directory has
/// @param size observations
/// @param memory the columns as above, with the padding that blocks need
/// @param keyframe the state at the beginning, of at least as many datastreams
record Slab(
    long from, long to, int datastreams, long size, MemorySegment memory, Keyframe keyframe) {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(BlockWriter.WORD.order());

  /// Bytes of keyframe, directory and arrivals for each datastream.
  static final int FIXED = (int) Keyframe.bytes(1) + 3 * Integer.BYTES;

  /// The arrival of a datastream that has nothing here, or nothing that can be said.
  private static final int ANY_TIME = Integer.MIN_VALUE;

  /// With the keyframe that is in its memory.
  static Slab of(long from, long to, int datastreams, long size, MemorySegment memory) {
    return new Slab(from, to, datastreams, size, memory, new Keyframe(datastreams, memory));
  }

  /// The same in other memory.
  Slab copy(Arena arena) {
    MemorySegment copy = arena.allocate(memory.byteSize(), Long.BYTES);
    copy.copyFrom(memory);
    return of(from, to, datastreams, size, copy);
  }

  /// The same observations behind another beginning.
  Slab with(Keyframe other) {
    return new Slab(from, to, datastreams, size, memory, other);
  }

  /// Fills `out` with the state at `t`, which lies within the slab, or later if nothing is known
  /// that is newer than the slab. Datastreams that are younger than the slab stay as they are.
  void latestAt(long t, BlockReader reader, DistrictState out) {
    int count = Math.min(keyframe.datastreams(), out.size());
    for (int d = 0; d < count; d++) {
      if (seek(d, t, reader)) {
        set(d, reader, out);
      } else {
        copyKeyframe(d, out);
      }
    }
  }

  /// Fills `out` with the state at `t`, as for [#latestAt], but only for those datastreams of which
  /// what holds at `t` had been received by `known`. The others stay as they are: nearly always
  /// few, for which [#asKnown(int, long, long, BlockReader, DistrictState)] looks further.
  void asKnown(long t, long known, BlockReader reader, DistrictState out) {
    int count = Math.min(keyframe.datastreams(), out.size());
    for (int d = 0; d < count; d++) {
      if (seek(d, t, reader)) {
        long received = reader.receiveTime();
        if (received <= known) {
          out.set(d, reader.eventTime(), received, reader.value(), reader.flags());
        }
      } else if (keyframe.receiveTime(d) <= known) {
        copyKeyframe(d, out);
      }
    }
  }

  /// Sets in `out` the state of one datastream at `t`, which lies within the slab or later.
  ///
  /// @return the event time of the first observation behind it; `Long.MAX_VALUE` if there is none
  long latestAt(int d, long t, BlockReader reader, DistrictState out) {
    Blocks blocks = reader.blocks(this, d);
    boolean isMore = blocks.nextBlock();
    if (!isMore || reader.eventTime() > t) {
      copyKeyframe(d, out);
    }
    while (isMore && reader.eventTime() <= t) {
      reader.seek(t);
      set(d, reader, out);
      long next = reader.peekTime();
      if (next != Long.MAX_VALUE) {
        return next;
      }
      isMore = blocks.nextBlock();
    }
    return isMore ? reader.eventTime() : Long.MAX_VALUE;
  }

  /// Sets in `out` what had been received by `known` about one datastream at `t`, which lies within
  /// the slab or later.
  ///
  /// @return [DistrictState#NONE] if that is all there is to say. Otherwise the state at the
  ///     beginning was received only later; it came with this event time, and what had been
  ///     received of that time stands in an older slab
  long asKnown(int d, long t, long known, BlockReader reader, DistrictState out) {
    if (seek(d, t, reader)) {
      boolean isNone = reader.isReceivedAfter(known);
      if (!isNone) {
        // Nearly always what holds had been received, or the one before.
        while (reader.receiveTime() > known && reader.back()) {}
        if (reader.receiveTime() <= known) {
          set(d, reader, out);
          return DistrictState.NONE;
        }
      }
      boolean isAll = count(d) <= BlockWriter.MOST && (isNone || reader.isAtFirst());
      if (!isAll && setReceivedBy(known, d, t, reader, out)) {
        return DistrictState.NONE;
      }
    }
    if (eventTime(d) != DistrictState.NONE && receiveTime(d) > known) {
      return eventTime(d);
    }
    copyKeyframe(d, out);
    return DistrictState.NONE;
  }

  /// Whether it can be told at once that a datastream has something here, and all of it was
  /// received after `known`.
  boolean isReceivedAfter(long known, int d) {
    int arrival = d < datastreams ? memory.get(INT, arrival(d)) : ANY_TIME;
    return arrival != ANY_TIME && from + Micros.ofMillis(arrival) > known;
  }

  /// Goes forward through all not after `t`; the last that is set is the one that stays.
  private boolean setReceivedBy(long known, int d, long t, BlockReader reader, DistrictState out) {
    boolean found = false;
    int left = count(d);
    long at = left == 0 ? 0 : start(d);
    while (left > 0) {
      int count = Math.min(left, BlockWriter.MOST);
      reader.open(memory, at, count, from);
      if (reader.firstTime() > t) {
        break;
      }
      boolean any = !reader.isReceivedAfter(known);
      while (any && reader.next() && reader.eventTime() <= t) {
        if (reader.receiveTime() <= known) {
          set(d, reader, out);
          found = true;
        }
      }
      at = reader.end();
      left -= count;
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
  ///
  /// @param sentTime the event time that it must have come with, if it was quarantined;
  ///     [Entry#NOT_QUARANTINED] for any
  boolean contains(int d, long eventTime, long sentTime, double value, BlockReader reader) {
    // One that is sought lies in the block that the seek ends in, or, if many share the event
    // time, in one before.
    if (!seek(d, eventTime, reader) || reader.eventTime() != eventTime) {
      return false;
    }
    if (isAt(reader, sentTime, value)) {
      return true;
    }
    Blocks blocks = reader.blocks(this, d);
    while (blocks.next() && reader.eventTime() <= eventTime) {
      if (reader.eventTime() == eventTime && isAt(reader, sentTime, value)) {
        return true;
      }
    }
    return false;
  }

  /// Whether this very observation is here.
  boolean contains(int d, Entry entry, BlockReader reader) {
    return contains(d, entry.eventTime(), entry.sentTime(), entry.value(), reader);
  }

  private static boolean isAt(BlockReader reader, long sentTime, double value) {
    return Double.doubleToLongBits(reader.value()) == Double.doubleToLongBits(value)
        && Entry.isSent(sentTime, reader.sentTime());
  }

  private void copyKeyframe(int d, DistrictState out) {
    keyframe.copyTo(d, out);
  }

  /// Bytes of keyframe, directory and arrivals; the blocks begin behind them.
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
    return keyframe.eventTime(d);
  }

  long receiveTime(int d) {
    return keyframe.receiveTime(d);
  }

  double value(int d) {
    return keyframe.value(d);
  }

  int flags(int d) {
    return keyframe.flags(d);
  }

  private long directory(int d) {
    return Keyframe.bytes(datastreams) + 2L * d * Integer.BYTES;
  }

  void setDirectory(int d, int start, int count) {
    memory.set(INT, directory(d), start);
    memory.set(INT, directory(d) + Integer.BYTES, count);
  }

  private long arrival(int d) {
    return Keyframe.bytes(datastreams) + (2L * datastreams + d) * Integer.BYTES;
  }

  /// Fills in the arrivals, for which the blocks are there.
  void setArrivals(BlockReader reader) {
    for (int d = 0; d < datastreams; d++) {
      long earliest = Long.MAX_VALUE;
      Blocks blocks = reader.blocks(this, d);
      while (blocks.nextBlock()) {
        earliest = Math.min(earliest, reader.earliest());
      }
      memory.set(INT, arrival(d), count(d) == 0 ? ANY_TIME : arrival(earliest));
    }
  }

  /// Rounded down; one that is received longer before or after than there is room for counts as
  /// received at any time, or as early as there is room for.
  private int arrival(long earliest) {
    return Math.clamp(Micros.toMillis(earliest - from), ANY_TIME, Integer.MAX_VALUE);
  }
}

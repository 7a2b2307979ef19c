package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Makes a [Slab]: the state at its beginning, then every datastream's observations in the order of
/// dense numbers, each ascending by event time. Used by one thread, for slab after slab.
final class SlabWriter {
  private final BlockWriter block = new BlockWriter();
  private Slab slab = new Slab(0, 0, 0, 0, MemorySegment.NULL);
  private MemorySegment room = MemorySegment.NULL;
  private long end;
  private long size;
  private int current = -1;
  private int currentStart;
  private int currentCount;

  /// Begins a slab.
  ///
  /// @param before the state at `from`; its size says how many datastreams there are
  /// @param most observations that will be added, at most
  void begin(long from, long to, DistrictState before, int most) {
    int datastreams = before.size();
    long fixed = (long) datastreams * Slab.FIXED;
    room =
        MemorySegment.ofArray(
            new byte[Math.toIntExact(fixed + (long) most * WORST + BlockWriter.MOST_BYTES)]);
    slab = new Slab(from, to, datastreams, 0, room);
    for (int d = 0; d < datastreams; d++) {
      slab.setKeyframe(
          d, before.eventTime(d), before.receiveTime(d), before.value(d), before.flags(d));
    }
    end = fixed;
    size = 0;
    current = -1;
    currentCount = 0;
    block.begin();
  }

  /// Bytes of an observation, at most, with its share of the head of a block of one.
  private static final int WORST = 128;

  void add(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    if (datastream != current) {
      closeDatastream();
      current = datastream;
      currentStart = Math.toIntExact(end);
    } else if (block.count() == BlockWriter.MOST) {
      closeBlock();
    }
    block.add(eventTime, receiveTime, value, flags, epoch, sequence);
    currentCount++;
    size++;
  }

  /// Ends the slab.
  ///
  /// @param arena keeps its memory
  Slab finish(Arena arena) {
    closeDatastream();
    long bytes = end + Bits.PADDING;
    MemorySegment kept = arena.allocate(bytes, Long.BYTES);
    MemorySegment.copy(room, 0, kept, 0, bytes);
    room = MemorySegment.NULL;
    return new Slab(slab.from(), slab.to(), slab.datastreams(), size, kept);
  }

  private void closeDatastream() {
    if (currentCount > 0) {
      closeBlock();
      slab.setDirectory(current, currentStart, currentCount);
      currentCount = 0;
    }
  }

  private void closeBlock() {
    end = block.write(room, end, slab.from());
    block.begin();
  }
}

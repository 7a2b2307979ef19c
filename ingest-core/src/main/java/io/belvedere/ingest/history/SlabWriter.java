package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;

/// Makes a [Slab]: the state at its beginning, then every datastream's observations in the order of
/// dense numbers, each ascending by event time. Used by one thread, for slab after slab.
final class SlabWriter {
  private static final int FIRST_ROOM = 1 << 21;

  private final BlockWriter block = new BlockWriter();
  private final BlockReader reader = new BlockReader();

  /// Zero from [#end] on.
  private byte[] room = new byte[FIRST_ROOM];

  private Slab slab = Slab.of(0, 0, 0, 0, MemorySegment.NULL);
  private long end;
  private long size;
  private int current;
  private int currentStart;
  private int currentCount;

  /// Begins a slab.
  ///
  /// @param before the state at `from`
  /// @param datastreams how many there are by now
  void begin(long from, long to, DistrictState before, int datastreams) {
    Arrays.fill(room, 0, (int) Math.min(room.length, end + BlockWriter.MOST_BYTES), (byte) 0);
    end = 0;
    size = 0;
    current = -1;
    currentCount = 0;
    slab = Slab.of(from, to, datastreams, 0, MemorySegment.ofArray(room));
    makeRoom(slab.fixed());
    for (int d = 0; d < datastreams; d++) {
      slab.keyframe().set(d, before);
    }
    end = slab.fixed();
    block.begin();
  }

  /// Adds an observation of a chunk of a datastream's course.
  void add(int datastream, Chunk chunk, int index) {
    long[] cells = chunk.cells();
    add(
        datastream,
        Cells.eventTime(cells, index),
        Cells.receiveTime(cells, index),
        Cells.value(cells, index),
        Cells.flags(cells, index),
        chunk.epoch(index),
        chunk.sequence(index),
        chunk.sentTime(index));
  }

  void add(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence,
      long sentTime) {
    if (datastream != current) {
      closeDatastream();
      current = datastream;
      currentStart = Math.toIntExact(end);
    } else if (block.count() == BlockWriter.MOST) {
      closeBlock();
    }
    block.add(eventTime, receiveTime, value, flags, epoch, sequence, sentTime);
    currentCount++;
    size++;
  }

  /// Ends the slab.
  ///
  /// @param memory keeps it
  Slab finish(SegmentAllocator memory) {
    closeDatastream();
    long bytes = end + Bits.PADDING;
    MemorySegment kept = memory.allocate(bytes, Long.BYTES);
    MemorySegment.copy(slab.memory(), 0, kept, 0, bytes);
    Slab finished = Slab.of(slab.from(), slab.to(), slab.datastreams(), size, kept);
    finished.setArrivals(reader);
    return finished;
  }

  private void closeDatastream() {
    if (currentCount > 0) {
      closeBlock();
      slab.setDirectory(current, currentStart, currentCount);
      currentCount = 0;
    }
  }

  private void closeBlock() {
    makeRoom(end + BlockWriter.MOST_BYTES);
    end = block.write(slab.memory(), end, slab.from());
    block.begin();
  }

  private void makeRoom(long bytes) {
    long needed = bytes + BlockWriter.MOST_BYTES;
    if (needed > room.length) {
      room = Arrays.copyOf(room, Math.toIntExact(Math.max(needed, room.length * 3L / 2)));
      slab =
          Slab.of(
              slab.from(), slab.to(), slab.datastreams(), slab.size(), MemorySegment.ofArray(room));
    }
  }
}

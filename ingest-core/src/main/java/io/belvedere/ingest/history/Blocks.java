package io.belvedere.ingest.history;

import java.lang.foreign.MemorySegment;

/// Goes through all observations of one datastream in a slab, block after block; then, if it is
/// wanted, through those of another.
final class Blocks {
  private final BlockReader reader;
  private MemorySegment memory = MemorySegment.NULL;
  private long origin;
  private int left;
  private boolean begun;
  private boolean isFirst;

  /// @param reader stands at each observation in turn
  Blocks(BlockReader reader) {
    this.reader = reader;
  }

  /// Stands before the first observation of a datastream.
  void begin(Slab slab, int datastream) {
    memory = slab.memory();
    origin = slab.from();
    begun = false;
    isFirst = true;
    left = slab.count(datastream);
    if (left > 0) {
      open(slab.start(datastream));
    }
  }

  /// Goes on to the next observation.
  ///
  /// @return false if there is none
  boolean next() {
    if (begun && reader.next()) {
      return true;
    }
    if (left == 0) {
      return false;
    }
    open(reader.end());
    return reader.next();
  }

  /// Goes on to the first observation of the next block; not to be mixed with [#next].
  ///
  /// @return false if there is none
  boolean nextBlock() {
    if (isFirst) {
      isFirst = false;
      return begun && reader.next();
    }
    if (left == 0) {
      return false;
    }
    open(reader.end());
    return reader.next();
  }

  private void open(long at) {
    int count = Math.min(left, BlockWriter.MOST);
    reader.open(memory, at, count, origin);
    left -= count;
    begun = true;
  }
}

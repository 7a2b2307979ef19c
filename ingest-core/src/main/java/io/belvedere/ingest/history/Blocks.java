package io.belvedere.ingest.history;

/// Goes through all observations of one datastream in a slab, block after block.
final class Blocks {
  private final Slab slab;
  private final BlockReader reader;
  private int left;
  private boolean begun;
  private boolean isFirst = true;

  /// @param reader stands at each observation in turn
  Blocks(Slab slab, int datastream, BlockReader reader) {
    this.slab = slab;
    this.reader = reader;
    this.left = slab.count(datastream);
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
    reader.open(slab.memory(), at, count, slab.from());
    left -= count;
    begun = true;
  }
}

package io.belvedere.ingest.history;

import java.lang.foreign.Arena;

/// Slabs that follow each other and whose memory is given back together. The writer's, until it is
/// handed over to be closed.
final class Segment {
  private final int number;
  private final Arena arena = Arena.ofShared();
  private long bytes;
  private int slabs;

  /// @param number greater than those of all before it
  Segment(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// What the next slab is kept in.
  Arena arena() {
    return arena;
  }

  void added(Slab slab) {
    bytes += slab.memory().byteSize();
    slabs++;
  }

  long bytes() {
    return bytes;
  }

  int slabs() {
    return slabs;
  }

  /// Gives the memory back; no reader may be in it.
  void close() {
    arena.close();
  }
}

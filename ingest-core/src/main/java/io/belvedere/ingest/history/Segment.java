package io.belvedere.ingest.history;

import java.lang.foreign.Arena;

/// Slabs whose memory is given back together, and that stand in one file. The writer's, until it is
/// handed over to be closed.
final class Segment {
  private final Arena arena = Arena.ofShared();
  private long number;
  private long bytes;
  private long end = Long.MIN_VALUE;

  /// What its slabs are kept in.
  Arena arena() {
    return arena;
  }

  /// Names it among all of a history.
  Segment numbered(long number) {
    this.number = number;
    return this;
  }

  /// Milliseconds UTC at which its first slab begins, or a little more where that is taken.
  long number() {
    return number;
  }

  void added(Slab slab) {
    bytes += slab.memory().byteSize();
    end = Math.max(end, slab.to());
  }

  long bytes() {
    return bytes;
  }

  /// Where the last of its slabs ends.
  long end() {
    return end;
  }

  /// Gives the memory back; no reader may be in it.
  void close() {
    arena.close();
  }
}

package io.belvedere.ingest.history;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Slabs whose memory is given back together, and that stand in one file. The writer's, until it is
/// handed over to be closed.
final class Segment {
  private final Arena arena = Arena.ofShared();
  private long number;
  private long bytes;
  private long end = Long.MIN_VALUE;
  private long size;
  private long late;
  private boolean replaced;
  private final List<Long> starts = new ArrayList<>();

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
    size += slab.size();
    starts.add(slab.from());
  }

  /// Where its slabs begin, in the order in which they came.
  List<Long> starts() {
    return starts;
  }

  /// How many observations its slabs have.
  long size() {
    return size;
  }

  /// How many came too late for its slabs and are not in them.
  long late() {
    return late;
  }

  /// Tells that so many more came too late for its slabs; fewer if it is negative.
  void cameLate(long more) {
    late += more;
  }

  /// Tells that another of the same number has taken its place.
  void replace() {
    replaced = true;
  }

  boolean isReplaced() {
    return replaced;
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

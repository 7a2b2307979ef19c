package io.belvedere.ingest.history;

import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Slabs whose memory is given back together, and that stand in one file. The writer's, until it is
/// handed over to be closed.
final class Segment {
  private final Arena arena = Arena.ofShared();
  private long number;
  private long bytes;
  private long end = Long.MIN_VALUE;
  private long size;
  private long late;

  /// Where each of its slabs begins.
  private final Set<Long> starts = new HashSet<>();

  private List<Slab> carried = List.of();

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

  /// Where its slabs begin.
  Set<Long> starts() {
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

  boolean has(Slab slab) {
    return starts.contains(slab.from());
  }

  /// Hands over, before it is closed, those of its slabs whose keyframes say more than on disk.
  void carried(List<Slab> slabs) {
    carried = List.copyOf(slabs);
  }

  List<Slab> carried() {
    return carried;
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

package io.belvedere.ingest.history;

import java.util.List;

/// Slabs that were read from the disk, ascending.
record Loaded(Segment segment, List<SlabFrame> frames) {
  Loaded {
    frames = List.copyOf(frames);
  }

  /// Where the last of them ends; [Sealed#BEGINNING] if there is none.
  long end() {
    return frames.isEmpty() ? Sealed.BEGINNING : frames.getLast().slab().to();
  }
}

package io.belvedere.ingest.history;

import java.util.List;

/// Slabs that were read from the disk, ascending.
///
/// @param lost whether there had been something before them that is damaged
record Loaded(Segment segment, List<SlabFrame> frames, boolean lost) {
  Loaded {
    frames = List.copyOf(frames);
  }
}

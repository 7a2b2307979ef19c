package io.belvedere.ingest.history;

import java.util.List;

/// Slabs that were read from the disk, ascending and at least one.
record Loaded(Segment segment, List<SlabFrame> frames) {
  Loaded {
    frames = List.copyOf(frames);
  }
}

package io.belvedere.ingest.history;

import java.util.List;

/// A segment that is to be written again together with what came too late for its slabs.
///
/// @param segment as it is
/// @param slabs all of it, ascending
/// @param late what came too late for them
/// @param datastreams how many have a number
record Merge(Segment segment, List<Slab> slabs, Courses late, int datastreams) {
  Merge {
    slabs = List.copyOf(slabs);
  }

  /// What became of it.
  ///
  /// @param merged as it is now; of nothing if it could not be written
  record Done(Merge merge, Loaded merged) {}
}

package io.belvedere.ingest.feed;

import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Verdict;

/// The history, as those see it who read what is missing of it.
interface PastStore {
  /// What is missing, in whole seconds. Any thread.
  TimeRanges missing();

  /// Begins with the observations of a range, whose ends are whole seconds. Backfill thread.
  Part part(TimeRange range);

  /// The observations of a range while they are read. Backfill thread.
  interface Part {
    /// @param flags see [io.belvedere.ingest.twin.Flags]; not whether it is quarantined
    /// @return applied, out of order, quarantined, or a duplicate if it is there already
    Verdict take(int datastream, int flags, Observed observation);

    /// All of them, packed.
    ///
    /// @param datastreams how many have a number
    Packed finish(int datastreams);
  }

  /// All observations of a range.
  interface Packed {
    /// The state at the end of the range of those datastreams that have an observation in it.
    DistrictState newest();

    /// Makes them part of the history. Feed thread.
    void insert();
  }
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.TimeRanges;
import java.util.ArrayList;
import java.util.List;

/// What the feed thread leaves for the disk, in the order in which it happened.
sealed interface DiskTask {
  /// Offsets of a partition that have been applied: from `from` on and before `next`. If they are
  /// the same, what is from there on no longer counts as applied.
  record Read(PartitionId partition, long from, long next) {}

  /// What came in one or more rounds, all of it or nothing. Filled by the feed thread, then the
  /// disk's, then filled again.
  final class Rounds implements DiskTask {
    /// New datastreams, by number.
    final List<String> names = new ArrayList<>();

    final List<Read> read = new ArrayList<>();
    final EntryWriter head = new EntryWriter();
    final EntryWriter late = new EntryWriter();

    /// The latest event time in the head.
    long newest;

    boolean isEmpty() {
      return names.isEmpty() && read.isEmpty() && head.count() == 0 && late.count() == 0;
    }

    long bytes() {
      return (long) head.size() + late.size();
    }

    /// Bytes that it takes, full or not.
    long room() {
      return (long) head.bytes().length + late.bytes().length;
    }

    void clear() {
      names.clear();
      read.clear();
      head.clear();
      late.clear();
      newest = Long.MIN_VALUE;
    }
  }

  /// There is another slab.
  ///
  /// @param sealed whether it was sealed at the end of all others; if not, it was inserted
  record Kept(SlabFrame frame, Segment segment, boolean sealed) implements DiskTask {}

  /// What came too late is to be put into its slabs.
  record Merged(Merge merge) implements DiskTask {}

  /// When nothing could be received, all of it; before whatever was received afterwards.
  record Holes(TimeRanges all) implements DiskTask {}

  /// The head begins at `boundary` from here on, although no slab ends there.
  record Begun(long boundary) implements DiskTask {}
}

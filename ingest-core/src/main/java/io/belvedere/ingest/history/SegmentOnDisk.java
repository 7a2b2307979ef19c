package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.List;

/// What is known of a segment's file without what is in its slabs.
///
/// @param number see [Segment#number]
/// @param bytes of the file
/// @param ranges of its slabs, joined, ascending; none if nothing of it can be read
record SegmentOnDisk(long number, long bytes, List<TimeRange> ranges) {
  SegmentOnDisk {
    ranges = List.copyOf(ranges);
  }

  /// The same with another slab.
  SegmentOnDisk with(TimeRange slab, long bytes) {
    RangeSet all = RangeSet.of(ranges);
    all.add(slab);
    return new SegmentOnDisk(number, bytes, all.all());
  }

  long from() {
    return ranges.isEmpty() ? number * Micros.PER_MILLI : ranges.getFirst().from();
  }

  /// Where the last of its slabs ends.
  long end() {
    return ranges.isEmpty() ? number * Micros.PER_MILLI : ranges.getLast().to();
  }

  boolean contains(long instant) {
    return ranges.stream().anyMatch(range -> range.contains(instant));
  }

  boolean overlaps(TimeRange range) {
    return ranges.stream().anyMatch(each -> each.from() < range.to() && range.from() < each.to());
  }
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;

/// What is known of a segment's file without what is in its slabs.
///
/// @param number see [Segment#number]
/// @param bytes of the file
/// @param ranges of its slabs; none if nothing of it can be read
record SegmentOnDisk(long number, long bytes, TimeRanges ranges) {
  /// The same with another slab.
  SegmentOnDisk with(TimeRange slab, long bytes) {
    return new SegmentOnDisk(number, bytes, ranges.plus(TimeRanges.of(slab)));
  }

  long from() {
    return ranges.isEmpty() ? number * Micros.PER_MILLI : ranges.all().getFirst().from();
  }

  /// Where the last of its slabs ends.
  long end() {
    return ranges.isEmpty() ? number * Micros.PER_MILLI : ranges.all().getLast().to();
  }

  boolean contains(long instant) {
    return ranges.contains(instant);
  }

  boolean overlaps(TimeRange range) {
    return ranges.all().stream()
        .anyMatch(each -> each.from() < range.to() && range.from() < each.to());
  }
}

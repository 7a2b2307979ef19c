package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// A stretch of the past that was built aside, to be taken over by [SlabStore#insert].
public final class Past {
  private final TimeRange range;
  private final DistrictState newest;
  private final Segment segment;
  private final List<SlabFrame> frames;

  Past(TimeRange range, DistrictState newest, Segment segment, List<SlabFrame> frames) {
    this.range = range;
    this.newest = newest;
    this.segment = segment;
    this.frames = List.copyOf(frames);
  }

  public TimeRange range() {
    return range;
  }

  /// What it says of the end of its range; datastreams of which it has nothing are not known.
  public DistrictState newest() {
    return newest;
  }

  Segment segment() {
    return segment;
  }

  /// Ascending; together as long as the range.
  List<SlabFrame> frames() {
    return frames;
  }
}

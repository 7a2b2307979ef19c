package io.belvedere.ingest.source;

import java.util.List;
import java.util.Map;

/// What was left out at the start, because there was too much of it to be read before what is live.
///
/// @param asked when Kafka was asked where the live reading begins, microseconds UTC by our clock
/// @param ends where it begins in each partition; what lies before is left out
/// @param records how many those are, about
/// @param deleted what Kafka had deleted by then of what was to be read
public record LeftOut(long asked, Map<PartitionId, Long> ends, long records, List<Gap> deleted) {
  public LeftOut {
    ends = Map.copyOf(ends);
    deleted = List.copyOf(deleted);
  }

  /// Whether a record is among what was left out.
  public boolean contains(PartitionId partition, long offset) {
    return offset < ends.getOrDefault(partition, 0L);
  }
}

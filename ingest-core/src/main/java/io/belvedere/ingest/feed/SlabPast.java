package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.Past;
import io.belvedere.ingest.history.PastChunk;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Verdict;
import java.util.HashMap;
import java.util.Map;

/// The past in slabs.
record SlabPast(SlabStore store) implements PastStore {
  /// What is on disk is not missing, whether it is in memory or not, nor what Kafka was found to
  /// have no more, in this run or an earlier one.
  @Override
  public TimeRanges missing() {
    TimeRanges absent = new TimeRanges(store.notLoaded()).plus(new TimeRanges(store.holes()));
    return absent
        .wholeSeconds()
        .minus(store.lost().wholeSeconds())
        .minus(new TimeRanges(store.cold()).wholeSeconds());
  }

  @Override
  public Part part(TimeRange range) {
    return new OfSlabs(store, PastChunk.of(store, range), new HashMap<>());
  }

  /// @param partitions of each datastream that something was taken of
  private record OfSlabs(SlabStore store, PastChunk chunk, Map<Integer, Integer> partitions)
      implements Part {
    @Override
    public Verdict take(int datastream, int flags, Observed o) {
      partitions.put(datastream, o.partition());
      return o.quarantined()
          ? chunk.takeQuarantined(
              datastream, o.sentTime(), o.receiveTime(), o.value(), flags, o.epoch(), o.sequence())
          : chunk.take(
              datastream,
              o.eventTime(),
              o.receiveTime(),
              o.value(),
              flags,
              o.epoch(),
              o.sequence());
    }

    @Override
    public Packed finish(int datastreams) {
      Past past = chunk.finish(datastreams);
      partitions.forEach(past.newest()::setPartition);
      return new InSlabs(store, past);
    }
  }

  private record InSlabs(SlabStore store, Past past) implements Packed {
    @Override
    public DistrictState newest() {
      return past.newest();
    }

    @Override
    public void insert() {
      store.ensure(past.newest().size());
      store.insert(past);
    }
  }
}

package io.belvedere.ingest.feed;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the reading of the past tells or asks the feed thread.
sealed interface FromPast {
  /// A chunk has been read.
  ///
  /// @param strays what was read with it and belongs elsewhere
  /// @param lost parts of it of which Kafka has not everything any more
  record Finished(PastStore.Packed chunk, List<Stray> strays, List<TimeRange> lost)
      implements FromPast {
    public Finished {
      strays = List.copyOf(strays);
      lost = List.copyOf(lost);
    }
  }

  /// Kafka has nothing of that range any more.
  record Gone(TimeRange range) implements FromPast {}

  /// Which numbers those ids have, given at first sight.
  record Unnumbered(List<String> ids, CompletableFuture<List<Integer>> numbers)
      implements FromPast {
    public Unnumbered {
      ids = List.copyOf(ids);
    }
  }

  /// An observation that no chunk will look for: it came too late for the one that it belongs to,
  /// or lies outside of what is missing.
  record Stray(int datastream, Severity severity, Observed observation) {}
}

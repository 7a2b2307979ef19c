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
  /// @param letters what of it could not be read
  /// @param kept completed when all of it is part of the history, or with what prevented that
  record Finished(
      PastStore.Packed chunk,
      List<Stray> strays,
      List<TimeRange> lost,
      HeldLetters letters,
      CompletableFuture<Void> kept)
      implements FromPast {
    public Finished {
      strays = List.copyOf(strays);
      lost = List.copyOf(lost);
    }

    static Finished of(
        PastStore.Packed chunk, List<Stray> strays, List<TimeRange> lost, HeldLetters letters) {
      return new Finished(chunk, strays, lost, letters, new CompletableFuture<>());
    }

    /// One in which there is nothing.
    static Finished empty(PastStore.Packed chunk) {
      return of(chunk, List.of(), List.of(), new HeldLetters());
    }

    /// The same, whose strays have been taken already.
    Finished withoutStrays() {
      return new Finished(chunk, List.of(), lost, letters, kept);
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

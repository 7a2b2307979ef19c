package io.belvedere.ingest.alarm;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// When something began that needs a person, as far as it is known.
///
/// @param at since when it is known, microseconds UTC
/// @param isKnown whether it began then; if not it may have been so before, of which nothing is
///     here
public record Onset(long at, boolean isKnown) {
  /// When the unbroken run began in which a datastream is at least as bad as `severity` at `t`;
  /// empty if it is not.
  public static Optional<Onset> of(History history, int datastream, long t, Severity severity) {
    OptionalLong at = history.onset(datastream, t, severity);
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(new Onset(at.getAsLong(), isKnown(history, datastream, at.getAsLong())));
  }

  /// That of two which belong together; if either may have begun earlier, so may they together.
  Onset with(Onset other) {
    return new Onset(Math.min(at, other.at), isKnown && other.isKnown);
  }

  /// What is not so bad must have come before it, and nothing may be missing in between.
  private static boolean isKnown(History history, int datastream, long at) {
    long[] before = history.range(datastream, new TimeRange(at - 1, at)).eventTime();
    return before.length > 0
        && Stream.concat(history.notLoaded().stream(), history.holes().stream())
            .noneMatch(missing -> missing.from() < at && before[0] < missing.to());
  }
}

package io.belvedere.ingest.alarm;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// When something began that needs a person, as far as it is known; microseconds UTC.
///
/// @param at it was so from here on; the first that is known of it
/// @param notBefore it was not so before; earlier than `at` if nothing is known of what lies
///     between
public record Onset(long at, long notBefore) {
  /// What is known to have begun at an instant.
  public static Onset exactly(long at) {
    return new Onset(at, at);
  }

  /// When the unbroken run began in which a datastream is at least as bad as `severity` at `t`;
  /// empty if it is not.
  public static Optional<Onset> of(History history, int datastream, long t, Severity severity) {
    OptionalLong at = history.onset(datastream, t, severity);
    return at.isEmpty() ? Optional.empty() : Optional.of(of(history, datastream, at.getAsLong()));
  }

  private static Onset of(History history, int datastream, long at) {
    long[] before = history.range(datastream, new TimeRange(at - 1, at)).eventTime();
    if (before.length == 0) {
      return new Onset(at, Long.MIN_VALUE);
    }
    boolean missing =
        Stream.concat(history.notLoaded().stream(), history.holes().stream())
            .anyMatch(range -> range.from() < at && before[0] < range.to());
    return missing ? new Onset(at, before[0]) : exactly(at);
  }

  /// Whether it began at [#at()]. If not, it may have been so before, of which nothing is here.
  public boolean isKnown() {
    return notBefore == at;
  }

  /// When the first of two began.
  Onset orEarlier(Onset other) {
    return new Onset(Math.min(at, other.at), Math.min(notBefore, other.notBefore));
  }
}

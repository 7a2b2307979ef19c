package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/// The readers' side of a district's history. All times are microseconds UTC. Every method may be
/// called by any thread at any time, sees a consistent state, and waits for nobody.
public interface History {
  /// What was true at `t` as we know it now: for each datastream the observation with the greatest
  /// event time not after `t`. Fills the columns of `out`; does not touch its progress.
  void latestAt(long t, DistrictState out);

  /// What had been received by `known` about the instant `t`.
  void asKnown(long t, long known, DistrictState out);

  /// The course of one datastream: the observation that holds at `range.from()`, if there is one,
  /// and all within the range, by event time.
  Series range(int datastream, TimeRange range);

  /// The course of one datastream in `columns` equal parts of the range: what lies in each, and
  /// what holds at its end.
  ///
  /// @throws IllegalArgumentException if there is no column
  void envelope(int datastream, TimeRange range, int columns, Envelope out);

  /// Which datastreams hold something else at one instant than at another, as we know it now.
  default void diff(long before, long after, Differences out) {
    latestAt(before, out.before());
    latestAt(after, out.after());
    out.compare();
  }

  /// How many observations of each severity lie in each of `columns` equal parts of the range.
  ///
  /// @param out filled with `count` at `[severity.ordinal() * columns + column]`
  /// @throws IllegalArgumentException if `out` is shorter than `Severity.COUNT * columns`
  void density(TimeRange range, int columns, int[] out);

  /// When the unbroken run of observations at least as bad as `severity` began that `t` lies in;
  /// empty if the datastream was not that bad at `t`. If the run reaches back to the oldest
  /// observation that is kept, that one's event time.
  OptionalLong onset(int datastream, long t, Severity severity);

  /// The first event time after `t` at which a datastream that `of` accepts changed its value.
  OptionalLong nextChange(IntPredicate of, long t);

  /// The last event time before `t` at which a datastream that `of` accepts changed its value.
  OptionalLong previousChange(IntPredicate of, long t);

  /// The first event time after `t` at which a datastream that `of` accepts became at least as bad
  /// as `atLeast`, or ceased to be. Of observations with the same event time the one that holds
  /// counts; a datastream of which nothing is known is not bad.
  OptionalLong nextChange(IntPredicate of, Severity atLeast, long t);

  /// The last event time before `t` at which a datastream that `of` accepts became at least as bad
  /// as `atLeast`, or ceased to be.
  OptionalLong previousChange(IntPredicate of, Severity atLeast, long t);

  /// From the oldest to the newest event time that is kept; empty if nothing is.
  Optional<TimeRange> covered();

  /// Where within [#covered()] nothing could be received, or nothing is kept any more; drawn
  /// hatched, never as quiet. Ascending; may begin before [#covered()] while that is still being
  /// found out.
  List<TimeRange> holes();

  /// Where within the past that is kept nothing is here yet, though it may come: from the disk when
  /// it is wanted, or from Kafka. Drawn hatched as not loaded. Ascending; may begin before
  /// [#covered()].
  List<TimeRange> notLoaded();

  /// What is known of `t`. Whether the newest of it is still on its way is another question.
  default Ground ground(long t) {
    return Grounds.of(this).at(t);
  }

  /// How many observations are kept.
  long size();
}

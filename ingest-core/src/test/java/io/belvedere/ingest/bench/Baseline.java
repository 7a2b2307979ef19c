package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// Another way to keep the same observations.
interface Baseline extends AutoCloseable {
  /// As figures call it.
  String name();

  /// How many received observations it is given, at most.
  int most();

  /// How many instants it is asked about.
  int instants();

  void take(Arrivals batch) throws Exception;

  /// Brings what was taken into the form in which it is asked.
  void finish() throws Exception;

  /// On disk.
  long bytes() throws Exception;

  /// The ways to ask it, of which the fastest counts.
  List<String> ways();

  /// Fills `out` with the state at `t`.
  ///
  /// @param way number of one of [#ways()]
  /// @param t microseconds UTC, a whole millisecond
  void latestAt(int way, long t, DistrictState out) throws Exception;

  /// Holds an answer of [#latestAt] against ours.
  ///
  /// @throws IllegalStateException if it is another one
  default void check(History ours, long t, DistrictState theirs) {
    DistrictState expected = new DistrictState();
    ours.latestAt(t, expected);
    for (int d = 0; d < expected.size(); d++) {
      if (!isSame(expected, theirs, d) || expected.flags(d) != theirs.flags(d)) {
        throw differs(expected, theirs, d);
      }
    }
  }

  static boolean isSame(DistrictState a, DistrictState b, int datastream) {
    return a.eventTime(datastream) == b.eventTime(datastream)
        && a.receiveTime(datastream) == b.receiveTime(datastream)
        && Double.compare(a.value(datastream), b.value(datastream)) == 0;
  }

  default IllegalStateException differs(DistrictState ours, DistrictState theirs, int datastream) {
    return new IllegalStateException(
        "%s answers for datastream %d at %d: %s, but ours is %s."
            .formatted(
                name(),
                datastream,
                ours.instant(),
                text(theirs, datastream),
                text(ours, datastream)));
  }

  private static String text(DistrictState state, int d) {
    return "value %s of %d, received %d, flags %d"
        .formatted(state.value(d), state.eventTime(d), state.receiveTime(d), state.flags(d));
  }

  @Override
  void close() throws IOException, SQLException;

  /// What is to be known about it beside the figures, or the empty string.
  default String remark() {
    return "";
  }
}

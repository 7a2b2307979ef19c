package io.belvedere.app.inspector;

import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.history.Envelope;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.time.TimeRange;
import java.util.Arrays;
import java.util.Optional;

/// How one datastream went over a time, with the lowest and the highest value of each column of
/// pixels, so that no peak is lost however much lies in a column. A value holds until the next one,
/// but not beyond [#HOLDS] periods: there is a gap. Immutable.
///
/// @param since when the severity at the instant on screen began; empty if it was normal
/// @param lowest by column; NaN in a gap
/// @param highest by column; NaN in a gap
/// @param grounds what of the time is known at all
@SuppressWarnings("ArrayRecordComponent") // columns on purpose; a course is never compared
record Course(
    int datastream,
    TimeRange range,
    Optional<Onset> since,
    double[] lowest,
    double[] highest,
    Grounds grounds) {

  /// How many periods a value holds: by then it is stale.
  static final int HOLDS = 5;

  /// @param period expected time between observations, microseconds
  /// @param until values hold until here at most: nothing is drawn of the future
  static Course of(
      int datastream,
      Envelope envelope,
      long period,
      long until,
      Optional<Onset> since,
      Grounds grounds) {
    int columns = envelope.columns();
    double[] lowest = new double[columns];
    double[] highest = new double[columns];
    Arrays.fill(lowest, Double.NaN);
    Arrays.fill(highest, Double.NaN);
    for (int c = 0; c < columns && envelope.edge(c) <= until; c++) {
      lowest[c] = envelope.lowest(c);
      highest[c] = envelope.highest(c);
      double held = envelope.valueBefore(c);
      boolean holds =
          envelope.isKnownBefore(c)
              && !Double.isNaN(held)
              && envelope.edge(c) <= envelope.timeBefore(c) + HOLDS * period;
      if (holds) {
        lowest[c] = Double.isNaN(lowest[c]) ? held : Math.min(lowest[c], held);
        highest[c] = Double.isNaN(highest[c]) ? held : Math.max(highest[c], held);
      }
    }
    return new Course(datastream, envelope.range(), since, lowest, highest, grounds);
  }

  int columns() {
    return lowest.length;
  }

  /// The lowest value of all; NaN if there is none.
  double bottom() {
    return Arrays.stream(lowest).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
  }

  /// The highest value of all; NaN if there is none.
  double top() {
    return Arrays.stream(highest).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }
}

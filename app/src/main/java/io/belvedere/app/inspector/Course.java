package io.belvedere.app.inspector;

import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.time.TimeRange;
import java.util.Arrays;
import java.util.OptionalLong;

/// How one datastream went over a time, with the lowest and the highest value of each column of
/// pixels, so that no peak is lost however much lies in a column. A value holds until the next one,
/// but not beyond [#HOLDS] periods: there is a gap. Immutable.
///
/// @param since when the severity at the instant on screen began; empty if it was normal
/// @param lowest by column; NaN in a gap
/// @param highest by column; NaN in a gap
@SuppressWarnings("ArrayRecordComponent") // columns on purpose; a course is never compared
record Course(
    int datastream, TimeRange range, OptionalLong since, double[] lowest, double[] highest) {

  /// How many periods a value holds: by then it is stale.
  static final int HOLDS = 5;

  /// @param period expected time between observations, microseconds
  /// @param until values hold until here at most: nothing is drawn of the future
  static Course of(
      int datastream,
      Series series,
      TimeRange range,
      int columns,
      long period,
      long until,
      OptionalLong since) {
    double[] lowest = new double[columns];
    double[] highest = new double[columns];
    Arrays.fill(lowest, Double.NaN);
    Arrays.fill(highest, Double.NaN);
    for (int i = 0; i < series.size(); i++) {
      double value = series.value()[i];
      long from = series.eventTime()[i];
      long next = i + 1 < series.size() ? series.eventTime()[i + 1] : Long.MAX_VALUE;
      long to = Math.min(Math.min(next, until), from + HOLDS * period);
      if (Double.isNaN(value) || to < range.from() || from >= range.to() || from > until) {
        continue;
      }
      int first = column(Math.max(from, range.from()), range, columns);
      int last = column(Math.min(to, range.to() - 1), range, columns);
      for (int c = first; c <= last; c++) {
        lowest[c] = Double.isNaN(lowest[c]) ? value : Math.min(lowest[c], value);
        highest[c] = Double.isNaN(highest[c]) ? value : Math.max(highest[c], value);
      }
    }
    return new Course(datastream, range, since, lowest, highest);
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

  private static int column(long instant, TimeRange range, int columns) {
    return (int)
        Math.clamp(
            (long) ((double) (instant - range.from()) / range.length() * columns), 0, columns - 1L);
  }
}

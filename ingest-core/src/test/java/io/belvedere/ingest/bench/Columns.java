package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.time.TimeRange;
import java.util.Arrays;

/// Least and greatest value of a course in each pixel column of a chart.
final class Columns {
  private Columns() {}

  /// @param least NaN in a column without any value
  /// @param greatest as long as `least`
  static void reduce(Series series, TimeRange range, double[] least, double[] greatest) {
    Arrays.fill(least, Double.NaN);
    Arrays.fill(greatest, Double.NaN);
    double perMicro = (double) least.length / Math.max(1, range.length());
    for (int i = 0; i < series.size(); i++) {
      double value = series.value()[i];
      int column = (int) ((series.eventTime()[i] - range.from()) * perMicro);
      if (column >= 0 && column < least.length && !Double.isNaN(value)) {
        least[column] = Double.isNaN(least[column]) ? value : Math.min(least[column], value);
        greatest[column] =
            Double.isNaN(greatest[column]) ? value : Math.max(greatest[column], value);
      }
    }
  }
}

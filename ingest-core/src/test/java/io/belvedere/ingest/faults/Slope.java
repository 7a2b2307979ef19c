package io.belvedere.ingest.faults;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How fast a series rises, by Theil and Sen: the median of the slopes between all pairs of its
/// points. Up to a quarter of them may be anything at all, such as a reading amid an outage,
/// without the median going along.
///
/// The interval is Sen's, by the normal approximation of Kendall's statistic, with its correction
/// for values that are equal (P. K. Sen, Estimates of the regression coefficient based on Kendall's
/// tau, 1968). In nineteen of twenty series of points that have nothing to do with each other the
/// true slope lies in it.
///
/// @param middle per unit of `x`
/// @param low the lower end of the interval
/// @param high its upper end
record Slope(double middle, double low, double high) {
  /// Of the normal distribution, for an interval that holds in nineteen of twenty cases.
  private static final double WIDTH = 1.96;

  /// @param x strictly ascending
  /// @throws IllegalArgumentException if there are not two points, or not as many `y` as `x`
  static Slope of(double[] x, double[] y) {
    int n = x.length;
    if (n < 2 || y.length != n) {
      throw new IllegalArgumentException(
          "A slope needs two points at least, each with x and y, not " + n + " and " + y.length);
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    double reach = WIDTH * Math.sqrt(variance(y));
    int last = count - 1;
    long low = (long) Math.floor((count - reach) / 2) - 1;
    long high = (long) Math.ceil((count + reach) / 2);
    return new Slope(
        (slopes[last / 2] + slopes[count / 2]) / 2,
        slopes[Math.clamp(low, 0, last)],
        slopes[Math.clamp(high, 0, last)]);
  }

  /// Of how many more pairs rise than fall, in a series without a slope.
  private static double variance(double[] y) {
    Map<Double, Integer> equal = new HashMap<>();
    for (double value : y) {
      equal.merge(value, 1, Integer::sum);
    }
    double variance = times(y.length);
    for (int many : equal.values()) {
      variance -= times(many);
    }
    return variance / 18;
  }

  private static double times(double n) {
    return n * (n - 1) * (2 * n + 5);
  }
}

package io.belvedere.ingest.sandbox.district;

/// A quantity over time: straight lines between points, level before the first and after the last.
@SuppressWarnings("ArrayRecordComponent") // columns on purpose; a course is never compared
record Course(long[] times, double[] values) {
  /// A quantity that never changes.
  static Course constant(double value) {
    return new Course(new long[] {Long.MIN_VALUE}, new double[] {value});
  }

  double at(long t) {
    int last = times.length - 1;
    if (t >= times[last]) {
      return values[last];
    }
    if (t <= times[0]) {
      return values[0];
    }
    int i = 1;
    while (times[i] < t) {
      i++;
    }
    double part = (double) (t - times[i - 1]) / (times[i] - times[i - 1]);
    return values[i - 1] + part * (values[i] - values[i - 1]);
  }
}

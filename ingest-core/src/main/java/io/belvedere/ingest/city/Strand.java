package io.belvedere.ingest.city;

import java.util.Arrays;

/// Collects `lon, lat, lon, lat, ...` where it is not known how many there will be.
final class Strand {
  private double[] numbers = new double[16];
  private int filled;

  void add(double lon, double lat) {
    if (filled == numbers.length) {
      numbers = Arrays.copyOf(numbers, filled * 2);
    }
    numbers[filled++] = lon;
    numbers[filled++] = lat;
  }

  /// What was added since the last time.
  double[] taken() {
    double[] taken = Arrays.copyOf(numbers, filled);
    filled = 0;
    return taken;
  }
}

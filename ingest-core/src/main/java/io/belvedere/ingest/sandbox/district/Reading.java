package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Quality;

/// What a device reads at one instant: a value for each of its datastreams. Filled again and again.
final class Reading {
  private static final int MOST = 8;

  private final double[] values = new double[MOST];
  private Quality quality = Quality.GOOD;

  void reset() {
    quality = Quality.GOOD;
  }

  void set(int datastream, double value) {
    values[datastream] = value;
  }

  void quality(Quality quality) {
    this.quality = quality;
  }

  double value(int datastream) {
    return values[datastream];
  }

  Quality quality() {
    return quality;
  }
}

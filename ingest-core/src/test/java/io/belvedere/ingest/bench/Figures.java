package io.belvedere.ingest.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Figures that are kept back until the table before them is complete.
final class Figures {
  private record Figure(double value, String unit) {}

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  void add(String name, double value, String unit) {
    figures.put(name, new Figure(value, unit));
  }

  /// @param times nanoseconds
  void addTimes(String name, Histogram times) {
    add(name + ".p50_ms", millis(times, 50), "ms");
    add(name + ".p99_ms", millis(times, 99), "ms");
  }

  void print() {
    figures.forEach((name, figure) -> Bench.figure(name, figure.value, figure.unit));
  }

  /// @param times nanoseconds
  static double millis(Histogram times, double percentile) {
    return times.getValueAtPercentile(percentile) / 1e6;
  }
}

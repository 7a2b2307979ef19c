package io.belvedere.app.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs one measurement of the desk; passes by those that are measured elsewhere.
final class Bench {
  /// One measurement.
  @FunctionalInterface
  interface Measurement {
    void run() throws Exception;
  }

  private static final Map<String, Measurement> ALL =
      new TreeMap<>(Map.of("delay", DelayBench::run, "map", MapBench::run));

  private Bench() {}

  /// @param args the name of the measurement
  public static void main(String[] args) throws Exception {
    List<String> everywhere = List.of(System.getProperty("bench.names", "").split(","));
    if (!everywhere.containsAll(ALL.keySet())) {
      throw new IllegalStateException("The build does not name all of " + ALL.keySet() + ".");
    }
    Measurement measurement = args.length == 0 ? null : ALL.get(args[0]);
    if (measurement != null) {
      measurement.run();
      System.exit(0);
    }
  }
}

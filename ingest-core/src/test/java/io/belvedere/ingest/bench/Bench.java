package io.belvedere.ingest.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Runs one measurement.
final class Bench {
  /// One measurement.
  @FunctionalInterface
  interface Measurement {
    void run() throws Exception;
  }

  private static final Map<String, Measurement> ALL =
      new TreeMap<>(Map.of("feed", FeedBench::run, "history", HistoryBench::run));

  private Bench() {}

  /// @param args the name of the measurement, or `list`
  public static void main(String[] args) throws Exception {
    String name = args.length == 0 ? "list" : args[0];
    // With those that other modules measure.
    String names = System.getProperty("bench.names", String.join(",", ALL.keySet()));
    Measurement measurement = ALL.get(name);
    if (measurement != null) {
      System.out.println(machine());
      measurement.run();
      System.exit(0);
    } else if (!List.of(names.split(",")).contains(name)) {
      System.out.println("-Dbench= one of: " + names.replace(",", ", "));
      System.exit(name.equals("list") ? 0 : 2);
    }
  }

  /// One figure, to be read by programs.
  static void figure(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure %s %.3f %s%n", name, value, unit);
  }

  private static String machine() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s %s, %d cores, load %.2f, Java %s, heap up to %d MB",
        os.getName(),
        os.getArch(),
        os.getAvailableProcessors(),
        os.getSystemLoadAverage(),
        Runtime.version(),
        Runtime.getRuntime().maxMemory() >> 20);
  }
}

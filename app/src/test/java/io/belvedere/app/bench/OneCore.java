package io.belvedere.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Measures in a process of its own on one core, so that nothing of another is left in it.
final class OneCore {
  static final int CORE = 0;

  private static final String TOLD = "times ";

  /// Of many times the same, milliseconds.
  record Times(double median, double p99, double greatest, long count) {}

  private final Map<String, Times> told;

  private OneCore(Map<String, Times> told) {
    this.told = told;
  }

  /// Hands what was measured to the process that asked for it.
  ///
  /// @param nanoseconds of each time
  static void tell(String which, Histogram nanoseconds) {
    System.out.printf(
        Locale.ROOT,
        TOLD + "%s %d %.4f %.4f %.4f%n",
        which,
        nanoseconds.getTotalCount(),
        nanoseconds.getValueAtPercentile(50) / 1e6,
        nanoseconds.getValueAtPercentile(99) / 1e6,
        nanoseconds.getMaxValue() / 1e6);
  }

  /// Runs a program that tells of its times.
  static OneCore measure(Class<?> program, Map<String, String> environment, List<String> args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(CORE)));
    command.addAll(java(program, "-Djavafx.animation.fullspeed=true"));
    command.addAll(args);
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      Map<String, Times> told = read(process.inputReader(StandardCharsets.UTF_8));
      if (process.waitFor() != 0) {
        throw new IOException(args + " was not measured: it ended with an error.");
      }
      return new OneCore(told);
    } finally {
      process.destroyForcibly();
    }
  }

  /// How a program of ours is started that draws in software.
  static List<String> java(Class<?> program, String... options) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Dbench."))
            .toList());
    command.add("-Dprism.order=sw");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }

  /// @param which as the program called it
  Times times(String which) {
    Times times = told.get(which);
    if (times == null) {
      throw new IllegalStateException("The process that measures told no " + which + ".");
    }
    return times;
  }

  private static Map<String, Times> read(BufferedReader from) throws IOException {
    Map<String, Times> told = new HashMap<>();
    for (String line = from.readLine(); line != null; line = from.readLine()) {
      take(line, told);
    }
    return told;
  }

  /// Takes in a line by which a program tells of its times; passes by others.
  static void take(String line, Map<String, Times> told) {
    if (line.startsWith(TOLD)) {
      List<String> parts = List.of(line.split(" ", -1));
      told.put(
          parts.get(1),
          new Times(
              Double.parseDouble(parts.get(3)),
              Double.parseDouble(parts.get(4)),
              Double.parseDouble(parts.get(5)),
              Long.parseLong(parts.get(2))));
    }
  }
}

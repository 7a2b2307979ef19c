package io.belvedere.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The frames of the whole control room beside those of other ways to draw as many sensors and all
/// roads, on a full-HD screen without a GPU; each in a process of its own with one core, the X
/// server on the other.
final class MapBench {
  private static final int CORE = 0;
  private static final int FEW = 5_000;
  private static final int MANY = 100_000;

  private final VirtualScreen screen;

  /// Of one subject in one motion, milliseconds.
  private record Frames(double median, double p99, double greatest, long count) {}

  /// @param wall from one frame to the next
  /// @param work on the threads that draw
  private record Measured(Frames wall, Frames work) {}

  private MapBench(VirtualScreen screen) {
    this.screen = screen;
  }

  static void run() throws Exception {
    System.out.println(machine());
    try (var screen = VirtualScreen.open(CORE + 1)) {
      new MapBench(screen).measure();
    }
  }

  private void measure() throws IOException, InterruptedException {
    System.out.printf(
        "%-10s %-6s %8s  %8s %8s %8s  %8s %8s %8s  ms%n",
        "", "", "sensors", "work p50", "p99", "max", "wall p50", "p99", "max");
    Measured still = frames("room", Motion.STILL, FEW);
    Measured pan = frames("room", Motion.PAN, FEW);
    Measured zoom = frames("room", Motion.ZOOM, FEW);
    Measured play = frames("room", Motion.PLAY, FEW);
    Measured many = frames("room", Motion.PAN, MANY);
    Measured canvas = frames("canvas", Motion.PAN, FEW);
    Measured nodes = frames("nodes", Motion.PAN, FEW);
    figure("map.still_5k.median_ms", still.work.median, "ms");
    figure("map.pan_5k.median_ms", pan.work.median, "ms");
    figure("map.pan_5k.p99_ms", pan.work.p99, "ms");
    figure("map.zoom_5k.median_ms", zoom.work.median, "ms");
    figure("map.zoom_5k.p99_ms", zoom.work.p99, "ms");
    figure("map.play_5k.median_ms", play.work.median, "ms");
    figure("map.play_5k.p99_ms", play.work.p99, "ms");
    figure("map.pan_100k.median_ms", many.work.median, "ms");
    figure("map.pan_100k.p99_ms", many.work.p99, "ms");
    figure("map.canvas_ratio", canvas.work.median / pan.work.median, "ratio");
    figure("map.nodes_ratio", nodes.work.median / pan.work.median, "ratio");
  }

  private Measured frames(String subject, Motion motion, int sensors)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(CORE)));
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Dbench."))
            .toList());
    command.addAll(
        List.of(
            "-Dprism.order=sw",
            "-Djavafx.animation.fullspeed=true",
            "-cp",
            System.getProperty("java.class.path"),
            FrameBench.class.getName(),
            subject,
            motion.name(),
            String.valueOf(sensors)));
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("DISPLAY", screen.display());
    Process process = builder.start();
    try {
      Measured measured = read(process.inputReader(StandardCharsets.UTF_8));
      if (process.waitFor() != 0) {
        throw new IOException(subject + " was not measured: it ended with an error.");
      }
      System.out.printf(
          Locale.ROOT,
          "%-10s %-6s %,8d  %8.2f %8.2f %8.2f  %8.2f %8.2f %8.2f  %d frames%n",
          subject,
          motion.name().toLowerCase(Locale.ROOT),
          sensors,
          measured.work.median,
          measured.work.p99,
          measured.work.greatest,
          measured.wall.median,
          measured.wall.p99,
          measured.wall.greatest,
          measured.wall.count);
      return measured;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Measured read(BufferedReader from) throws IOException {
    Frames wall = null;
    Frames work = null;
    for (String line = from.readLine(); line != null; line = from.readLine()) {
      if (line.startsWith("wall ")) {
        wall = frames(line);
      } else if (line.startsWith("work ")) {
        work = frames(line);
      }
    }
    if (wall == null || work == null) {
      throw new IOException("The process that draws told nothing.");
    }
    return new Measured(wall, work);
  }

  private static Frames frames(String line) {
    List<String> parts = List.of(line.split(" ", -1));
    return new Frames(
        Double.parseDouble(parts.get(2)),
        Double.parseDouble(parts.get(3)),
        Double.parseDouble(parts.get(4)),
        Long.parseLong(parts.get(1)));
  }

  private static void figure(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure %s %.3f %s%n", name, value, unit);
  }

  private static String machine() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s %s, one of %d cores, load %.2f, Java %s, in software, %d x %d",
        os.getName(),
        os.getArch(),
        os.getAvailableProcessors(),
        os.getSystemLoadAverage(),
        Runtime.version(),
        VirtualScreen.WIDTH,
        VirtualScreen.HEIGHT);
  }
}

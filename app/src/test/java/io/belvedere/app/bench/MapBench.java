package io.belvedere.app.bench;

import io.belvedere.app.bench.OneCore.Times;
import io.belvedere.app.bench.RasterBench.Sight;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The map alone without a window, and the frames of the whole control room beside those of other
/// ways to draw as many sensors and all roads, on a full-HD screen without a GPU; each in a process
/// of its own with one core, the X server on the other.
final class MapBench {
  private static final int FEW = 5_000;
  private static final int MANY = 100_000;

  /// `-Dbench.jvm=-Dbench.part=raster` leaves out all that needs a window, `street` all but the
  /// streets.
  private static final String PART = System.getProperty("bench.part", "all");

  private MapBench() {}

  static void run() throws Exception {
    System.out.println(machine());
    if (PART.equals("street")) {
      street();
      return;
    }
    System.out.printf(
        "%-10s %-6s %8s  %8s %8s %8s  %8s %8s %8s  ms%n",
        "", "", "sensors", "work p50", "p99", "max", "wall p50", "p99", "max");
    measureRaster();
    if (!PART.equals("raster")) {
      try (var screen = VirtualScreen.open(OneCore.CORE + 1)) {
        measureScreen(screen.display());
      }
    }
  }

  /// The map alone, without a window.
  private static void measureRaster() throws IOException, InterruptedException {
    raster("map.raster_still_5k", Motion.STILL, FEW, 1);
    raster("map.raster_pan_5k", Motion.PAN, FEW, 1);
    raster("map.raster_zoom_5k", Motion.ZOOM, FEW, 1);
    raster("map.raster_pan_5k_scale1_25", Motion.PAN, FEW, 1.25);
    raster("map.raster_pan_5k_scale2", Motion.PAN, FEW, 2);
    OneCore still = raster("map.raster_still_100k", Motion.STILL, MANY, 1);
    raster("map.raster_pan_100k", Motion.PAN, MANY, 1);
    raster("map.raster_zoom_100k", Motion.ZOOM, MANY, 1);
    figure("map.pick_100k_ms", still.times("pick").p99(), "ms");
    street();
  }

  /// The same streets in a small and in a large city: the best of some rounds each, in turn,
  /// because so short a time is soon disturbed.
  private static void street() throws IOException, InterruptedException {
    double few = Double.MAX_VALUE;
    double many = Double.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      few = Math.min(few, street(FEW));
      many = Math.min(many, street(MANY));
    }
    figure("map.street_5k.median_ms", few, "ms");
    figure("map.street_100k.median_ms", many, "ms");
    figure("map.street_100k_to_5k_ratio", many / few, "ratio");
  }

  private static double street(int sensors) throws IOException, InterruptedException {
    OneCore measured = raster(Motion.PAN, sensors, 1, Sight.STREET);
    print("street", Motion.PAN, sensors, measured);
    return measured.times("work").median();
  }

  /// @param scale device pixels per logical pixel
  private static OneCore raster(String figure, Motion motion, int sensors, double scale)
      throws IOException, InterruptedException {
    OneCore measured = raster(motion, sensors, scale, Sight.CITY);
    print("raster " + scale, motion, sensors, measured);
    figure(figure + ".median_ms", measured.times("work").median(), "ms");
    figure(figure + ".p99_ms", measured.times("work").p99(), "ms");
    return measured;
  }

  private static OneCore raster(Motion motion, int sensors, double scale, Sight sight)
      throws IOException, InterruptedException {
    return OneCore.measure(
        RasterBench.class,
        Map.of(),
        List.of(motion.name(), String.valueOf(sensors), String.valueOf(scale), sight.name()));
  }

  /// The whole control room, and other ways to draw as much.
  private static void measureScreen(String display) throws IOException, InterruptedException {
    Times still = frames(display, "room", Motion.STILL, FEW);
    Times pan = frames(display, "room", Motion.PAN, FEW);
    Times zoom = frames(display, "room", Motion.ZOOM, FEW);
    Times play = frames(display, "room", Motion.PLAY, FEW);
    Times many = frames(display, "room", Motion.PAN, MANY);
    Times canvas = frames(display, "canvas", Motion.PAN, FEW);
    Times nodes = frames(display, "nodes", Motion.PAN, FEW);
    Times web = frames(display, "webview", Motion.PAN, FEW);
    figure("map.still_5k.median_ms", still.median(), "ms");
    figure("map.pan_5k.median_ms", pan.median(), "ms");
    figure("map.pan_5k.p99_ms", pan.p99(), "ms");
    figure("map.zoom_5k.median_ms", zoom.median(), "ms");
    figure("map.zoom_5k.p99_ms", zoom.p99(), "ms");
    figure("map.play_5k.median_ms", play.median(), "ms");
    figure("map.play_5k.p99_ms", play.p99(), "ms");
    figure("map.pan_100k.median_ms", many.median(), "ms");
    figure("map.pan_100k.p99_ms", many.p99(), "ms");
    figure("map.canvas_ratio", canvas.median() / pan.median(), "ratio");
    figure("map.nodes_ratio", nodes.median() / pan.median(), "ratio");
    figure("map.webview_ratio", web.median() / pan.median(), "ratio");
  }

  /// @return the time of the threads that draw
  private static Times frames(String display, String subject, Motion motion, int sensors)
      throws IOException, InterruptedException {
    OneCore measured =
        OneCore.measure(
            FrameBench.class,
            Map.of("DISPLAY", display),
            List.of(subject, motion.name(), String.valueOf(sensors)));
    print(subject, motion, sensors, measured);
    return measured.times("work");
  }

  private static void print(String subject, Motion motion, int sensors, OneCore measured) {
    Times work = measured.times("work");
    Times wall = measured.times("wall");
    System.out.printf(
        Locale.ROOT,
        "%-10s %-6s %,8d  %8.2f %8.2f %8.2f  %8.2f %8.2f %8.2f  %d frames%n",
        subject,
        motion.name().toLowerCase(Locale.ROOT),
        sensors,
        work.median(),
        work.p99(),
        work.greatest(),
        wall.median(),
        wall.p99(),
        wall.greatest(),
        wall.count());
  }

  static void figure(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure %s %.3f %s%n", name, value, unit);
  }

  static String machine() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s %s, %d cores, load %.2f, Java %s, in software, %d x %d",
        os.getName(),
        os.getArch(),
        os.getAvailableProcessors(),
        os.getSystemLoadAverage(),
        Runtime.version(),
        VirtualScreen.WIDTH,
        VirtualScreen.HEIGHT);
  }
}

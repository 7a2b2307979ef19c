package io.belvedere.app.bench;

import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.app.map.OffScreenMap;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.ManualClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import org.HdrHistogram.Histogram;

/// Measures the map's own part of a frame, without a window: from what is known of the district to
/// pixels in an `int[]`; and how long it takes to find what is under the pointer.
///
/// In [Sight#STREET] the view is that of some streets with about a hundred sensors, however many
/// there are in the rest of the city.
final class RasterBench {
  private static final int WARM_UP = 300;
  private static final int FRAMES = 400;
  private static final int PICKS = 50_000;
  private static final int PERIOD = 120;

  private static final Duration FRAME = Duration.ofMillis(17);

  private final Clock clock = Clock.system();

  /// Of the district: what it looks like must not depend on how fast it is drawn.
  private final ManualClock then = new ManualClock(clock.now());

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final StoredDistrict district;
  private final OffScreenMap map;

  /// How much of the sensors the picture shows.
  enum Sight {
    /// All of them.
    CITY,
    /// Those of Monaco are seen in part; the others are elsewhere.
    STREET
  }

  private RasterBench(int sensors, double scale, Sight sight) {
    district =
        new StoredDistrict(
            then,
            switch (sight) {
              case CITY -> new CrowdedMonaco(sensors).datastreams();
              case STREET -> new LargerCity(sensors).datastreams();
            });
    var newest = new NewestInstant(then, district);
    map = new OffScreenMap(newest, VirtualScreen.WIDTH, VirtualScreen.HEIGHT, scale);
    if (sight == Sight.STREET) {
      map.lookAt(LargerCity.STREET_LON, LargerCity.STREET_LAT, LargerCity.STREET_ZOOM);
    }
  }

  /// @param args which motion, how many sensors, how many device pixels per logical pixel, and how
  ///     much of it is in sight
  public static void main(String[] args) {
    Sight sight = Sight.valueOf(args[3]);
    var bench = new RasterBench(Integer.parseInt(args[1]), Double.parseDouble(args[2]), sight);
    bench.draw(Motion.valueOf(args[0]));
    if (sight == Sight.CITY) {
      bench.pick();
    }
  }

  private void draw(Motion motion) {
    map.settle();
    var wall = new Histogram(3);
    var work = new Histogram(3);
    for (int number = 0; number < WARM_UP + FRAMES; number++) {
      for (int i = 0; i < RoomSubject.CHANGES; i++) {
        district.observe();
      }
      then.advance(FRAME);
      move(motion, number);
      long wallBefore = clock.ticks();
      long workBefore = threads.getCurrentThreadCpuTime();
      map.read();
      map.draw();
      long workAfter = threads.getCurrentThreadCpuTime();
      long wallAfter = clock.ticks();
      if (number >= WARM_UP) {
        wall.recordValue(wallAfter - wallBefore);
        work.recordValue(workAfter - workBefore);
      }
      map.drawGround();
    }
    OneCore.tell("wall", wall);
    OneCore.tell("work", work);
  }

  private void move(Motion motion, int number) {
    switch (motion) {
      case STILL -> {}
      case PAN -> map.pan(Crowd.shift(number + 1) - Crowd.shift(number), 0);
      case ZOOM -> map.zoom(number % PERIOD < PERIOD / 2 ? 0.05 : -0.05);
      case PLAY -> throw new IllegalArgumentException("A picture alone does not play.");
    }
  }

  private void pick() {
    map.settle();
    var random = new Random(1);
    var times = new Histogram(3);
    for (int i = 0; i < 2 * PICKS; i++) {
      double x = random.nextDouble() * VirtualScreen.WIDTH;
      double y = random.nextDouble() * VirtualScreen.HEIGHT;
      long before = clock.ticks();
      map.pick(x, y);
      if (i >= PICKS) {
        times.recordValue(clock.ticks() - before);
      }
    }
    OneCore.tell("pick", times);
  }
}

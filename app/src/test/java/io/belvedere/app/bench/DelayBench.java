package io.belvedere.app.bench;

import io.belvedere.app.bench.OneCore.Times;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// From a sensor's clock to the pixels of the screen, and the screen during a backlog: the control
/// room as the command line opens it, full HD in software, on a broker in another process, with
/// 5,000 datastreams.
///
/// A canary sends what needs somebody, and later that all is well, and its place on the screen is
/// looked at until it is red, or is not. The screen is the X server's own memory, so all is in it
/// that an operator waits for: producer, broker, feed, twin, the next pulse, drawing and rendering.
///
/// A backlog is a transaction, which the desk is set to wait for: all of it is there at once.
final class DelayBench {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);
  private static final int USUAL = 1_667;
  private static final int EMERGENCY = 16_667;
  private static final int BACKLOG = 1_000_000;
  private static final int BACKLOGS = 3;

  /// `-Dbench.jvm=-Dbench.part=backlog` leaves out the delays.
  private static final String PART = System.getProperty("bench.part", "all");

  private static final Clock CLOCK = Clock.system();

  private final Sensors sensors;
  private final RoomProcess room;
  private final Canaries canaries;

  /// Until when something goes on.
  @FunctionalInterface
  private interface Until {
    boolean isOver() throws IOException;
  }

  private DelayBench(Sensors sensors, RoomProcess room, Canaries canaries) {
    this.sensors = sensors;
    this.room = room;
    this.canaries = canaries;
  }

  static void run() throws Exception {
    System.out.println(MapBench.machine());
    try (Broker broker = Broker.startTemporary()) {
      Path folder = Files.createDirectory(broker.folder().resolve("desk"));
      Path settings = folder.resolve("kafka.properties");
      Files.writeString(settings, "isolation.level=read_committed\n");
      try (var screen = VirtualScreen.open(folder);
          var sensors = new Sensors(broker.bootstrapServers());
          var room =
              RoomProcess.open(
                  screen.display(),
                  folder,
                  List.of(
                      "--bootstrap-servers=" + broker.bootstrapServers(),
                      "--kafka-config=" + settings,
                      "--district=" + Sensors.DISTRICT))) {
        var canaries = new Canaries(sensors, ScreenPixels.in(folder));
        new DelayBench(sensors, room, canaries).measure();
      }
    }
  }

  private void measure() throws IOException {
    sensors.report(WARM_UP.toSeconds() * USUAL);
    room.answer("live " + sensors.sent());
    for (int canary = 0; canary < Sensors.CANARIES; canary++) {
      String place = "where %s %s".formatted(Sensors.lon(canary), Sensors.lat(canary));
      List<String> pixel = List.of(room.answer(place).getFirst().split(" ", -1));
      canaries.add(Integer.parseInt(pixel.getFirst()), Integer.parseInt(pixel.getLast()));
    }
    delays(USUAL, WARM_UP);
    if (!PART.equals("backlog")) {
      Histogram usual = delays(USUAL, LONG_ENOUGH);
      MapBench.figure("feed.delay_1667.p50_ms", usual.getValueAtPercentile(50) / 1e3, "ms");
      MapBench.figure("feed.delay_1667.p99_ms", usual.getValueAtPercentile(99) / 1e3, "ms");
      Histogram emergency = delays(EMERGENCY, LONG_ENOUGH);
      MapBench.figure("feed.delay_16667.p50_ms", emergency.getValueAtPercentile(50) / 1e3, "ms");
      MapBench.figure("feed.delay_16667.p99_ms", emergency.getValueAtPercentile(99) / 1e3, "ms");
    }
    backlogs();
  }

  private void backlogs() throws IOException {
    double seconds = 0;
    double frame = 0;
    for (int i = 0; i < BACKLOGS; i++) {
      Backlog backlog = backlog();
      seconds = Math.max(seconds, backlog.seconds());
      frame = Math.max(frame, backlog.frames().greatest());
    }
    System.out.println(room.answer("fates"));
    MapBench.figure("feed.backlog_frame_max_ms", frame, "ms");
    MapBench.figure("feed.backlog_1m_room_s", seconds, "s");
  }

  private Histogram delays(int perSecond, Duration time) throws IOException {
    room.answer("begin");
    var delays = new Histogram(3);
    goOn(perSecond, delays, after(time));
    room.answer("live " + sensors.sent());
    System.out.printf(
        Locale.ROOT,
        "%,6d/s, sensor to pixel: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms (%,d)%n",
        perSecond,
        delays.getValueAtPercentile(50) / 1e3,
        delays.getValueAtPercentile(90) / 1e3,
        delays.getValueAtPercentile(99) / 1e3,
        delays.getMaxValue() / 1e3,
        delays.getTotalCount());
    tellFrames();
    return delays;
  }

  /// @param seconds from when it was there to all of it applied, what came after it on screen, and
  ///     the feed live
  private record Backlog(double seconds, Times frames) {}

  private Backlog backlog() throws IOException {
    Runnable commit = sensors.hold(BACKLOG);
    // Whoever wrote it has its rest first.
    LockSupport.parkNanos(AFTERWARDS.toNanos());
    room.answer("begin");
    var delays = new Histogram(3);
    long begin = CLOCK.ticks();
    commit.run();
    room.ask("live " + sensors.sent());
    canaries.report();
    goOn(USUAL, delays, () -> room.isAnswering() && canaries.areSeen());
    double seconds = (CLOCK.ticks() - begin) / 1e9;
    String words = room.answer().getLast();
    goOn(USUAL, delays, after(AFTERWARDS));
    System.out.printf(
        Locale.ROOT, "%,d at once: %s, on screen after %.2f s%n", BACKLOG, words, seconds);
    return new Backlog(seconds, tellFrames());
  }

  private static Until after(Duration time) {
    long begin = CLOCK.ticks();
    return () -> CLOCK.ticks() - begin > time.toNanos();
  }

  /// Has the sensors report and looks for the canaries, until it is over and all of them were seen.
  private void goOn(int perSecond, Histogram delays, Until until) throws IOException {
    long begin = CLOCK.ticks();
    long sent = 0;
    boolean over = false;
    while (!over || !canaries.areSeen()) {
      long due = (CLOCK.ticks() - begin) * perSecond / 1_000_000_000L;
      sensors.report(due - sent);
      sent = due;
      over = over || until.isOver();
      if (!over) {
        canaries.report();
      }
      canaries.look(delays);
      LockSupport.parkNanos(500_000);
    }
  }

  /// @return from one frame to the next
  private Times tellFrames() throws IOException {
    Map<String, Times> frames = new HashMap<>();
    List<String> told = room.answer("end");
    told.forEach(line -> OneCore.take(line, frames));
    frames.forEach(
        (what, times) ->
            System.out.printf(
                Locale.ROOT,
                "    frames, %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%,d)%n",
                what,
                times.median(),
                times.p99(),
                times.greatest(),
                times.count()));
    System.out.println("    " + told.getLast());
    return Objects.requireNonNull(frames.get("wall"));
  }
}

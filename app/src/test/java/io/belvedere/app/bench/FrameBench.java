package io.belvedere.app.bench;

import io.belvedere.app.frame.Pulse;
import io.belvedere.app.frame.Toolkit;
import io.belvedere.ingest.time.Clock;
import java.util.concurrent.CompletableFuture;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/// Measures the frames of one subject in one motion; a process of its own, so that nothing of
/// another is left in it.
final class FrameBench {
  /// Until what is compiled and cached is compiled and cached.
  private static final long WARM_UP = 20_000_000_000L;

  private static final int FRAMES = 600;

  /// A slow subject does not get all of its frames, nanoseconds.
  private static final long LONGEST = 20_000_000_000L;

  private final Clock clock = Clock.system();
  private final Motion motion;
  private final CompletableFuture<FrameTimes> measured = new CompletableFuture<>();
  private int number;
  private long begun;

  private FrameBench(Motion motion) {
    this.motion = motion;
  }

  /// @param args which subject, which motion, how many sensors
  public static void main(String[] args) throws Exception {
    int sensors = Integer.parseInt(args[2]);
    var bench = new FrameBench(Motion.valueOf(args[1]));
    Toolkit.start();
    var opened =
        CompletableFuture.runAsync(
            () ->
                bench.open(
                    switch (args[0]) {
                      case "room" -> new RoomSubject(sensors);
                      case "canvas" -> new CanvasSubject(sensors);
                      case "nodes" -> new NodesSubject(sensors);
                      case "webview" -> new WebViewSubject(sensors);
                      default -> throw new IllegalArgumentException("No subject " + args[0] + ".");
                    }),
            Toolkit.executor());
    opened.join();
    FrameTimes times = bench.measured.join();
    OneCore.tell("wall", times.wall());
    OneCore.tell("work", times.work());
    Toolkit.exit();
  }

  private void open(Subject subject) {
    var stage = new Stage(StageStyle.UNDECORATED);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(subject.scene());
    stage.show();
    begun = clock.ticks();
    var times = new FrameTimes();
    var pulse = Pulse.offScreen(() -> step(subject, times));
    pulse.start();
    var unused =
        measured.whenComplete(
            (_, _) -> {
              pulse.stop();
              subject.close();
              stage.hide();
            });
  }

  private void step(Subject subject, FrameTimes times) {
    if (!subject.isReady()) {
      begun = clock.ticks();
    }
    long passed = clock.ticks() - begun;
    if (passed >= WARM_UP) {
      times.frame(clock.ticks());
      if (times.count() >= FRAMES || passed >= WARM_UP + LONGEST) {
        measured.complete(times);
      }
    }
    try {
      subject.frame(motion, number++);
    } catch (RuntimeException e) {
      measured.completeExceptionally(e);
    }
  }
}

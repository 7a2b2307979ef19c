package io.belvedere.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.Screen;
import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.app.map.OffScreenMap;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/// The map beside JavaFX's canvas, in software and without a window, both panned: only how many
/// times faster, because machines differ. What counts is the time that the cores spend on the
/// threads which draw, and of that the lower quartile, because whoever else is busy slows what goes
/// through much memory more than what computes.
///
/// Ours is drawing the picture, handing it to an image view and having that rendered, theirs
/// drawing into the canvas and having it rendered.
class CanvasRatioTest {
  private static final long NOW = 1_795_441_200_000_000L;
  private static final Duration FRAME = Duration.ofMillis(17);
  private static final int SENSORS = 5_000;
  private static final int ROUNDS = 30;
  private static final int WARM_UP = 40;

  /// Frames of ours for each of the canvas, so that both take about as long.
  private static final int OURS = 6;

  /// Nanoseconds.
  private record Frame(long ours, long canvas) {}

  @Test
  void theMapIsDrawnAtLeastFiveTimesFasterThanOnACanvas() {
    Frame frame = Screen.on(CanvasRatioTest::measure);
    assertThat((double) frame.canvas / frame.ours)
        .as("times as fast as the canvas")
        .isGreaterThanOrEqualTo(5);
  }

  private static Frame measure() {
    var clock = new ManualClock(NOW);
    var datastreams = new CrowdedMonaco(SENSORS).datastreams();
    var district = new StoredDistrict(clock, datastreams, 4 * datastreams.size());
    var newest = new NewestInstant(clock, district);
    var map = new OffScreenMap(newest, VirtualScreen.WIDTH, VirtualScreen.HEIGHT, 1);
    map.settle();
    var scene = new Scene(new Pane(map.show()), VirtualScreen.WIDTH, VirtualScreen.HEIGHT);
    var canvas = new CanvasSubject(SENSORS);
    var picture = new WritableImage(VirtualScreen.WIDTH, VirtualScreen.HEIGHT);
    scene.snapshot(picture);
    var spent = new DrawingTime();
    var ours = new Histogram(3);
    var theirs = new Histogram(3);
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      if (round == WARM_UP) {
        ours.reset();
        theirs.reset();
      }
      for (int frame = round * OURS; frame < (round + 1) * OURS; frame++) {
        for (int i = 0; i < RoomSubject.CHANGES; i++) {
          district.observe();
        }
        clock.advance(FRAME);
        map.read();
        map.pan(Crowd.shift(frame + 1) - Crowd.shift(frame), 0);
        long before = spent.nanoseconds();
        map.draw();
        scene.snapshot(picture);
        ours.recordValue(spent.nanoseconds() - before);
        map.drawGround();
      }
      long before = spent.nanoseconds();
      canvas.frame(Motion.PAN, round);
      canvas.scene().snapshot(picture);
      theirs.recordValue(spent.nanoseconds() - before);
    }
    return new Frame(usual(ours), usual(theirs));
  }

  /// Of the quarter that whoever else is busy has hindered least, the slowest.
  private static long usual(Histogram times) {
    return times.getValueAtPercentile(25);
  }
}

package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Leak;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Marks;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set in start
class TimelinePaneTest {
  private static final double WIDTH = 900;

  private final FloodStory story = new FloodStory();
  private final Marks marks = new Marks();
  private final Playhead playhead = new Playhead(story.clock());
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private Executor executor = Runnable::run;
  private TimelinePane pane;
  private Lanes lanes;

  @Start
  void start(Stage stage) {
    pane = pane(Theme.LIGHT);
    stage.setScene(PanePicture.scene(pane, WIDTH, TimelinePane.HEIGHT, Theme.LIGHT));
    stage.show();
    lanes = (Lanes) pane.lookup(".timeline-lanes");
    pulse();
  }

  @Test
  void aClickSeeks(FxRobot robot) {
    robot.clickOn(at(0.5));
    assertThat(playhead.isFollowing()).isFalse();
    assertThat(playhead.instant()).isCloseTo(instantAt(0.5), aMinute());
  }

  @Test
  void aDragScrubsAndTheLastInstantComesBack(FxRobot robot) {
    pulse();
    robot.clickOn(at(0.2));
    long before = playhead.instant();
    robot.moveTo(at(0.4)).press(MouseButton.PRIMARY).moveTo(at(0.6));
    assertThat(playhead.instant()).isCloseTo(instantAt(0.6), aMinute());
    robot.moveTo(at(0.8)).release(MouseButton.PRIMARY);
    assertThat(playhead.instant()).isCloseTo(instantAt(0.8), aMinute());
    WaitForAsyncUtils.waitForAsyncFx(5_000, playhead::swapWithPrevious);
    assertThat(playhead.instant()).isEqualTo(before);
  }

  @Test
  void theWheelZoomsAndTheAxisPansWithoutMovingThePlayhead(FxRobot robot) {
    scroll(0.5, 400);
    pulse();
    long length = lanes.span().length();
    assertThat(length).isLessThan(Micros.PER_HOUR);
    long from = lanes.span().from();
    Point2D axis = robot.point(lanes).atOffset(0, 60).query();
    robot.moveTo(axis).press(MouseButton.PRIMARY).moveBy(100, 0).release(MouseButton.PRIMARY);
    assertThat(lanes.span().from()).isLessThan(from);
    assertThat(playhead.isFollowing()).isTrue();
  }

  @Test
  void theButtonBackToLiveIsAlwaysThereAndTellsHowFarBehind(FxRobot robot) {
    Button live = robot.lookup(".timeline-live").queryButton();
    assertThat(live.isVisible()).isTrue();
    assertThat(live.isDisabled()).isTrue();
    robot.clickOn(at(0.3));
    show(Mode.REPLAY);
    assertThat(live.isDisabled()).isFalse();
    assertThat(((Label) pane.lookup(".timeline-behind")).getText()).endsWith(" behind");
    robot.clickOn(live);
    assertThat(playhead.isFollowing()).isTrue();
    pulse();
    assertThat(lanes.span().isAtNow()).isTrue();
  }

  @Test
  void theButtonsPlayPauseAndStep(FxRobot robot) {
    robot.clickOn(at(0.3));
    show(Mode.REPLAY);
    long before = playhead.instant();
    robot.clickOn(".timeline-icon-step-back");
    assertThat(playhead.instant()).isEqualTo(before - 10 * Micros.PER_SECOND);
    robot.clickOn(".timeline-icon-play");
    assertThat(playhead.speed()).isEqualTo(1);
    robot.clickOn(".timeline-icon-faster");
    assertThat(playhead.speed()).isEqualTo(2);
    show(Mode.REPLAY);
    assertThat(((Label) pane.lookup(".timeline-speed")).getText()).isEqualTo("2×");
    robot.clickOn(".timeline-icon-pause");
    assertThat(playhead.speed()).isZero();
  }

  @Test
  void hoverTellsTheInstantAndNeverCoversTheWholeLane(FxRobot robot) {
    robot.moveTo(at(0.9));
    show(Mode.LIVE);
    Label hover = (Label) pane.lookup(".timeline-hover");
    assertThat(hover.isVisible()).isTrue();
    assertThat(hover.getText()).matches("14:\\d\\d:\\d\\d  [\\d.]+/s  worst P1.*");
    assertThat(hover.getBoundsInParent().getMaxX()).isLessThanOrEqualTo(WIDTH);
  }

  @Test
  void everyTransportButtonIsLargeEnough(FxRobot robot) {
    robot
        .lookup(".timeline-transport .button")
        .queryAllAs(Button.class)
        .forEach(
            button -> {
              assertThat(button.getWidth()).isGreaterThanOrEqualTo(40);
              assertThat(button.getHeight()).isGreaterThanOrEqualTo(40);
            });
  }

  @Test
  void nothingIsReadAnewWhileNothingHappens() {
    await()
        .until(
            () -> {
              pulse();
              return pane.isSettled();
            });
    executor = waiting::add;
    for (int i = 0; i < 30; i++) {
      story.clock().advance(Duration.ofMillis(16));
      show(Mode.LIVE);
    }
    assertThat(waiting).isEmpty();
    story.clock().advance(Duration.ofSeconds(1));
    show(Mode.LIVE);
    assertThat(waiting).as("columns and samples").hasSize(2);
  }

  @Test
  void letsGoOfItself() {
    Leak.requireCollected(
        () -> {
          TimelinePane other = pane(Theme.DARK);
          other.show(story.at(FloodStory.NOW, Mode.LIVE));
          return other;
        });
  }

  @Test
  void looksRightByDayAndByNight() {
    story
        .district()
        .history()
        .addHole(
            new TimeRange(
                FloodStory.START + 20 * Micros.PER_MINUTE,
                FloodStory.START + 25 * Micros.PER_MINUTE));
    for (Theme theme : Theme.values()) {
      WaitForAsyncUtils.waitForAsyncFx(
          20_000,
          () -> {
            Playhead own = new Playhead(story.clock());
            TimelinePane other = pane(theme, own);
            Scene scene = PanePicture.scene(other, 1400, TimelinePane.HEIGHT, theme);
            for (int i = 0; i < 8; i++) {
              story.clock().advance(Duration.ofSeconds(1));
              other.show(story.at(story.clock().now(), Mode.LIVE));
            }
            PanePicture.take(scene, "timeline-live-" + theme);
            marks.add(FloodStory.FLOOD);
            own.seek(FloodStory.FLOOD - 10 * Micros.PER_MINUTE);
            own.beginRange();
            own.seek(FloodStory.FLOOD + 7 * Micros.PER_MINUTE);
            own.endRange();
            other.show(story.at(own.instant(), Mode.REPLAY));
            PanePicture.take(scene, "timeline-replay-" + theme);
            return null;
          });
    }
  }

  private TimelinePane pane(Theme theme) {
    return pane(theme, playhead);
  }

  private TimelinePane pane(Theme theme, Playhead of) {
    return new TimelinePane(
        story.clock(),
        of,
        marks,
        () -> ZoneId.of("Europe/Monaco"),
        FloodStory.map(),
        task -> executor.execute(task),
        theme);
  }

  private void show(Mode mode) {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> pane.show(story.at(playhead.instant(), mode, playhead.speed())));
  }

  private void pulse() {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          playhead.advance();
          pane.show(story.at(playhead.instant(), playhead.isFollowing() ? Mode.LIVE : Mode.REPLAY));
        });
  }

  private Point2D at(double fraction) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () ->
            lanes.localToScreen(
                Lanes.GUTTER + fraction * (WIDTH - Lanes.GUTTER - Lanes.RIGHT), 40));
  }

  /// The robot of the headless platform turns the wheel the other way than a hand does.
  private void scroll(double fraction, double deltaY) {
    Point2D point = at(fraction);
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          Point2D local = lanes.screenToLocal(point);
          lanes.fireEvent(
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  local.getX(),
                  local.getY(),
                  point.getX(),
                  point.getY(),
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  0,
                  deltaY,
                  0,
                  deltaY,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  0,
                  new PickResult(lanes, local.getX(), local.getY())));
        });
  }

  private long instantAt(double fraction) {
    return lanes.span().instantAt(fraction);
  }

  /// A pixel is nine seconds wide, and the robot hits the middle of one.
  private static Offset<Long> aMinute() {
    return Offset.offset(Micros.PER_MINUTE);
  }
}

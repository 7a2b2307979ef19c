package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.FloodStory;
import io.belvedere.app.PanePicture;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.Marks;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What the timeline says of the parts of the past that are not there.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set in start
class MissingGroundTest {
  private static final double WIDTH = 1000;
  private static final TimeRange NOT_LOADED = minutes(0, 40);
  private static final TimeRange LOST = minutes(85, 100);

  /// Everything is well then, so there is no ink but that of the volume.
  private static final TimeRange QUIET = minutes(45, 65);

  private final FloodStory story = new FloodStory();
  private final Playhead playhead = new Playhead(story.clock());
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

  @ParameterizedTest
  @EnumSource(Theme.class)
  void whatIsNotLoadedAndWhatIsLostAreHatchedInWaysThatDifferWithoutColour(Theme theme)
      throws Exception {
    lose();
    Picture picture =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              TimelinePane other = pane(theme);
              Scene scene = PanePicture.scene(other, WIDTH, TimelinePane.HEIGHT, theme);
              for (int i = 0; i < 8; i++) {
                story.clock().advance(Duration.ofSeconds(1));
                other.show(story.at(story.clock().now(), Mode.LIVE));
              }
              lanes = (Lanes) other.lookup(".timeline-lanes");
              assertThat(groundLabels(other)).containsExactly("not loaded", "lost");
              assertThat(other.lookup(".timeline-ground").getLayoutBounds().getWidth())
                  .as("room for the word")
                  .isGreaterThan(50);
              return PanePicture.take(scene, "timeline-missing-" + theme);
            });
    int severity = LanePainter.SEVERITY_TOP;
    assertThat(inked(picture, QUIET, severity, theme)).as("quiet").isZero();
    assertThat(inked(picture, NOT_LOADED, severity, theme)).isBetween(0.08, 0.2);
    assertThat(inked(picture, LOST, severity, theme)).isBetween(0.25, 0.5);
    assertThat(runsOneWay(picture, NOT_LOADED, severity)).isTrue();
    assertThat(runsOneWay(picture, LOST, severity)).isFalse();
    int incidents = LanePainter.INCIDENTS_TOP;
    assertThat(inked(picture, LOST, incidents, theme))
        .as("the incident before and after it is not drawn through it")
        .isBetween(0.25, 0.5);
  }

  @Test
  void theLanesTellInWordsWhatIsMissing() {
    lose();
    pulseUntilRead();
    assertThat(lanes.getAccessibleText())
        .contains("not loaded 12:40 to 13:20", "lost 14:05 to 14:20");
  }

  @Test
  void aShortLossCanBeSeenAndIsToldUnderThePointer(FxRobot robot) {
    TimeRange second =
        new TimeRange(LOST.from() + 30 * Micros.PER_SECOND, LOST.from() + 31 * Micros.PER_SECOND);
    story.district().history().addHole(second);
    pulseUntilRead();
    assertThat(groundLabels(pane)).as("no room for a word").isEmpty();
    assertThat(lanes.getAccessibleText()).contains("lost 14:05:30 to 14:05:31");
    story.district().history().addHole(LOST);
    pulseUntilRead();
    robot.moveTo(at(LOST.from() + 5 * Micros.PER_MINUTE));
    pulse();
    assertThat(((Label) pane.lookup(".timeline-hover")).getText())
        .matches("14:\\d\\d:\\d\\d  lost");
  }

  @Test
  void whatIsLoadedMeanwhileIsDrawn() {
    lose();
    pulseUntilRead();
    assertThat(groundLabels(pane)).containsExactly("not loaded", "lost");
    story.district().history().notLoaded(List.of());
    pulseUntilRead();
    assertThat(groundLabels(pane)).containsExactly("lost");
    assertThat(lanes.getAccessibleText()).doesNotContain("not loaded");
  }

  @Test
  void thePastThatIsLoadedIsToldAndCanBeStoppedAndAskedForAgain(FxRobot robot) {
    assertThat(past().isVisible()).as("nothing is missing").isFalse();
    List<Bounds> before = placesOfTheRest();
    story.district().reads(reading(State.READING, 0.375, ""));
    story.district().history().notLoaded(List.of(NOT_LOADED));
    pulse();
    assertThat(past().isVisible()).isTrue();
    assertThat(words()).isEqualTo("Loading the past: 37 %");
    assertThat(button().getText()).isEqualTo("Stop");
    assertThat(button().getAccessibleText())
        .isEqualTo("Stop loading the past. Loading the past: 37 %");
    assertThat(placesOfTheRest()).as("nothing else moves").isEqualTo(before);
    Bounds place = button().localToScene(button().getBoundsInLocal());

    robot.clickOn(button());
    assertThat(story.district().isPastWanted()).isFalse();
    story.district().reads(reading(State.CANCELLED, 0.375, ""));
    pulse();
    assertThat(words()).isEqualTo("Stopped at 37 % of the past");
    assertThat(button().getText()).isEqualTo("Load");
    assertThat(button().localToScene(button().getBoundsInLocal())).isEqualTo(place);

    robot.clickOn(button());
    assertThat(story.district().isPastWanted()).isTrue();
    story.district().reads(BackfillReading.NOTHING);
    pulse();
    assertThat(past().isVisible()).isFalse();
    assertThat(placesOfTheRest()).isEqualTo(before);
  }

  @Test
  void whatIsMissingBeforeAllThatIsHereIsInSightWhileItLoadsAndWhenItIsStopped() {
    TimeRange before = minutes(-22 * 60, 0);
    story.district().history().notLoaded(List.of(before));
    story.district().reads(reading(State.READING, 0.1, ""));
    pulseUntilRead();
    pulseUntilRead();
    assertThat(lanes.getAccessibleText()).contains("not loaded 10:40 to 12:40");
    story.district().reads(reading(State.CANCELLED, 0.1, ""));
    pulseUntilRead();
    assertThat(lanes.getAccessibleText()).contains("not loaded 10:40 to 12:40");
    assertThat(groundLabels(pane)).containsExactly("not loaded");
    story.district().reads(BackfillReading.NOTHING);
    story.district().history().notLoaded(List.of());
    pulseUntilRead();
    pulseUntilRead();
    assertThat(lanes.getAccessibleText()).doesNotContain("not loaded");
  }

  @Test
  void theButtonIsReachedAndPressedByKeyboard(FxRobot robot) {
    story.district().reads(reading(State.READING, 0.5, ""));
    pulse();
    robot.type(KeyCode.TAB);
    assertThat(button().isFocused()).isTrue();
    robot.type(KeyCode.SPACE);
    assertThat(story.district().isPastWanted()).isFalse();
  }

  @Test
  void whyThePastIsNotLoadedOnIsTold() {
    story.district().reads(reading(State.WAITING, 0.1, "What is live comes first."));
    pulse();
    assertThat(words()).isEqualTo("Loading the past: 10 %");
    assertThat(((Label) pane.lookup(".timeline-past-why")).getText())
        .isEqualTo("What is live comes first.");
    assertThat(button().getText()).isEqualTo("Stop");
    story
        .district()
        .reads(reading(State.WAITING, 0.1, "Reading the past failed: " + "x".repeat(200)));
    List<Bounds> before = placesOfTheRest();
    pulse();
    assertThat(placesOfTheRest()).as("a long reason is cut off").isEqualTo(before);
    assertThat(button().getAccessibleText()).endsWith("x".repeat(200));
  }

  @Test
  void whatWasStoppedWithNothingMissingSaysNothing() {
    story.district().reads(reading(State.CANCELLED, 1, ""));
    pulse();
    assertThat(past().isVisible()).isFalse();
    story.district().reads(reading(State.CANCELLED, 0, ""));
    story.district().history().notLoaded(List.of(NOT_LOADED));
    pulse();
    assertThat(words()).isEqualTo("Past not loaded");
  }

  @Test
  void thePlayheadSaysThatItStandsOnMissingGround() {
    lose();
    pulseUntilRead();
    seek(LOST.from() + Micros.PER_MINUTE);
    assertThat(note().getText()).isEqualTo("lost");
    assertThat(note().isVisible()).isTrue();
    seek((LOST.from() + LOST.to()) / 2);
    assertThat(groundLabels(pane))
        .as("the line does not cross a word")
        .containsExactly("not loaded");
    seek(NOT_LOADED.from() + Micros.PER_MINUTE);
    assertThat(note().getText()).isEqualTo("not loaded");
    seek(QUIET.from());
    assertThat(note().isVisible()).isFalse();
  }

  @Test
  void thePlayheadSaysWhenWhatItShowsWasRevised() {
    long instant = FloodStory.NOW - Micros.PER_MINUTE;
    playhead.seek(instant);
    show(OptionalLong.of(FloodStory.NOW + 7 * Micros.PER_SECOND));
    assertThat(note().getText()).isEqualTo("revised 14:40:07");
    assertThat(note().isVisible()).isTrue();
    assertThat(note().getBoundsInParent().getMaxX()).isLessThanOrEqualTo(WIDTH);
    assertThat(note().getBoundsInParent())
        .as("beside the time, not over it")
        .matches(b -> !b.intersects(shrunk(pane.lookup(".timeline-playhead-tag"))));
    show(OptionalLong.empty());
    assertThat(note().isVisible()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void looksRight(Theme theme) {
    lose();
    story.district().reads(reading(State.WAITING, 0.42, "What is live comes first."));
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          Playhead own = new Playhead(story.clock());
          TimelinePane other = pane(theme, own);
          Scene scene = PanePicture.scene(other, WIDTH, TimelinePane.HEIGHT, theme);
          own.seek(LOST.from() + 5 * Micros.PER_MINUTE);
          for (int i = 0; i < 8; i++) {
            story.clock().advance(Duration.ofSeconds(1));
            other.show(
                story.at(own.instant(), Mode.REPLAY, 0, OptionalLong.of(story.clock().now())));
          }
          PanePicture.take(scene, "timeline-missing-replay-" + theme);
          assertThat(other.lookup(".timeline-playhead-note").isVisible()).isTrue();
          return null;
        });
  }

  private void lose() {
    story.district().history().notLoaded(List.of(NOT_LOADED));
    story.district().history().addHole(LOST);
  }

  private static BackfillReading reading(State state, double done, String trouble) {
    return new BackfillReading(state, done, new Fates(10, 9, 1, 0, 0, 0), trouble);
  }

  private static TimeRange minutes(long from, long to) {
    return new TimeRange(
        FloodStory.START + from * Micros.PER_MINUTE, FloodStory.START + to * Micros.PER_MINUTE);
  }

  private TimelinePane pane(Theme theme) {
    return pane(theme, playhead);
  }

  private TimelinePane pane(Theme theme, Playhead of) {
    return new TimelinePane(
        story.clock(),
        of,
        new Marks(),
        () -> ZoneId.of("Europe/Monaco"),
        FloodStory.map(),
        Runnable::run,
        theme);
  }

  private void seek(long instant) {
    playhead.seek(instant);
    show(OptionalLong.empty());
  }

  private void show(OptionalLong revised) {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          pane.show(story.at(playhead.instant(), Mode.REPLAY, 0, revised));
          pane.applyCss();
          pane.layout();
        });
  }

  private void pulse() {
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          playhead.advance();
          pane.show(story.at(playhead.instant(), Mode.LIVE));
          pane.applyCss();
          pane.layout();
        });
  }

  private void pulseUntilRead() {
    story.clock().advance(Duration.ofSeconds(1));
    await()
        .until(
            () -> {
              pulse();
              return pane.isSettled();
            });
    pulse();
  }

  private static List<String> groundLabels(TimelinePane of) {
    return of.lookupAll(".timeline-ground").stream()
        .filter(Node::isVisible)
        .map(label -> ((Label) label).getText())
        .toList();
  }

  private Node past() {
    return pane.lookup(".timeline-past");
  }

  private String words() {
    return ((Label) pane.lookup(".timeline-past-words")).getText();
  }

  private Button button() {
    return (Button) pane.lookup(".timeline-past-button");
  }

  private Label note() {
    return (Label) pane.lookup(".timeline-playhead-note");
  }

  private List<Bounds> placesOfTheRest() {
    return pane.lookup(".timeline-transport").lookupAll("*").stream()
        .filter(node -> node.getParent() == pane.lookup(".timeline-transport"))
        .filter(node -> node != past())
        .map(Node::getBoundsInParent)
        .toList();
  }

  private static Bounds shrunk(Node node) {
    Bounds bounds = node.getBoundsInParent();
    return new BoundingBox(
        bounds.getMinX() + 1, bounds.getMinY() + 1, bounds.getWidth() - 2, bounds.getHeight() - 2);
  }

  private Point2D at(long instant) {
    return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> lanes.localToScreen(x(instant), 40));
  }

  private double x(long instant) {
    return Lanes.GUTTER + lanes.span().fractionOf(instant) * (WIDTH - Lanes.GUTTER - Lanes.RIGHT);
  }

  /// How much of a part of a lane is not plain ground, 0 to 1.
  private double inked(Picture picture, TimeRange range, int lane, Theme theme) {
    int ground = Token.RAISED.argb(theme);
    int inked = 0;
    int all = 0;
    for (int y = top(lane) + 2; y < top(lane) + 14; y++) {
      for (int x = left(range); x < left(range) + 24; x++) {
        inked += picture.argb(x, y) == ground ? 0 : 1;
        all++;
      }
    }
    return (double) inked / all;
  }

  /// Whether a part of a lane looks the same one pixel further along a line from below left to
  /// above right.
  private boolean runsOneWay(Picture picture, TimeRange range, int lane) {
    for (int y = top(lane) + 2; y < top(lane) + 14; y++) {
      for (int x = left(range); x < left(range) + 24; x++) {
        if (picture.argb(x, y) != picture.argb(x + 1, y - 1)) {
          return false;
        }
      }
    }
    return true;
  }

  private static int top(int lane) {
    return (int) Transport.HEIGHT + lane;
  }

  private int left(TimeRange range) {
    return (int) Math.ceil(x(range.from())) + 4;
  }
}

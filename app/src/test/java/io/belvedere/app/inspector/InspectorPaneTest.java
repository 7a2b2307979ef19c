package io.belvedere.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Leak;
import io.belvedere.app.PanePicture;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
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
class InspectorPaneTest {
  private static final DistrictId MONACO = new DistrictId("monaco");
  private static final Selected GAUGE = new Selected.OfThing(MONACO, "gauge-rue");

  private final FloodStory story = new FloodStory();
  private final Selection selection = new Selection();
  private final Playhead playhead = new Playhead(story.clock());
  private InspectorPane pane;

  @Start
  void start(Stage stage) {
    pane = pane(Theme.LIGHT);
    stage.setScene(PanePicture.scene(new StackPane(pane), 400, 560, Theme.LIGHT));
    stage.show();
  }

  @Test
  void takesNoRoomWhileNothingIsSelected() {
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(pane.isOpen()).isFalse();
    assertThat(pane.isManaged()).isFalse();
  }

  @Test
  void tellsValueAgeSinceAndWhatToDo() {
    select(GAUGE);
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-name")).isEqualTo("Gauge Rue Suffren Reymond");
    assertThat(text(".inspector-place"))
        .isEqualTo("Gauge · Rue Suffren Reymond · La Condamine · through GW-CON-2");
    assertThat(text(".inspector-value")).isEqualTo("22.6 cm");
    assertThat(text(".inspector-liveness")).startsWith("fresh, ");
    assertThat(text(".inspector-since")).startsWith("P1 since 13:56:00, 44 min");
    assertThat(text(".inspector-guidance"))
        .isEqualTo("Close the street and evacuate ground floors.");
  }

  @Test
  void whatWasSoWhenTheLoadedTimeBeginsIsNotSaidToHaveBegunThen() {
    story
        .district()
        .history()
        .notLoaded(
            List.of(new TimeRange(FloodStory.START, FloodStory.NOW - 44 * Micros.PER_MINUTE)));
    select(GAUGE);
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-since")).isEqualTo("P1 since before 13:56:00");
  }

  @Test
  void showsThePastAsOfThePlayheadAndWhatWasLearntLate() {
    select(GAUGE);
    show(FloodStory.SILENT + 5 * Micros.PER_MINUTE, Mode.REPLAY);
    assertThat(text(".inspector-value")).isEqualTo("36.1 cm");
    assertThat(text(".inspector-note"))
        .isEqualTo("Learnt late: arrived 14:31:10, 28 min after it was measured.");
  }

  @Test
  void aRoadShowsAllThatIsMeasuredOnItTheWorstFirst(FxRobot robot) {
    select(new Selected.OfRoad(MONACO, "r1"));
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-name")).isEqualTo("Boulevard Albert 1er");
    assertThat(text(".inspector-place")).isEqualTo("Primary road · La Condamine");
    assertThat(text(".inspector-value")).isEqualTo("flooding");
    robot.clickOn("Speed");
    assertThat(selection.selected()).isEqualTo(new Selected.OfDatastream(MONACO, "speed-albert"));
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-value")).endsWith("km/h");
    assertThat(pane.lookupAll(".inspector-row")).hasSize(2);
  }

  @Test
  void aFacilityWithoutSensorsSaysSo() {
    select(new Selected.OfFacility(MONACO, "f1"));
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-name")).isEqualTo("Caserne de La Condamine");
    assertThat(text(".inspector-place")).isEqualTo("Fire station · La Condamine");
    assertThat(pane.lookup(".inspector-silent").isVisible()).isTrue();
  }

  @Test
  void aGatewayIsKnownByWhatComesThroughIt() {
    select(new Selected.OfThing(MONACO, "GW-CON-2"));
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-name")).isEqualTo("GW-CON-2");
    assertThat(pane.lookupAll(".inspector-row")).hasSize(14);
    assertThat(text(".inspector-value")).as("the worst of them").isEqualTo("22.6 cm");
  }

  @Test
  void whatIsNotKnownYetIsNotShownAsZero() {
    select(GAUGE);
    show(FloodStory.START - Micros.PER_MINUTE, Mode.REPLAY);
    assertThat(text(".inspector-value")).isEqualTo("–");
    assertThat(text(".inspector-liveness")).isEqualTo("not kept");
    show(FloodStory.START - Micros.PER_MINUTE, Mode.LIVE);
    assertThat(text(".inspector-liveness")).isEqualTo("nothing received yet");
  }

  @Test
  void whatIsMissingOfTheCourseIsHatchedAndNotDrawnAsSilence() {
    long lost = FloodStory.FLOOD + 10 * Micros.PER_MINUTE;
    long notLoaded = FloodStory.START + 30 * Micros.PER_MINUTE;
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          selection.select(GAUGE);
          Picture whole = picture(Theme.LIGHT, lost, Mode.REPLAY, "inspector-whole");
          story.district().history().notLoaded(List.of(new TimeRange(FloodStory.START, notLoaded)));
          Picture one = picture(Theme.LIGHT, lost, Mode.REPLAY, "inspector-not-loaded");
          assertThat(differing(whole, one)).isGreaterThan(500);
          story.district().history().addHole(new TimeRange(lost, FloodStory.RETURN));
          Picture both = picture(Theme.LIGHT, lost, Mode.REPLAY, "inspector-missing-LIGHT");
          assertThat(differing(one, both)).isGreaterThan(500);
          picture(Theme.DARK, lost, Mode.REPLAY, "inspector-missing-DARK");
          return null;
        });
  }

  private static int differing(Picture a, Picture b) {
    int differing = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        differing += a.argb(x, y) == b.argb(x, y) ? 0 : 1;
      }
    }
    return differing;
  }

  @Test
  void aClickOnTheChartSeeks(FxRobot robot) {
    select(GAUGE);
    show(FloodStory.NOW, Mode.LIVE);
    robot.clickOn(pane.lookup(".inspector-chart"));
    assertThat(playhead.isFollowing()).isFalse();
    assertThat(playhead.instant())
        .isCloseTo(FloodStory.NOW - 76 * Micros.PER_MINUTE, Offset.offset(9 * Micros.PER_MINUTE));
  }

  @Test
  void letsGoOfItself() {
    select(GAUGE);
    Leak.requireCollected(
        () -> {
          InspectorPane other = pane(Theme.DARK);
          other.show(story.at(FloodStory.NOW, Mode.LIVE));
          return other;
        });
  }

  @Test
  void looksRightByDayAndByNight() {
    for (Theme theme : Theme.values()) {
      WaitForAsyncUtils.waitForAsyncFx(
          20_000,
          () -> {
            selection.select(GAUGE);
            picture(theme, FloodStory.NOW, Mode.LIVE, "inspector-" + theme);
            long silent = FloodStory.SILENT + 5 * Micros.PER_MINUTE;
            picture(theme, silent, Mode.REPLAY, "inspector-replay-" + theme);
            selection.select(new Selected.OfRoad(MONACO, "r1"));
            picture(theme, FloodStory.NOW, Mode.LIVE, "inspector-road-" + theme);
            return null;
          });
    }
  }

  /// Each of a new pane: what scrolls is cached between two pictures without a window.
  private Picture picture(Theme theme, long instant, Mode mode, String name) throws Exception {
    InspectorPane other = pane(theme);
    Scene scene = PanePicture.scene(new StackPane(other), 400, 520, theme);
    for (int i = 0; i < 2; i++) {
      story.clock().advance(Duration.ofSeconds(1));
      other.show(story.at(instant, mode));
      scene.getRoot().applyCss();
      scene.getRoot().layout();
    }
    return PanePicture.take(scene, name);
  }

  private InspectorPane pane(Theme theme) {
    return new InspectorPane(
        story.clock(),
        playhead,
        selection,
        () -> ZoneId.of("Europe/Monaco"),
        FloodStory.map(),
        Runnable::run,
        theme);
  }

  private void select(Selected what) {
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> selection.select(what));
  }

  /// Two pulses: the second one shows what the first one asked for.
  private void show(long instant, Mode mode) {
    for (int i = 0; i < 2; i++) {
      story.clock().advance(Duration.ofMillis(300));
      WaitForAsyncUtils.waitForAsyncFx(5_000, () -> pane.show(story.at(instant, mode)));
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String text(String style) {
    return ((Label) pane.lookup(style)).getText();
  }
}

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
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Member;
import io.belvedere.ingest.trust.Agreement.Standing;
import io.belvedere.ingest.trust.Agreement.Verdict;
import io.belvedere.ingest.trust.SensorGroup;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
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
  void whatIsStuckSaysSinceWhen() {
    int gauge = number("gauge-rue");
    story
        .district()
        .setTrust(
            new TrustReading(
                FloodStory.NOW,
                Map.of(gauge, new Stuck(gauge, 22.6, FloodStory.NOW - 88 * Micros.PER_MINUTE)),
                List.of()));
    select(GAUGE);
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-liveness")).startsWith("stuck, ");
    assertThat(text(".inspector-note"))
        .startsWith("Stuck: the value has not changed since 13:12:00 although it reports every ");
  }

  @Test
  void redundantSensorsStandBesideItWithWhatTheySay(FxRobot robot) {
    story.district().setTrust(gaugesDisagree());
    select(GAUGE);
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(text(".inspector-group-verdict"))
        .isEqualTo("In its group: 2 of 3 agree: median 22 cm, spread 21.4 cm.");
    assertThat(
            pane.lookupAll(".inspector-group .inspector-row-liveness").stream()
                .map(n -> ((Label) n).getText()))
        .containsExactly("agrees", "deviates", "agrees");
    Node second = List.copyOf(pane.lookupAll(".inspector-group .inspector-row")).get(1);
    robot.clickOn(second);
    assertThat(selection.selected()).isInstanceOf(Selected.OfDatastream.class);
    story.district().setTrust(TrustReading.NONE);
    select(GAUGE);
    show(FloodStory.NOW, Mode.LIVE);
    assertThat(pane.lookup(".inspector-group").isManaged()).isFalse();
  }

  private TrustReading gaugesDisagree() {
    int gauge = number("gauge-rue");
    List<Integer> others =
        IntStream.range(0, story.district().roster().size())
            .filter(d -> d != gauge)
            .boxed()
            .limit(2)
            .toList();
    SensorGroup group =
        new SensorGroup(
            "rue",
            List.of(gauge, others.get(0), others.get(1)),
            Optional.of(new Tolerance(2, 0)),
            "");
    return new TrustReading(
        FloodStory.NOW,
        Map.of(),
        List.of(
            new Agreement(
                group,
                Verdict.MOST_AGREE,
                List.of(
                    new Member(gauge, 22.6, Standing.AGREES),
                    new Member(others.get(0), 1.2, Standing.DEVIATES),
                    new Member(others.get(1), 22, Standing.AGREES)),
                22,
                21.4)));
  }

  /// Of the datastream of a thing.
  private int number(String thing) {
    Roster roster = story.district().roster();
    return IntStream.range(0, roster.size())
        .filter(d -> roster.find(d).filter(s -> s.thing().id().equals(thing)).isPresent())
        .findFirst()
        .orElseThrow();
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
            selection.select(GAUGE);
            story.district().setTrust(gaugesDisagree());
            picture(theme, FloodStory.NOW, Mode.LIVE, "inspector-group-" + theme);
            story.district().setTrust(TrustReading.NONE);
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

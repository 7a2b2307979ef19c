package io.belvedere.app.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Leak;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set in start
class AlarmsPaneTest {
  private final FloodStory story = new FloodStory();
  private final Selection selection = new Selection();
  private final Playhead playhead = new Playhead(story.clock());
  private final List<Alarm> alarms = new ArrayList<>();
  private final List<double[]> flights = new ArrayList<>();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  private Executor executor = Runnable::run;
  private AlarmsPane pane;

  @Start
  void start(Stage stage) {
    pane = pane();
    stage.setScene(PanePicture.scene(pane, 400, 500, Theme.LIGHT));
    stage.show();
  }

  @Test
  void nothingNeedsYouIsOnlySaidWhenEverythingIsKnown() {
    show(Mode.LIVE);
    assertThat(text(".alarms-empty")).isEqualTo("Nothing needs you.");
    story.district().setStatus(FeedStatus.Phase.LOST, "The broker does not answer.");
    show(Mode.NOT_LIVE);
    assertThat(text(".alarms-empty")).isEqualTo("Nothing needed you when the feed was lost.");
    story.district().setStatus(FeedStatus.Phase.CATCHING_UP, "");
    show(Mode.NOT_LIVE);
    assertThat(text(".alarms-empty")).isEqualTo("Nothing so far. The past is still being read.");
  }

  @Test
  void theSelectionStaysWithItsAlarmWhenWorseOnesCome(FxRobot robot) {
    set(alarm("a", Severity.P3, 5), alarm("b", Severity.P4, 5));
    show(Mode.LIVE);
    robot.clickOn("b happened");
    assertThat(selection.selected()).isEqualTo(subject("b"));
    set(alarm("z", Severity.P1, 1), alarm("a", Severity.P3, 5), alarm("b", Severity.P4, 5));
    show(Mode.LIVE);
    assertThat(selectedKey()).isEqualTo("b");
    set(alarm("b", Severity.P1, 5), alarm("z", Severity.P1, 1), alarm("a", Severity.P3, 5));
    show(Mode.LIVE);
    assertThat(selectedKey()).isEqualTo("b");
    assertThat(selection.selected()).isEqualTo(subject("b"));
    var picture =
        WaitForAsyncUtils.waitForAsyncFx(
            5_000, () -> PanePicture.take(pane.getScene(), "alarms-focused"));
    assertThat(picture.argb(250, 58))
        .as("the ground of the selected row, on which its text must be legible")
        .isEqualTo(Token.RAISED.argb(Theme.LIGHT));
  }

  @Test
  void aSelectionMadeElsewhereIsShown() {
    set(alarm("a", Severity.P3, 5), alarm("b", Severity.P4, 5));
    show(Mode.LIVE);
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> selection.select(subject("b")));
    show(Mode.LIVE);
    assertThat(selectedKey()).isEqualTo("b");
    WaitForAsyncUtils.waitForAsyncFx(5_000, selection::clear);
    show(Mode.LIVE);
    assertThat(list().getSelectionModel().isEmpty()).isTrue();
  }

  @Test
  void showSelectsAndFlies(FxRobot robot) {
    set(alarm("a", Severity.P2, 44));
    show(Mode.LIVE);
    robot.clickOn("Show");
    assertThat(selection.selected()).isEqualTo(subject("a"));
    assertThat(flights).hasSize(1);
    assertThat(flights.getFirst()).containsExactly(7.42, 43.73);
    assertThat(playhead.isFollowing()).isTrue();
  }

  @Test
  void goToStartSeeksTheOnset(FxRobot robot) {
    set(alarm("a", Severity.P2, 44));
    show(Mode.LIVE);
    robot.clickOn("Go to start");
    assertThat(playhead.isFollowing()).isFalse();
    assertThat(playhead.instant()).isEqualTo(FloodStory.NOW - 44 * Micros.PER_MINUTE);
  }

  @Test
  void enterShowsTheSelectedAlarm(FxRobot robot) {
    set(alarm("a", Severity.P2, 44), alarm("b", Severity.P3, 3));
    show(Mode.LIVE);
    robot.clickOn("a happened").push(KeyCode.DOWN).push(KeyCode.ENTER);
    assertThat(selection.selected()).isEqualTo(subject("b"));
    assertThat(flights).hasSize(1);
  }

  @Test
  void nextAndPreviousGoRound() {
    set(alarm("a", Severity.P2, 44), alarm("b", Severity.P3, 3));
    show(Mode.LIVE);
    List<String> keys = new ArrayList<>();
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          pane.showNext();
          keys.add(selectedKey());
          pane.showNext();
          keys.add(selectedKey());
          pane.showNext();
          keys.add(selectedKey());
          pane.showPrevious();
          keys.add(selectedKey());
        });
    assertThat(keys).containsExactly("a", "b", "a", "b");
    assertThat(flights).hasSize(4);
  }

  @Test
  void countsAreKeptForOthersToShow() {
    set(alarm("a", Severity.P1, 44), alarm("b", Severity.P2, 3), alarm("c", Severity.P2, 2));
    show(Mode.LIVE);
    assertThat(pane.countsProperty().get()).isEqualTo(new AlarmCounts(1, 2, 0, 0));
  }

  @Test
  void aListThatCannotBeBroughtUpToDateSaysSo() {
    set(alarm("a", Severity.P1, 44));
    show(Mode.LIVE);
    assertThat(pane.lookup(".alarms-notice").isVisible()).isFalse();
    executor = waiting::add;
    story.clock().advance(Duration.ofSeconds(4));
    show(Mode.LIVE);
    assertThat(text(".alarms-notice"))
        .isEqualTo("This list is of 14:40:00. It could not be brought up to date.");
    waiting.remove().run();
    show(Mode.LIVE);
    assertThat(pane.lookup(".alarms-notice").isVisible()).isFalse();
  }

  @Test
  void aFailedAssessmentIsTriedAgain() {
    set(alarm("a", Severity.P1, 44));
    show(Mode.LIVE);
    executor = waiting::add;
    alarms.add(null);
    show(Mode.LIVE);
    assertThatThrownBy(() -> waiting.remove().run()).isInstanceOf(NullPointerException.class);
    alarms.clear();
    executor = Runnable::run;
    show(Mode.LIVE);
    assertThat(list().getItems()).isEmpty();
  }

  @Test
  void alarmsAreAssessedAtMostTwiceASecond() {
    executor = waiting::add;
    show(Mode.LIVE);
    waiting.remove().run();
    for (int i = 0; i < 30; i++) {
      story.clock().advance(Duration.ofMillis(16));
      WaitForAsyncUtils.waitForAsyncFx(5_000, () -> pane.show(story.at(FloodStory.NOW, Mode.LIVE)));
    }
    assertThat(waiting).isEmpty();
  }

  @Test
  void theHeadingNamesTheInstantInReplay() {
    show(Mode.REPLAY);
    assertThat(text(".alarms-heading")).isEqualTo("Alarms at 14:40:00");
  }

  @Test
  void letsGoOfItself() {
    Leak.requireCollected(
        () -> {
          AlarmsPane other = pane();
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
            alarms.clear();
            AlarmsPane other = pane();
            Scene scene = PanePicture.scene(other, 400, 500, theme);
            other.show(story.at(FloodStory.NOW, Mode.LIVE));
            PanePicture.take(scene, "alarms-empty-" + theme);
            set(
                alarm("Water level 28 cm, Rue Suffren Reymond", Severity.P1, 44),
                alarm("Flooding, Boulevard Albert 1er", Severity.P1, 31),
                alarm("Gateway GW-CON-2 silent, 106 datastreams, La Cond", Severity.P2, 41),
                alarm("Pump 2 failed, Galerie Sainte-Dévote", Severity.P3, 32),
                alarm("Lift out of service, Monte-Carlo", Severity.P4, 2000));
            story.clock().advance(Duration.ofSeconds(1));
            selection.select(alarms.get(1).subject());
            other.show(story.at(FloodStory.NOW, Mode.LIVE));
            PanePicture.take(scene, "alarms-" + theme);
            return null;
          });
    }
  }

  /// One pulse, a second after the last one.
  private void show(Mode mode) {
    story.clock().advance(Duration.ofMillis(600));
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> pane.show(story.at(FloodStory.NOW, mode)));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private AlarmsPane pane() {
    return new AlarmsPane(
        story.clock(),
        playhead,
        selection,
        () -> ZoneId.of("Europe/Monaco"),
        (roster, state, history) -> List.copyOf(alarms),
        (lon, lat) -> flights.add(new double[] {lon, lat}),
        task -> executor.execute(task));
  }

  private String text(String style) {
    return ((Label) pane.lookup(style)).getText();
  }

  @SuppressWarnings("unchecked") // the only list there is
  private ListView<AlarmRow> list() {
    return (ListView<AlarmRow>) pane.lookup(".alarms-list");
  }

  private String selectedKey() {
    return list().getSelectionModel().getSelectedItem().key();
  }

  private void set(Alarm... next) {
    alarms.clear();
    alarms.addAll(Arrays.asList(next));
  }

  private static Selected subject(String key) {
    return new Selected.OfThing(new DistrictId("monaco"), key);
  }

  private static Alarm alarm(String key, Severity severity, int minutes) {
    return new Alarm(
        key,
        severity,
        key.length() == 1 ? key + " happened" : key,
        Optional.of(Onset.exactly(FloodStory.NOW - minutes * Micros.PER_MINUTE)),
        subject(key),
        7.42,
        43.73);
  }
}

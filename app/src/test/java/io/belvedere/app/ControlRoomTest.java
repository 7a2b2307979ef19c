package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.ControlRoom.Choice;
import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator sees of the mode, and what the keys do, in the whole control room.
@SuppressWarnings("NullAway.Init")
class ControlRoomTest {
  private static final long NOW = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));

  private final ManualClock clock = new ManualClock(NOW);
  private final FakeDistrict monaco =
      new FakeDistrict(clock, List.of(FakeDistrict.waterLevel("w-1", 7.4206, 43.7375)));
  private final Session session = new Session(clock, () -> List.of(monaco));
  private final AtomicReference<String> waitingFor = new AtomicReference<>("");
  private final List<Choice> choices = new ArrayList<>();
  private ControlRoom room;
  private Scene scene;

  @BeforeEach
  void open() {
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", NOW - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
    }
    Screen.run(
        () -> {
          room =
              new ControlRoom(
                  session,
                  CityMaps.bundled("monaco"),
                  new Surroundings(
                      Theme.LIGHT, /* reducedMotion= */ true, waitingFor::get, choices::add));
          scene = room.scene(1600, 900);
        });
    pulse();
  }

  @AfterEach
  void close() {
    Screen.run(room::close);
  }

  @Test
  void liveShowsItsPillAndNeitherBandNorFrame() {
    assertThat(text("#mode")).isEqualTo("LIVE");
    assertThat(text("#clock")).isEqualTo("14:40:00");
    assertThat(text("#reality")).isEqualTo("SIMULATED");
    assertThat(text("#feed")).isEqualTo("Feed OK");
    assertThat(styles("#mode")).contains("strip-pill-live");
    assertThat(isVisible(".band")).isFalse();
    assertThat(isVisible(".mode-frame-replay")).isFalse();
  }

  @Test
  void lostFeedShowsTheHollowPillWithAGrowingAge() {
    monaco.setStatus(Phase.LOST, "The broker does not answer.");
    clock.advance(Duration.ofSeconds(42));
    pulse();
    assertThat(text("#mode")).isEqualTo("NOT LIVE 00:42");
    assertThat(styles("#mode")).contains("strip-pill-not-live");
    assertThat(text("#feed")).isEqualTo("Feed lost 00:42");
    assertThat(isVisible(".band")).isFalse();
    assertThat(isVisible(".mode-frame-replay")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    pulse();
    assertThat(text("#mode")).isEqualTo("NOT LIVE 00:43");
  }

  @Test
  void replayShowsTheBandTheFrameAndTheInstant() {
    goBack(37);
    assertThat(text("#mode")).isEqualTo("REPLAY");
    assertThat(text("#clock")).isEqualTo("14:03:00");
    assertThat(text("#replay-band-text"))
        .isEqualTo("REPLAY 14:03:00 · as known now · 37:00 behind");
    assertThat(isVisible(".band")).isTrue();
    assertThat(isVisible(".mode-frame-replay")).isTrue();
  }

  @Test
  void bandSaysLessInASmallWindowButWhichPastItIsAndTheWayBack() {
    monaco.history().addHole(new TimeRange(NOW - 40 * Micros.PER_MINUTE, NOW));
    goBack(37);
    await("#replay-remark", "lost");
    assertThat(text("#replay-band-text"))
        .isEqualTo("REPLAY 14:03:00 · as known now · 37:00 behind");
    assertThat(text("#back-to-live")).isEqualTo("Back to live [End]");

    Screen.run(() -> ((Region) scene.getRoot()).resize(1024, 700));
    await("#replay-band-text", "REPLAY 14:03:00 · as known now");
    assertThat(text("#replay-remark")).isEqualTo("lost");
    monaco.observe("w-1", NOW - 37 * Micros.PER_MINUTE, clock.now(), 46);
    clock.advance(Duration.ofSeconds(2));
    await("#replay-remark", "lost, revised");
    assertThat(text("#replay-band-text")).isEqualTo("REPLAY 14:03:00 · as known now");
    assertThat(text("#back-to-live")).isEqualTo("Live [End]");
    pulse();
    for (String part : List.of("#replay-band-text", "#replay-remark", "#back-to-live")) {
      assertThat(((Text) node(part).lookup(".text")).getText()).as("cut").isEqualTo(text(part));
    }
  }

  @Test
  void playheadOnGroundThatIsNotLoadedSaysSoEverywhere() {
    Screen.run(() -> session.selection().select(new Selected.OfThing(monaco.id(), "thing-w-1")));
    goBack(37);
    await(".alarms-heading", "Alarms at 14:03:00");
    assertThat(isVisible("#replay-remark")).isFalse();
    assertThat(isVisible(".alarms-notice")).isFalse();
    await("#count-P2", "1");

    TimeRange around = new TimeRange(NOW - 40 * Micros.PER_MINUTE, NOW - 30 * Micros.PER_MINUTE);
    monaco.history().notLoaded(List.of(around));
    clock.advance(Duration.ofSeconds(2));
    await("#replay-remark", "not loaded, revised 14:40:02");
    assertThat(isVisible("#replay-remark")).isTrue();
    assertThat(text(".timeline-playhead-note")).startsWith("not loaded");
    assertThat(text(".alarms-notice")).startsWith("This time is not loaded.");
    assertThat(isVisible(".alarms-notice")).isTrue();
    assertThat(text("#count-P2")).isEqualTo("1?");
    await(".inspector-note", "This time is not loaded, so whether it still held is not known.");
    assertThat(text(".inspector-liveness")).startsWith("unknown, ");

    monaco.history().notLoaded(List.of());
    monaco.history().addHole(around);
    clock.advance(Duration.ofSeconds(2));
    await("#replay-remark", "lost, revised 14:40:04");
    assertThat(text(".timeline-playhead-note")).startsWith("lost");
    assertThat(text(".alarms-notice")).startsWith("This time is lost.");

    press(KeyCode.END);
    pulse();
    await("#count-P2", "1");
    assertThat(isVisible(".timeline-playhead-note")).isFalse();
  }

  @Test
  void lateDataIsToldAsARevisionUntilThePlayheadMoves() {
    goBack(37);
    assertThat(isVisible("#replay-remark")).isFalse();
    monaco.observe("w-1", NOW - 38 * Micros.PER_MINUTE, clock.now(), 46);
    monaco.observe("w-1", NOW - 37 * Micros.PER_MINUTE, clock.now(), 46);
    clock.advance(Duration.ofSeconds(2));
    await("#replay-remark", "revised 14:40:02");
    assertThat(isVisible("#replay-remark")).isTrue();
    assertThat(text(".timeline-playhead-note")).isEqualTo("revised 14:40:02");
    await(".alarms-title", "Water level 46 cm, w-1");
    press(KeyCode.LEFT);
    await("#clock", "14:02:50");
    assertThat(isVisible("#replay-remark")).isFalse();
    assertThat(isVisible(".timeline-playhead-note")).isFalse();
  }

  @Test
  void playheadGoesWhereThePastMayStillBeLoadedAndNoFurther() {
    long reach = NOW - 5 * Micros.PER_HOUR;
    monaco.history().notLoaded(List.of(new TimeRange(reach, NOW - 2 * Micros.PER_HOUR)));
    clock.advance(Duration.ofSeconds(1));
    pulse();
    goBack(4 * 60);
    await("#clock", "10:40:00");
    await("#replay-remark", "not loaded");
    assertThat(isVisible(".timeline-playhead-note")).as("brought into sight").isTrue();
    await(".alarms-empty", "Nothing is known.");
    assertThat(isVisible(".alarms-empty")).isTrue();
    goBack(8 * 60);
    await("#clock", "09:40:00");
    press(KeyCode.HOME);
    await("#clock", "12:40:00");
  }

  @Test
  void commandStopsTheLoadingOfThePast() {
    monaco.history().notLoaded(List.of(new TimeRange(NOW - Micros.PER_DAY, NOW)));
    monaco.reads(new BackfillReading(BackfillReading.State.READING, 0.5, Fates.NONE, ""));
    pulse();
    Screen.run(() -> fire(KeyCode.K, /* control= */ true));
    Screen.run(() -> ((TextField) node("#palette-field")).setText("load past"));
    Screen.run(() -> press(node("#palette-field"), KeyCode.ENTER, /* control= */ false));
    assertThat(monaco.isPastWanted()).isFalse();
  }

  @Test
  void endAndTheButtonOfTheBandLeadBackToLive() {
    goBack(37);
    press(KeyCode.END);
    pulse();
    assertThat(text("#mode")).isEqualTo("LIVE");
    goBack(10);
    Screen.run(() -> ((ButtonBase) node("#back-to-live")).fire());
    pulse();
    assertThat(text("#mode")).isEqualTo("LIVE");
    assertThat(isVisible(".band")).isFalse();
  }

  @Test
  void typedTimeIsGoneTo() {
    press(KeyCode.G);
    Screen.run(
        () -> {
          TextField field = (TextField) node("#go-to-field");
          field.setText("later");
          Event.fireEvent(field, new ActionEvent());
        });
    assertThat(text("#go-to-answer")).contains("Type a time such as 14:03");
    Screen.run(
        () -> {
          TextField field = (TextField) node("#go-to-field");
          field.setText("14:03");
          Event.fireEvent(field, new ActionEvent());
        });
    await("#clock", "14:03:00");
    assertThat(isVisible("#go-to")).isFalse();
  }

  @Test
  void helpShowsEveryKeyAndEscClosesIt() {
    Screen.run(() -> ((ButtonBase) node("#help")).fire());
    assertThat(isVisible("#cheat-sheet")).isTrue();
    press(KeyCode.ESCAPE);
    assertThat(isVisible("#cheat-sheet")).isFalse();
  }

  @Test
  void commandIsFoundByItsName() {
    Screen.run(() -> fire(KeyCode.K, /* control= */ true));
    Screen.run(() -> ((TextField) node("#palette-field")).setText("light dark"));
    Screen.run(() -> press(node("#palette-field"), KeyCode.ENTER, /* control= */ false));
    assertThat(choices).containsExactly(new Choice.OfTheme(Theme.DARK));
    assertThat(isVisible("#palette")).isFalse();
  }

  @Test
  void googleAsTheGroundNeedsAKeyAndIsRemembered() {
    Screen.run(() -> fire(KeyCode.K, /* control= */ true));
    Screen.run(() -> ((TextField) node("#palette-field")).setText("google"));
    Screen.run(() -> press(node("#palette-field"), KeyCode.ENTER, /* control= */ false));
    pulse();
    assertThat(text(".map-ground-note")).contains("key").contains("--help");
    assertThat(choices).containsExactly(new Choice.OfGoogle(true));
  }

  @Test
  void whatIsWaitedForIsSaidUntilItIsThere() {
    waitingFor.set("Starting a sandbox");
    pulse();
    assertThat(text("#notice")).isEqualTo("Starting a sandbox");
    assertThat(isVisible("#notice")).isTrue();
    waitingFor.set("");
    pulse();
    assertThat(isVisible("#notice")).isFalse();
  }

  @Test
  void homeGoesToTheStartOfWhatIsKeptAndBackspaceReturns() {
    press(KeyCode.HOME);
    await("#clock", "12:40:00");
    press(KeyCode.BACK_SPACE);
    pulse();
    assertThat(text("#mode")).isEqualTo("LIVE");
  }

  @Test
  void homeCanBeTakenBackForTenSeconds() {
    press(KeyCode.HOME);
    await("#clock", "12:40:00");
    assertThat(text("#notice")).contains("Ctrl+Z");
    clock.advance(Duration.ofSeconds(9));
    takeBack();
    assertThat(text("#mode")).isEqualTo("LIVE");
    assertThat(text("#notice")).isEqualTo("Taken back: the jump to the start.");
    takeBack();
    assertThat(text("#notice")).isEqualTo("There is nothing to take back.");

    goBack(37);
    press(KeyCode.HOME);
    await("#clock", "12:40:00");
    takeBack();
    await("#clock", "14:03:00");
    press(KeyCode.HOME);
    await("#clock", "12:40:00");
    clock.advance(Duration.ofSeconds(11));
    takeBack();
    assertThat(text("#clock")).isEqualTo("12:40:00");
  }

  @Test
  void anInstantIsMarkedAndTheMarkTakenBack() {
    goBack(37);
    press(KeyCode.M);
    assertThat(session.marks().all()).containsExactly(NOW - 37 * Micros.PER_MINUTE);
    pulse();
    assertThat(text("#notice")).isEqualTo("Marked 14:03:00. Ctrl+Z takes it back.");
    press(KeyCode.M);
    pulse();
    assertThat(text("#notice")).isEqualTo("14:03:00 is marked already.");
    takeBack();
    assertThat(session.marks().all()).isEmpty();
    assertThat(text("#notice")).isEqualTo("Taken back: the mark at 14:03:00.");
  }

  @Test
  void theLoopIsToldAndEnded() {
    goBack(37);
    press(KeyCode.I);
    pulse();
    assertThat(text("#notice")).isEqualTo("The loop: 14:03:00. O sets where it ends.");
    goBack(30);
    press(KeyCode.O);
    pulse();
    assertThat(text("#notice"))
        .isEqualTo("Play loops from 14:03:00 to 14:10:00. Shift+O ends that.");
    assertThat(session.playhead().range()).isPresent();
  }

  private void takeBack() {
    Screen.run(() -> fire(KeyCode.Z, /* control= */ true));
    pulse();
  }

  @Test
  void hintIsShownUntilItIsDismissed() {
    Screen.run(() -> room.showHint(/* sandbox= */ true));
    assertThat(text("#hint-text")).startsWith("This is Monaco, simulated.");
    Screen.run(() -> ((ButtonBase) node("#hint-close")).fire());
    assertThat(isVisible("#hint")).isFalse();
    assertThat(choices).containsExactly(new Choice.NoHint());
  }

  @Test
  void whatCannotBeKeptIsToldAsLongAsItIsSo() {
    monaco.keeps(new Keeping(0, 1, true, true, "The history cannot be kept on disk: no room."));
    clock.advance(Duration.ofSeconds(1));
    pulse();
    assertThat(text("#banner")).isEqualTo("The history cannot be kept on disk: no room.");
    assertThat(isVisible("#banner")).isTrue();
    monaco.keeps(Keeping.NOTHING);
    clock.advance(Duration.ofSeconds(1));
    pulse();
    assertThat(isVisible("#banner")).isFalse();
  }

  @Test
  void realityOfTheDistrictIsOnTheStrip() {
    monaco.setDatastreams(Reality.EXERCISE, List.of(FakeDistrict.waterLevel("w-1", 7.42, 43.73)));
    clock.advance(Duration.ofSeconds(1));
    pulse();
    assertThat(text("#reality")).isEqualTo("EXERCISE");
  }

  @Test
  void whatWasRenamedHasTheNameOfThenInThePastAndItsNewOneNow() {
    Screen.run(() -> session.selection().select(new Selected.OfThing(monaco.id(), "thing-w-1")));
    monaco.setDatastreams(
        Reality.SIMULATED, List.of(renamed(FakeDistrict.waterLevel("w-1", 7.4206, 43.7375))));
    clock.advance(Duration.ofSeconds(1));
    await(".inspector-name", "Gauge at the quay");
    await(".alarms-title", "Water level w-1 28 cm, Gauge at the quay");
    goBack(37);
    await(".inspector-name", "Gauge w-1");
    await(".alarms-title", "Water level 28 cm, w-1");
    press(KeyCode.END);
    await(".inspector-name", "Gauge at the quay");
  }

  private static Datastream renamed(Datastream datastream) {
    Thing thing = datastream.thing();
    return new Datastream(
        datastream.id(),
        datastream.name(),
        datastream.kind(),
        datastream.unit(),
        datastream.role(),
        datastream.period(),
        datastream.criticality(),
        new Thing(
            thing.id(),
            "Gauge at the quay",
            thing.kind(),
            thing.lon(),
            thing.lat(),
            thing.gateway(),
            thing.road()),
        datastream.limits(),
        datastream.categories(),
        datastream.group(),
        datastream.validFrom());
  }

  private void goBack(long minutes) {
    Screen.run(() -> session.playhead().seek(NOW - minutes * Micros.PER_MINUTE));
    await("#mode", "REPLAY");
  }

  private void await(String selector, String text) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptionsMatching(e -> e.getCause() instanceof NullPointerException)
        .untilAsserted(
            () -> {
              pulse();
              assertThat(text(selector)).isEqualTo(text);
            });
  }

  /// Until every pane had its turn.
  private void pulse() {
    Screen.run(
        () -> {
          Picture.layOut(scene);
          for (int i = 0; i < Turns.PANES; i++) {
            room.pulse();
          }
        });
  }

  private void press(KeyCode code) {
    Screen.run(() -> fire(code, /* control= */ false));
  }

  private void fire(KeyCode code, boolean control) {
    press(scene.getRoot(), code, control);
  }

  private static void press(Node target, KeyCode code, boolean control) {
    Event.fireEvent(
        target,
        new KeyEvent(
            KeyEvent.KEY_PRESSED,
            "",
            "",
            code,
            /* shiftDown= */ false,
            control,
            /* altDown= */ false,
            /* metaDown= */ false));
  }

  private Node node(String selector) {
    return Objects.requireNonNull(scene.getRoot().lookup(selector), selector);
  }

  private String text(String selector) {
    return Screen.on(() -> ((Labeled) node(selector)).getText());
  }

  private List<String> styles(String selector) {
    return Screen.on(() -> List.copyOf(node(selector).getStyleClass()));
  }

  private boolean isVisible(String selector) {
    return Screen.on(
        () -> {
          Node node = scene.getRoot().lookup(selector);
          return node != null && node.isVisible();
        });
  }
}

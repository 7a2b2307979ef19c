package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.ControlRoom.Choice;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.layers.LayersRail;
import io.belvedere.app.session.Bookmark;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.app.timeline.TimelinePane;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// An operator's way through: search, select, scrub, and back to live, with mouse and keyboard.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class OperatorTest {
  private static final long NOW = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));

  private final ManualClock clock = new ManualClock(NOW);
  private final FakeDistrict monaco =
      new FakeDistrict(
          clock,
          List.of(
              FakeDistrict.waterLevel("w-1", 7.4206, 43.7375),
              FakeDistrict.waterLevel("w-2", 7.4236, 43.7355)));
  private final Session session = new Session(clock, () -> List.of(monaco));
  private volatile List<Bookmark> kept = List.of();
  private PulsedRoom room;

  @Start
  void open(Stage stage) {
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", NOW - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
      monaco.observe("w-2", NOW - back * Micros.PER_MINUTE, 3);
    }
    room = new PulsedRoom(stage, 900, session, clock, this::keep);
  }

  private void keep(Choice choice) {
    if (choice instanceof Choice.OfBookmarks(List<Bookmark> bookmarks)) {
      kept = bookmarks;
    }
  }

  @Stop
  void close() {
    room.close();
  }

  @Test
  void searchesSelectsScrubsAndReturnsToLive(FxRobot robot) {
    await(robot, "LIVE");

    robot.clickOn(".layers-search").write("Gauge w-1");
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              robot.type(KeyCode.ENTER);
              return !session.selection().selected().equals(Selected.NOTHING);
            });
    assertThat(session.selection().selected())
        .isEqualTo(new Selected.OfThing(new DistrictId("monaco"), "thing-w-1"));
    Awaitility.await()
        .until(
            () -> robot.lookup((Label label) -> "Gauge w-1".equals(label.getText())).tryQuery(),
            found -> found.isPresent());

    TimelinePane timeline = robot.lookup(".timeline-pane").queryAs(TimelinePane.class);
    Bounds bounds = timeline.localToScreen(timeline.getBoundsInLocal());
    var middle = new Point2D(bounds.getCenterX(), bounds.getMinY() + 100);
    robot.moveTo(middle).press(MouseButton.PRIMARY).moveBy(40, 0).release(MouseButton.PRIMARY);
    await(robot, "REPLAY");
    long scrubbed = session.playhead().instant();
    assertThat(scrubbed).isLessThan(NOW - 10 * Micros.PER_MINUTE);
    assertThat(robot.lookup(".band").query().isVisible()).isTrue();

    robot.type(KeyCode.LEFT);
    Awaitility.await()
        .until(() -> session.playhead().instant() == scrubbed - 10 * Micros.PER_SECOND);

    robot.clickOn("#back-to-live");
    await(robot, "LIVE");
    assertThat(robot.lookup(".band").query().isVisible()).isFalse();

    robot.type(KeyCode.ESCAPE);
    Awaitility.await().until(() -> session.selection().selected().equals(Selected.NOTHING));
  }

  @Test
  void toolsOfTheMapAreTakenAndPutAwayByKeyInThePastToo(FxRobot robot) {
    await(robot, "LIVE");
    robot.clickOn(".map");
    opens(robot, KeyCode.H, "#nearby");
    robot.type(KeyCode.HOME);
    await(robot, "REPLAY");
    opens(robot, KeyCode.E, "#vehicles");
    opens(robot, KeyCode.Q, "#legend");
    opens(robot, KeyCode.V, "#views");
    assertThat(robot.lookup("#nearby").tryQuery()).as("one at a time").isEmpty();
    robot.press(KeyCode.SHIFT).type(KeyCode.V).release(KeyCode.SHIFT);
    robot.write("Port").type(KeyCode.ENTER);
    Awaitility.await()
        .until(() -> kept, all -> all.size() == 1 && all.getFirst().name().equals("Port"));
    assertThat(session.playhead().isFollowing()).as("nothing typed was a command").isFalse();
    robot.type(KeyCode.ESCAPE);
    Awaitility.await().until(() -> robot.lookup("#views").tryQuery().isEmpty());
  }

  private static void opens(FxRobot robot, KeyCode key, String id) {
    robot.type(key);
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> robot.lookup(id).tryQuery().isPresent());
  }

  @Test
  void switchesKindsOfSensorsOffByKeyboardAlone(FxRobot robot) {
    await(robot, "LIVE");
    robot.clickOn(".map");
    opens(robot, KeyCode.DIGIT8, ".layers-menu");
    ToggleButton button = robot.lookup("#layers-sensors").queryAs(ToggleButton.class);
    assertThat(button.isSelected()).isTrue();
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    LayersRail rail = robot.lookup(".layers-rail").queryAs(LayersRail.class);
    Awaitility.await().until(() -> rail.settings().hidden().size() == 1);
    robot.type(KeyCode.ESCAPE);
    Awaitility.await().until(() -> !button.isSelected());
    assertThat(session.playhead().isFollowing()).isTrue();
  }

  @Test
  void aLongSentenceIsNotCut(FxRobot robot) throws IOException {
    String sentence =
        "Left out: /home/somebody/.config/belvedere/layers/floodgates.json, layer floodgate:"
            + " symbol.stroke: reaches out of its box, which goes from -8 to 8.";
    Screen.run(() -> room.tell(sentence));
    Awaitility.await().until(() -> robot.lookup("#notice").query().isVisible());
    Awaitility.await()
        .until(() -> ((Text) robot.lookup("#notice .text").query()).getText().equals(sentence));
    Picture picture = Screen.on(() -> Picture.of(robot.lookup("#notice").query().getScene()));
    picture.write(Path.of("target", "pictures", "long-notice.png"));
  }

  @Test
  void stopsTheLoadingOfThePastByKeyboardAloneAndKeepsTheKeys(FxRobot robot) {
    monaco.reads(new BackfillReading(State.READING, 0.5, Fates.NONE, ""));
    Awaitility.await().until(() -> robot.lookup(".timeline-past").query().isVisible());
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              robot.type(KeyCode.TAB);
              return robot.lookup(".timeline-past-button").query().isFocused();
            });
    robot.type(KeyCode.SPACE);
    assertThat(monaco.isPastWanted()).isFalse();
    assertThat(session.playhead().isFollowing()).as("it was the button's").isTrue();

    monaco.reads(BackfillReading.NOTHING);
    Awaitility.await().until(() -> !robot.lookup(".timeline-past").query().isVisible());
    robot.type(KeyCode.SPACE);
    Awaitility.await().until(() -> !session.playhead().isFollowing());
  }

  private static void await(FxRobot robot, String mode) {
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> robot.lookup("#mode").queryAs(Labeled.class).getText().equals(mode));
  }
}

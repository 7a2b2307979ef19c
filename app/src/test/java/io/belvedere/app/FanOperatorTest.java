package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// Three gauges at one place, taken apart by keyboard in the whole control room.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class FanOperatorTest {
  private static final long NOW = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));

  private final ManualClock clock = new ManualClock(NOW);
  private final FakeDistrict monaco =
      new FakeDistrict(
          clock,
          List.of(
              FakeDistrict.waterLevel("w-1", 7.4206, 43.7375),
              FakeDistrict.waterLevel("w-2", 7.4206, 43.7375),
              FakeDistrict.waterLevel("w-3", 7.4206, 43.7375)));
  private final Session session = new Session(clock, () -> List.of(monaco));
  private PulsedRoom room;

  @Start
  void open(Stage stage) {
    monaco.observe("w-1", NOW, 3);
    monaco.observe("w-2", NOW, 46);
    monaco.observe("w-3", NOW, 12);
    room = new PulsedRoom(stage, 800, session, clock, choice -> {});
  }

  @Stop
  void close() {
    room.close();
  }

  @Test
  void eachOfThreeAtOnePlaceIsReachedByKeyboard(FxRobot robot) {
    robot.moveTo(new javafx.geometry.Point2D(2, 2));
    WaitForAsyncUtils.waitForAsyncFx(20_000, () -> session.selection().select(thing("thing-w-1")));
    // The worst comes first.
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              robot.type(KeyCode.F).type(KeyCode.ENTER);
              WaitForAsyncUtils.waitForFxEvents();
              return selected().equals(thing("thing-w-2"));
            });
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    awaitSelected(thing("thing-w-3"));
    robot.type(KeyCode.TAB).type(KeyCode.ENTER);
    awaitSelected(thing("thing-w-1"));
    robot.type(KeyCode.UP).type(KeyCode.ENTER);
    awaitSelected(thing("thing-w-3"));
    assertThat(session.playhead().isFollowing()).as("no key was one of time").isTrue();

    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(selected()).as("the first Esc only folds").isEqualTo(thing("thing-w-3"));
    robot.type(KeyCode.ESCAPE);
    awaitSelected(Selected.NOTHING);
  }

  private Selected selected() {
    return session.selection().selected();
  }

  private void awaitSelected(Selected what) {
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> selected().equals(what));
  }

  private static Selected thing(String id) {
    return new Selected.OfThing(new DistrictId("monaco"), id);
  }
}

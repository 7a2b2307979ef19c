package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.PanePicture;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // fields are set before each test
class MapPaneTest {
  private final CrowdedMonaco monaco = new CrowdedMonaco(1200);
  private final Selection selection = new Selection();
  private MapPane pane;

  @Start
  void start(Stage stage) {
    pane = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, selection, monaco.clock);
    Scene scene = new Scene(pane, 800, 600);
    StyleSheets.apply(scene, Theme.LIGHT);
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    WaitForAsyncUtils.waitForAsyncFx(20_000, pane::close);
  }

  @Test
  void keysMoveTheMapThatHasTheFocus(FxRobot robot) {
    settle();
    WaitForAsyncUtils.waitForAsyncFx(20_000, pane::requestFocus);
    Camera before = pane.camera();
    robot.type(KeyCode.EQUALS);
    settle();
    Camera nearer = pane.camera();
    assertThat(nearer.zoom()).isEqualTo(before.zoom() + 0.5);
    robot.type(KeyCode.W);
    robot.type(KeyCode.D);
    settle();
    assertThat(pane.camera().y()).isLessThan(nearer.y());
    assertThat(pane.camera().x()).isGreaterThan(nearer.x());
    robot.type(KeyCode.DIGIT0);
    settle();
    assertThat(pane.camera()).isEqualTo(before);
  }

  @Test
  void dragMovesTheMapAndSelectsNothing(FxRobot robot) {
    settle();
    Camera before = pane.camera();
    robot.moveTo(pane);
    robot.drag(MouseButton.PRIMARY).moveBy(60, 25).drop();
    settle();
    assertThat(pane.camera().x()).isLessThan(before.x());
    assertThat(selection.selected()).isEqualTo(Selected.NOTHING);
  }

  @Test
  void clickSelectsWhatIsThere(FxRobot robot) {
    WaitForAsyncUtils.waitForAsyncFx(20_000, () -> pane.flyTo(7.4197, 43.7350, 18));
    settle();
    Selected under = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> pane.at(400, 300));
    robot.moveTo(pane).clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(selection.selected()).isEqualTo(under);
  }

  @Test
  void doubleClickGoesNearer(FxRobot robot) {
    settle();
    double before = pane.camera().zoom();
    robot.moveTo(pane).moveBy(300, -250).doubleClickOn(MouseButton.PRIMARY);
    settle();
    assertThat(pane.camera().zoom()).isEqualTo(before + 1);
  }

  @Test
  void attributionAndScaleAreAlwaysThere(FxRobot robot) {
    settle();
    assertThat(robot.lookup("© OpenStreetMap contributors").queryAll()).isNotEmpty();
    assertThat(robot.lookup(".map-scale").queryAll()).hasSize(1);
  }

  @Test
  void closedMapsLeaveNothingBehind() {
    List<WeakReference<MapPane>> closed = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      WaitForAsyncUtils.waitForAsyncFx(
          20_000,
          () -> {
            MapPane other = new MapPane(CrowdedMonaco.MAP, Theme.DARK, selection, monaco.clock);
            PanePicture.scene(other, 300, 200, Theme.DARK);
            other.show(monaco.show(Mode.LIVE));
            other.close();
            closed.add(new WeakReference<>(other));
          });
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return closed.stream().allMatch(r -> r.get() == null);
            });
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().equals("base-map"))
                        .count()
                    <= 1);
  }

  private void settle() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                WaitForAsyncUtils.waitForAsyncFx(
                    20_000,
                    () -> {
                      monaco.clock.advance(Duration.ofMillis(400));
                      pane.show(monaco.show(Mode.LIVE));
                      return pane.isSettled();
                    }));
  }
}

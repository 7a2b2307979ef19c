package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The tools in a map as small as it is in a window of 1024 x 700.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // fields are set before each test
class MapWithToolsTest {
  private final CrowdedMonaco monaco = new CrowdedMonaco(1200);
  private final Selection selection = new Selection();
  private final List<String> said = new ArrayList<>();
  private Mode mode = Mode.LIVE;
  private MapPane map;
  private MapWithTools tools;
  private Scene scene;

  @Start
  void start(Stage stage) {
    map = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, selection, monaco.clock);
    tools = new MapWithTools(map, selection, said::add);
    scene = new Scene(tools, 536, 404);
    StyleSheets.apply(scene, Theme.LIGHT);
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    run(map::close);
  }

  @Test
  void coordinatesFollowThePointerAndChangeNoWidth(FxRobot robot) throws IOException {
    settle();
    Label coordinates = robot.lookup(".map-coordinates").queryAs(Label.class);
    assertThat(coordinates.isVisible()).isFalse();
    robot.moveTo(map);
    settle();
    assertThat(coordinates.isVisible()).isTrue();
    String before = coordinates.getText();
    double width = coordinates.getWidth();
    robot.moveBy(83, 71);
    settle();
    assertThat(coordinates.getText()).isNotEqualTo(before).startsWith("43.7");
    assertThat(coordinates.getWidth()).isEqualTo(width);
    picture("tools-coordinates");
    run(tools::copyCoordinates);
    assertThat(said.getLast()).startsWith("Copied: 43.7");
    assertThat(on(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo(said.getLast().substring("Copied: ".length()));
  }

  @Test
  void whatIsNearIsListedBesideTheMapAndChosenByKeyboard(FxRobot robot) throws IOException {
    settle();
    double wide = map.getWidth();
    assertThat(map.overlay().getChildrenUnmodifiable()).isEmpty();
    run(tools::openNearby);
    settle();
    assertThat(map.getWidth()).isLessThan(wide - 200);
    assertThat(map.overlay().figures()).hasSize(2);
    assertThat(titleOf(robot)).isEqualTo("Within 300 m");
    run(tools::changeReach);
    settle();
    assertThat(titleOf(robot)).isEqualTo("Within 500 m");
    picture("tools-nearby");
    Camera before = map.camera();
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    settle();
    assertThat(selection.selected()).isNotEqualTo(Selected.NOTHING);
    assertThat(map.camera()).isNotEqualTo(before);
    mode = Mode.REPLAY;
    settle();
    picture("tools-nearby-replay");
    assertThat(on(tools::closeTool)).isTrue();
    settle();
    assertThat(map.getWidth()).isEqualTo(wide);
    assertThat(map.overlay().getChildrenUnmodifiable()).isEmpty();
    assertThat(on(tools::closeTool)).isFalse();
  }

  @Test
  void keysOfTheMapWorkBesideItToo(FxRobot robot) {
    settle();
    run(tools::openNearby);
    settle();
    Camera before = map.camera();
    robot.type(KeyCode.W);
    settle();
    assertThat(map.camera().y()).isLessThan(before.y());
  }

  private static String titleOf(FxRobot robot) {
    return robot.lookup(".map-side-title").queryAs(Labeled.class).getText();
  }

  private void picture(String name) throws IOException {
    on(() -> Picture.of(scene)).write(Path.of("target", "pictures", name + ".png"));
  }

  private void settle() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                on(
                    () -> {
                      monaco.clock.advance(Duration.ofMillis(400));
                      scene.getRoot().applyCss();
                      scene.getRoot().layout();
                      map.show(monaco.show(mode));
                      return map.isSettled();
                    }));
  }

  private static void run(Runnable task) {
    WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }

  private static <T> T on(java.util.concurrent.Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }
}

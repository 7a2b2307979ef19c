package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Three gauges at one place, taken apart with the pointer.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // fields are set before each test
class FanPaneTest {
  private final Selection selection = new Selection();
  private DistrictOnMap district;
  private MapPane pane;
  private Scene scene;

  @Start
  void start(Stage stage) {
    district =
        new DistrictOnMap(
            List.of(
                FakeDistrict.waterLevel("w-1", DistrictOnMap.LON, DistrictOnMap.LAT),
                FakeDistrict.waterLevel("w-2", DistrictOnMap.LON, DistrictOnMap.LAT),
                FakeDistrict.waterLevel("w-3", DistrictOnMap.LON, DistrictOnMap.LAT)));
    district.district.observe("w-1", DistrictOnMap.START, 3);
    district.district.observe("w-2", DistrictOnMap.START, 46);
    pane = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, selection, district.clock);
    scene = new Scene(pane, 800, 600);
    StyleSheets.apply(scene, Theme.LIGHT);
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    on(
        () -> {
          pane.close();
          return true;
        });
  }

  @Test
  void clickOnTheirMarkSpreadsThemAndAClickOnEachSelectsIt(FxRobot robot) throws IOException {
    on(
        () -> {
          pane.flyTo(DistrictOnMap.LON, DistrictOnMap.LAT, 18);
          return true;
        });
    settle();
    robot.moveTo(pane);
    settle();
    assertThat(hint(robot)).startsWith("Gauge w-2").endsWith("2 more here; click to see each");
    robot.clickOn(pane);
    settle();
    assertThat(selection.selected()).isEqualTo(Selected.NOTHING);
    for (String wanted : List.of("w-2", "w-3", "w-1")) {
      Point2D at = on(() -> pane.localToScreen(spot("thing-" + wanted)));
      robot.moveTo(at);
      settle();
      assertThat(hint(robot)).startsWith("Gauge " + wanted);
      robot.clickOn(at);
      settle();
      assertThat(selection.selected()).isEqualTo(DistrictOnMap.thing("thing-" + wanted));
    }
    on(() -> Picture.of(scene)).write(Path.of("target", "pictures", "fan.png"));
    robot.clickOn(on(() -> pane.localToScreen(60, 60)));
    settle();
    assertThat(on(() -> pane.picture().details().fanned())).isEmpty();
  }

  private Point2D spot(String thing) {
    int number = pane.picture().pickedThing(DistrictOnMap.thing(thing));
    double scale = pane.outputScale();
    return pane.picture().details().fanned().stream()
        .filter(mark -> mark.thing() == number)
        .map(mark -> new Point2D(mark.x() / scale, mark.y() / scale))
        .findFirst()
        .orElseThrow();
  }

  private static String hint(FxRobot robot) {
    return robot.lookup(".map-hint").queryAllAs(Label.class).stream()
        .filter(label -> label.isVisible() && !label.getText().isEmpty())
        .map(Label::getText)
        .findFirst()
        .orElse("");
  }

  private void settle() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                on(
                    () -> {
                      district.clock.advance(Duration.ofMillis(400));
                      pane.show(district.show(district.clock.now(), Mode.LIVE));
                      return pane.isSettled();
                    }));
  }

  private static <T> T on(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }
}

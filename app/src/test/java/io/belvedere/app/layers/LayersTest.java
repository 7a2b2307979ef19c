package io.belvedere.app.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Leak;
import io.belvedere.app.PanePicture;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.model.DistrictId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set in start
class LayersTest {
  private static final DistrictId MONACO = new DistrictId("monaco");

  private final FloodStory story = new FloodStory();
  private final Selection selection = new Selection();
  private final List<double[]> flights = new ArrayList<>();
  private LayersRail rail;
  private SearchField search;

  @Start
  void start(Stage stage) {
    rail = new LayersRail();
    search = search();
    search.show(story.at(FloodStory.NOW, Mode.LIVE));
    stage.setScene(
        PanePicture.scene(new HBox(rail, new Button("Elsewhere"), search), 600, 600, Theme.LIGHT));
    stage.show();
  }

  @Test
  void aFirstStartShowsWhatMayNeedSomebody() {
    assertThat(rail.settings()).isEqualTo(LayerSettings.INITIAL);
    assertThat(buttons().stream().filter(ToggleButton::isSelected)).hasSize(4);
  }

  @Test
  void aButtonTogglesItsLayer(FxRobot robot) {
    robot.clickOn(buttons().get(Layer.CAMERAS.ordinal()));
    assertThat(rail.settings().shows(Layer.CAMERAS)).isTrue();
    robot.clickOn(buttons().get(Layer.ROADS.ordinal()));
    assertThat(rail.settings().shows(Layer.ROADS)).isFalse();
  }

  @Test
  void settingsFromElsewhereAreShown() {
    WaitForAsyncUtils.waitForAsyncFx(5_000, () -> rail.toggle(Layer.VEHICLES));
    assertThat(buttons().get(Layer.VEHICLES.ordinal()).isSelected()).isTrue();
  }

  @Test
  void everyButtonTellsWhatItDoesAndItsKey() {
    for (ToggleButton button : buttons()) {
      assertThat(button.getTooltip().getText()).matches(".+  \\[\\d\\]");
      assertThat(button.getWidth()).isGreaterThanOrEqualTo(32);
    }
  }

  @Test
  void theLastButtonListsTheKindsOfSensors(FxRobot robot) throws Exception {
    robot.clickOn("#layers-sensors");
    SensorMenu menu = rail.sensors();
    assertThat(menu.isShowing()).isTrue();
    assertThat(menu.getItems()).hasSize(SensorLayers.shipped().all().size());
    WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> PanePicture.take(menu.getScene(), "layers-sensors"));
    robot.clickOn("Noise");
    assertThat(rail.settings().hides("noise")).isTrue();
    assertThat(menu.isTicked("noise")).isFalse();
    assertThat(menu.isTicked("pump")).isTrue();
    assertThat(menu.isShowing()).isTrue();
    robot.clickOn("Noise");
    assertThat(rail.settings()).isEqualTo(LayerSettings.INITIAL);
    robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
    assertThat(rail.settings().hidden()).hasSize(1);
    robot.push(KeyCode.ESCAPE);
    assertThat(menu.isShowing()).isFalse();
    assertThat(buttons().getLast().isSelected()).isFalse();
  }

  @Test
  void aKindThatAFileAddsIsListedAndMayBeOffAtTheStart(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("gates.json"),
        """
        {"id": "floodgate", "title": "Floodgates", "words": ["floodgate"], "on": false,
         "symbol": {"stroke": "M-6 6L-6 -6L6 -6L6 6M-6 0L6 0"}}
        """);
    SensorLayers layers = SensorLayers.with(folder).layers();
    LayersRail own = WaitForAsyncUtils.waitForAsyncFx(5_000, () -> new LayersRail(layers));
    assertThat(own.settings().hides("floodgate")).isTrue();
    assertThat(own.sensors().getItems().getFirst().getId()).isEqualTo("layer-floodgate");
    assertThat(own.sensors().isTicked("floodgate")).isFalse();
    WaitForAsyncUtils.waitForAsyncFx(5_000, own.sensors().getItems().getFirst()::fire);
    assertThat(own.settings().hidden()).isEmpty();
    assertThat(own.sensors().isTicked("floodgate")).isTrue();
  }

  @Test
  void typingFindsAndEnterSelectsAndFlies(FxRobot robot) {
    robot.clickOn(search).write("reymond").push(KeyCode.DOWN);
    assertThat(search.found()).hasSizeGreaterThan(1);
    robot.push(KeyCode.ENTER);
    assertThat(selection.selected()).isEqualTo(new Selected.OfThing(MONACO, "gauge-rue"));
    assertThat(flights).hasSize(1);
    assertThat(flights.getFirst()).containsExactly(7.4205, 43.7345);
    assertThat(search.found()).isEmpty();
    assertThat(search.getText()).isEmpty();
  }

  @Test
  void aClickChooses(FxRobot robot) {
    robot.clickOn(search).write("suffren");
    robot.clickOn("Rue Suffren Reymond");
    assertThat(selection.selected()).isEqualTo(new Selected.OfRoad(MONACO, "r2"));
  }

  @Test
  void escapeLeavesWithoutChoosing(FxRobot robot) {
    robot.clickOn(search).write("gauge");
    assertThat(search.found()).isNotEmpty();
    robot.push(KeyCode.ESCAPE);
    assertThat(search.found()).isEmpty();
    assertThat(search.getText()).isEmpty();
    assertThat(selection.selected()).isEqualTo(Selected.NOTHING);
  }

  @Test
  void theFindsGoWhenTheFieldIsLeft(FxRobot robot) {
    robot.clickOn(search).write("gauge");
    robot.clickOn("Elsewhere");
    assertThat(search.found()).isEmpty();
  }

  @Test
  void theFindsLookRight(FxRobot robot) {
    robot.clickOn(search).write("suffren");
    WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          for (var window : javafx.stage.Window.getWindows()) {
            if (window instanceof javafx.stage.PopupWindow popup && popup.isShowing()) {
              PanePicture.take(popup.getScene(), "search-results");
            }
          }
          return null;
        });
    assertThat(search.found()).isNotEmpty();
  }

  @Test
  void letThemselvesGo() {
    Leak.requireCollected(LayersRail::new);
    Leak.requireCollected(this::search);
  }

  @Test
  void lookRightByDayAndByNight() {
    for (Theme theme : Theme.values()) {
      WaitForAsyncUtils.waitForAsyncFx(
          20_000,
          () -> {
            Scene scene = PanePicture.scene(new HBox(new LayersRail(), search()), 400, 340, theme);
            PanePicture.take(scene, "layers-" + theme);
            return null;
          });
    }
  }

  private SearchField search() {
    return new SearchField(
        selection, FloodStory.map(), (lon, lat) -> flights.add(new double[] {lon, lat}));
  }

  private List<ToggleButton> buttons() {
    return rail.getChildren().stream().map(n -> (ToggleButton) n).toList();
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.PanePicture;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.map.MapWithTools.Away;
import io.belvedere.app.session.Bookmark;
import io.belvedere.app.session.Bookmarks;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.app.session.Session;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The tools in a map as small as it is in a window of 1024 x 700.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // fields are set before each test
class MapWithToolsTest {
  private final CrowdedMonaco monaco = new CrowdedMonaco(1200);
  private final Session session = new Session(monaco.clock, List::of);
  private final Selection selection = session.selection();
  private final Bookmarks bookmarks = new Bookmarks(List.of(), all -> {});
  private final List<String> said = new ArrayList<>();
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  @TempDir private Path folder = Path.of("");
  private Mode mode = Mode.LIVE;
  private MapPane map;
  private MapWithTools tools;
  private Scene scene;

  @Start
  void start(Stage stage) {
    map = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, selection, monaco.clock);
    tools =
        new MapWithTools(
            map, CrowdedMonaco.MAP, session, bookmarks, new Away(folder, writer), said::add);
    scene = new Scene(tools, 536, 404);
    StyleSheets.apply(scene, Theme.LIGHT);
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    run(map::close);
    writer.shutdownNow();
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
    assertThat(map.overlay().figures()).hasSize(1);
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

  @Test
  void wayIsMeasuredWithThePointer(FxRobot robot) throws IOException {
    settle();
    run(tools::measure);
    robot.moveTo(map).clickOn().moveBy(90, -60).clickOn().moveBy(40, 90).clickOn();
    settle();
    assertThat(selection.selected()).isEqualTo(Selected.NOTHING);
    List<String> notes = notes(robot);
    assertThat(notes).hasSize(3).first().asString().startsWith("Together ");
    picture("tools-measure");
    assertThat(on(tools::closeTool)).as("the line stays").isTrue();
    robot.moveBy(-100, 20);
    settle();
    assertThat(notes(robot)).isEqualTo(notes);
    assertThat(on(tools::closeTool)).as("the line goes").isTrue();
    settle();
    assertThat(map.overlay().getChildrenUnmodifiable()).isEmpty();
  }

  @Test
  void wayIsMeasuredByKeyboardAlone(FxRobot robot) throws IOException {
    robot.moveTo(new Point2D(5, 5));
    run(() -> map.flyTo(7.42, 43.735, 16));
    settle();
    run(tools::measure);
    settle();
    robot.type(KeyCode.ENTER).type(KeyCode.D).type(KeyCode.D);
    settle();
    robot.type(KeyCode.ENTER).type(KeyCode.S);
    settle();
    assertThat(notes(robot)).hasSize(3);
    assertThat(robot.lookup(".map-coordinates").query().isVisible()).isTrue();
    picture("tools-measure-keyboard");
    double metresPerPixel = map.camera().metresPerPixel();
    robot.type(KeyCode.ENTER).type(KeyCode.DELETE);
    settle();
    assertThat(notes(robot).get(1)).isEqualTo(Metres.text(192 * metresPerPixel));
  }

  @Test
  void viewIsSavedFoundAndRemovedByKeyboard(FxRobot robot) throws IOException {
    run(() -> map.flyTo(7.42, 43.735, 16));
    settle();
    Camera saved = map.camera();
    run(tools::saveView);
    settle();
    robot.write("Port was here").type(KeyCode.ENTER);
    settle();
    assertThat(map.camera()).as("typing moves nothing").isEqualTo(saved.resized(284, 404));
    assertThat(bookmarks.all()).extracting(Bookmark::name).containsExactly("Port was here");
    picture("tools-views");
    run(map::fit);
    settle();
    robot.type(KeyCode.ENTER);
    settle();
    assertThat(map.camera().zoom()).isEqualTo(16);
    assertThat(map.camera().x()).isCloseTo(saved.x(), within(1e-9));
    robot.type(KeyCode.DELETE);
    settle();
    assertThat(bookmarks.all()).isEmpty();
    assertThat(on(session.undo()::takeBack)).contains("the removal of Port was here");
    assertThat(bookmarks.all()).hasSize(1);
  }

  @Test
  void nearestEmergencyVehicleIsFoundByKeyboardWithItsWay(FxRobot robot) throws IOException {
    robot.moveTo(new Point2D(5, 5));
    run(() -> map.flyTo(7.4256, 43.7396, 15));
    settle();
    run(tools::openVehicles);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              settle();
              return notes(robot).stream().anyMatch(note -> note.startsWith("Thing "));
            });
    robot.type(KeyCode.HOME).type(KeyCode.ENTER);
    settle();
    assertThat(selection.selected()).isInstanceOf(Selected.OfThing.class);
    picture("tools-vehicles");
    assertThat(map.overlay().figures()).anyMatch(MapOverlay.Figure.Line.class::isInstance);
  }

  @Test
  void legendShowsTheSignsOfBothThemes() throws IOException {
    settle();
    run(tools::toggleLegend);
    settle();
    settle();
    picture("tools-legend");
    ImageView first = legendSigns().getFirst();
    assertThat(legendSigns()).hasSizeGreaterThan(20);
    run(
        () -> {
          map.setTheme(Theme.DARK);
          StyleSheets.apply(scene, Theme.DARK);
          scene.lookup(".map-legend").requestFocus();
        });
    settle();
    assertThat(legendSigns()).doesNotContain(first);
    run(() -> ((ScrollPane) scene.lookup(".map-legend")).setVvalue(1));
    settle();
    picture("tools-legend-dark");
    run(tools::toggleLegend);
    settle();
    assertThat(scene.lookup("#legend")).isNull();
  }

  private List<ImageView> legendSigns() {
    return on(
        () ->
            scene.lookup("#legend").lookupAll(".image-view").stream()
                .map(ImageView.class::cast)
                .toList());
  }

  @Test
  void mapIsWrittenAsPictureAndAsGeoJsonWithWhereItComesFrom() throws IOException {
    mode = Mode.REPLAY;
    settle();
    run(tools::writePicture);
    Path png = written(".png");
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(536);
    assertThat(picture.getHeight()).isGreaterThan(404 + 40);
    Files.createDirectories(Path.of("target", "pictures"));
    Files.copy(
        png,
        Path.of("target", "pictures", "tools-snapshot.png"),
        StandardCopyOption.REPLACE_EXISTING);
    run(tools::writeJson);
    assertThat(written(".geojson").getFileName().toString())
        .startsWith("monaco-")
        .contains("replay");
  }

  @Test
  void fileIsNotWrittenOverAndAFolderThatCannotBeIsTold() throws IOException {
    settle();
    run(tools::writeJson);
    Path first = written(".geojson");
    said.clear();
    Files.writeString(first, "kept");
    run(tools::writeJson);
    assertThat(written(".geojson")).isNotEqualTo(first);
    assertThat(first).hasContent("kept");
    said.clear();
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    run(
        () -> {
          MapPane other = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, selection, monaco.clock);
          var elsewhere = new Away(occupied.resolve("below"), Runnable::run);
          var failing =
              new MapWithTools(other, CrowdedMonaco.MAP, session, bookmarks, elsewhere, said::add);
          PanePicture.scene(failing, 300, 200, Theme.LIGHT);
          failing.writeJson();
          other.show(monaco.show(Mode.LIVE));
          other.show(monaco.show(Mode.LIVE));
          other.close();
        });
    assertThat(said).singleElement().asString().startsWith("Nothing was written: ");
  }

  /// Waits until it is told.
  private Path written(String ending) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              settle();
              return said.stream().anyMatch(s -> s.endsWith(ending));
            });
    assertThat(said.getLast()).startsWith("Written: ");
    return Path.of(said.getLast().substring("Written: ".length()));
  }

  private static List<String> notes(FxRobot robot) {
    return robot.lookup(".map-overlay-note").queryAllAs(Label.class).stream()
        .map(Labeled::getText)
        .toList();
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

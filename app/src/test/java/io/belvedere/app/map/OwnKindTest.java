package io.belvedere.app.map;

import static io.belvedere.app.map.DrawnMonaco.shot;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.PanePicture;
import io.belvedere.app.bench.NewestInstant;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SymbolSprites.Ring;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Liveness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// A kind of sensor that no code knows, described by a file alone.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each
class OwnKindTest {
  private static final double LON = 7.4197;
  private static final double LAT = 43.7350;
  private static final List<Category> STATES =
      List.of(
          new Category(0, "open", Severity.NORMAL),
          new Category(1, "closed", Severity.NORMAL),
          new Category(2, "moving", Severity.NORMAL),
          new Category(3, "slow", Severity.P3),
          new Category(4, "jammed", Severity.P2));
  private static final String FLOODGATES =
      """
      {"id": "floodgate", "title": "Floodgates", "words": ["floodgate"],
       "symbol": "gate.svg", "zoom": {"from": 16},
       "states": [
         {"category": "closed", "title": "Gate shut", "symbol": {"stroke": "M-6 -6L6 6M-6 6L6 -6"}},
         {"category": "moving", "title": "Gate moves", "colour": "text"}]}
      """;
  private static final String SVG =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="black">
        <path d="M4 28V4h24v24M4 16h24"/>
      </svg>
      """;

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(1_763_908_800_000_000L);
  private final FakeDistrict district =
      new FakeDistrict(clock, List.of(gate("gate", LAT), gate("neighbour", LAT - 3e-4)));
  private final NewestInstant newest = new NewestInstant(clock, district);
  private final SymbolSprites sprites = new SymbolSprites(Theme.LIGHT, 1);
  private final MapPicture picture =
      new MapPicture(CrowdedMonaco.MAP, new BaseMap(new BaseMapWorker(CrowdedMonaco.MAP)));
  private SensorLayers layers;

  @BeforeEach
  void read() throws IOException {
    Files.writeString(folder.resolve("gate.json"), FLOODGATES);
    Files.writeString(folder.resolve("gate.svg"), SVG);
    SensorLayers.Read read = SensorLayers.with(folder);
    assertThat(read.problems()).isEmpty();
    layers = read.layers();
    picture.setSensorLayers(layers);
  }

  @Test
  void itsSymbolStandsOnThePicture() {
    draw(4, 17.75, LayerSettings.INITIAL);
    SymbolGlyph gate = layers.of("floodgate").symbol();
    Sprite expected = sprites.sensor(gate, Severity.P2, Liveness.FRESH, false, Ring.NONE);
    assertThat(shown().pixels).isEqualTo(expected.pixels);
    Sprite unknown = sprites.sensor(SymbolGlyph.DOT, Severity.P2, Liveness.FRESH, false, Ring.NONE);
    assertThat(shown().pixels).isNotEqualTo(unknown.pixels);
    assertThat(isOnPicture(expected)).isTrue();
    assertThat(isOnPicture(unknown)).isFalse();
  }

  @Test
  void whatIsNormalIsADotAndANamedStateIsTold() {
    draw(0, 17.75, LayerSettings.INITIAL);
    assertThat(shown().pixels)
        .isEqualTo(
            sprites.sensor(SymbolGlyph.DOT, Severity.NORMAL, Liveness.FRESH, false, Ring.NONE)
                .pixels);
    draw(2, 17.75, LayerSettings.INITIAL);
    assertThat(shown().pixels).isEqualTo(sprites.dot(Token.TEXT).pixels);
    draw(1, 17.75, LayerSettings.INITIAL);
    SymbolGlyph shut = layers.of("floodgate").states().getFirst().symbol().orElseThrow();
    assertThat(shown().pixels).isEqualTo(sprites.facility(shut).pixels);
    assertThat(HoverText.of(picture.states(), 0, instant().districts())).contains("Gate shut");
  }

  @Test
  void beforeItsZoomOnlyWhatNeedsSomebodySoonIsDrawn() {
    draw(3, 15.5, LayerSettings.INITIAL);
    assertThat(picture.marks().sprite[0]).isNull();
    draw(0, 15.5, LayerSettings.INITIAL);
    assertThat(picture.marks().sprite[0]).isNull();
    draw(4, 15.5, LayerSettings.INITIAL);
    assertThat(picture.marks().sprite[0]).isNotNull();
    draw(3, 16, LayerSettings.INITIAL);
    assertThat(picture.marks().sprite[0]).isNotNull();
  }

  @Test
  void switchedOffItIsDrawnOnlyIfItNeedsSomebodySoon() {
    LayerSettings off = LayerSettings.INITIAL.with("floodgate", /* visible= */ false);
    draw(3, 17.75, off);
    assertThat(picture.marks().sprite[0]).isNull();
    draw(4, 17.75, off);
    assertThat(picture.marks().sprite[0]).isNotNull();
    draw(3, 17.75, off.with("floodgate", /* visible= */ true));
    assertThat(picture.marks().sprite[0]).isNotNull();
  }

  @Test
  void whatIsSilentInAnIncidentIsDrawnWhateverIsSwitchedOff() {
    LayerSettings off = LayerSettings.INITIAL.with("floodgate", /* visible= */ false);
    district.observe("neighbour", clock.now() - 20 * Micros.PER_MINUTE, 0);
    draw(0, 15.5, off);
    int neighbour = picture.states().table.find(district.id(), "thing-neighbour");
    assertThat(picture.states().liveness(neighbour)).isGreaterThanOrEqualTo(Liveness.STALE);
    assertThat(picture.marks().sprite[neighbour]).isNull();
    draw(4, 15.5, off);
    assertThat(picture.marks().sprite[neighbour]).isNotNull();
  }

  @Test
  void whatIsSwitchedOffStandsBelowThePicture() {
    LayerSettings off = LayerSettings.INITIAL.with("floodgate", /* visible= */ false);
    assertThat(Provenance.of(instant(), off, "").caption().get(1)).contains("without floodgate");
    assertThat(Provenance.of(instant(), LayerSettings.INITIAL, "").caption().get(1))
        .doesNotContain("without");
  }

  @Test
  void theLegendTellsItAndItsStates() {
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          var pane = new MapPane(CrowdedMonaco.MAP, Theme.LIGHT, new Selection(), clock);
          pane.setSensorLayers(layers);
          LegendTool legend = new LegendTool(pane);
          legend.show(instant());
          Scene scene = PanePicture.scene(legend.side().orElseThrow(), 252, 1400, Theme.LIGHT);
          scene.getStylesheets().addAll(pane.getStylesheets());
          PanePicture.take(scene, "legend-own");
          assertThat(scene.getRoot().lookupAll(".label").stream().map(n -> ((Label) n).getText()))
              .contains("Floodgates", "Floodgates: Gate shut", "Floodgates: Gate moves", "Pumps");
          pane.close();
          return null;
        });
  }

  private void draw(int state, double zoom, LayerSettings settings) {
    clock.advance(Duration.ofSeconds(1));
    district.observe("gate", clock.now() - Micros.PER_SECOND, state);
    Camera camera = new Camera(0.5, 0.5, 15, 300, 200).at(LON, LAT, zoom);
    picture.draw(
        instant(), shot(View.of(camera, 1), settings.with(Layer.ROADS, false), Mode.LIVE, false));
  }

  private InstantOnScreen instant() {
    return newest.get();
  }

  private Sprite shown() {
    return Objects.requireNonNull(picture.marks().sprite[0]);
  }

  /// Whether all pixels that a sprite covers fully stand in the middle of the picture.
  private boolean isOnPicture(Sprite sprite) {
    Raster raster = picture.raster();
    int left = picture.marks().x[0] - sprite.originX;
    int top = picture.marks().y[0] - sprite.originY;
    for (int y = 0; y < sprite.height; y++) {
      for (int x = 0; x < sprite.width; x++) {
        int pixel = sprite.pixels[y * sprite.width + x];
        if (pixel >>> 24 == 255 && raster.pixels[(top + y) * raster.width + left + x] != pixel) {
          return false;
        }
      }
    }
    return true;
  }

  private static Datastream gate(String id, double lat) {
    var thing =
        new Thing("thing-" + id, id, "floodgate", LON, lat, Optional.empty(), Optional.empty());
    return new Datastream(
        id,
        "Position",
        "position",
        "",
        Role.VALUE,
        10 * Micros.PER_SECOND,
        Criticality.HIGH,
        thing,
        Optional.empty(),
        STATES,
        Optional.empty(),
        Long.MIN_VALUE);
  }
}

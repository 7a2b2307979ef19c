package io.belvedere.app.map;

import io.belvedere.app.look.SensorLayer;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SensorState;
import io.belvedere.app.look.SensorState.When;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SymbolSprites.Counts;
import io.belvedere.app.map.SymbolSprites.Ring;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.Liveness;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the signs of the map mean, beside the signs themselves, drawn by those who draw the map.
final class LegendTool implements MapTool {
  private static final double SIGNS = 76;
  private static final double ROAD_LENGTH = 68;
  private static final double ROAD_HEIGHT = 18;
  private static final double ROAD_WIDTH = 8;

  private final MapPane map;
  private final VBox rows = new VBox(4);
  private final ScrollPane scroll = new ScrollPane(rows);
  private final SidePane side = new SidePane(scroll);
  private @Nullable Theme drawnFor;
  private @Nullable SensorLayers drawnOf;

  /// What stands for all kinds where it is told how urgent something is.
  private SymbolGlyph example = SymbolGlyph.DOT;

  LegendTool(MapPane map) {
    this.map = map;
    side.setId("legend");
    side.say("What the signs mean", "Colour and shape: how urgent. Pattern: why.");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("map-legend");
    VBox.setVgrow(scroll, Priority.ALWAYS);
  }

  @Override
  public Optional<Region> side() {
    return Optional.of(side);
  }

  /// Draws the signs once for each theme and the layers of sensors.
  @Override
  public void show(InstantOnScreen instant) {
    Theme theme = map.theme();
    SensorLayers layers = map.picture().sensorLayers();
    if (theme != drawnFor || layers != drawnOf) {
      drawnFor = theme;
      drawnOf = layers;
      rows.getChildren().clear();
      double scale = map.outputScale();
      SymbolSprites sprites = new SymbolSprites(theme, scale);
      addSigns(sprites, new DetailSprites(sprites, theme, scale), layers, scale);
      addRoads(theme, scale);
      addKinds(sprites, layers, scale);
    }
  }

  @Override
  public void opened() {
    scroll.requestFocus();
  }

  private void addSigns(
      SymbolSprites sprites, DetailSprites details, SensorLayers layers, double scale) {
    example = layers.of("water-level").symbol();
    title("How urgent");
    for (Severity severity : List.of(Severity.P1, Severity.P2, Severity.P3, Severity.P4)) {
      row(
          severity + (severity == Severity.P1 ? ", at once" : ""),
          sign(sensor(sprites, severity, Liveness.FRESH, false), scale));
    }
    row("All is well", sign(sensor(sprites, Severity.NORMAL, Liveness.FRESH, false), scale));
    row(
        "Several, counted; the last are silent",
        sign(sprites.cluster(new Counts(1, 3, 0, 0, 2), Ring.NONE), scale));
    row("So many at one place (F spreads them)", sign(details.count(3), scale));
    title("How far it can be believed");
    both(sprites, Liveness.OVERDUE, false, "Overdue", scale);
    both(sprites, Liveness.STALE, false, "Stale: only the last value is known", scale);
    both(sprites, Liveness.OFFLINE, false, "Offline", scale);
    both(sprites, Liveness.UNKNOWN, false, "Unknown: nothing comes through", scale);
    both(sprites, Liveness.FRESH, true, "Its clock is wrong", scale);
    row("Stuck: reports again and again the same", sign(details.doubt(Doubt.STUCK), scale));
    row("Others at its place say something else", sign(details.doubt(Doubt.DISAGREES), scale));
    row(
        "Silent beside an incident: the larger, the longer",
        silent(details, 0, scale),
        silent(details, Silence.STEPS - 1, scale));
    title("Vehicles");
    row("Emergency vehicle", sign(sprites.arrow(Severity.NORMAL, 4, false, true), scale));
    row("Other vehicle", sign(sprites.arrow(Severity.NORMAL, 4, false, false), scale));
    row("Where it was last", sign(sprites.arrow(Severity.NORMAL, 4, true, true), scale));
    row("Where it may be by now", sign(details.guess(4, true), scale));
  }

  private ImageView silent(DetailSprites details, int step, double scale) {
    SymbolSprites grown = details.grown(step, /* large= */ false);
    return sign(sensor(grown, Severity.NORMAL, Liveness.STALE, false), scale);
  }

  /// What sensors measure (vehicles have their own signs), and what their states are called.
  private void addKinds(SymbolSprites sprites, SensorLayers layers, double scale) {
    title("Kinds of sensors");
    for (SensorLayer layer : layers.all()) {
      if (layer.drawnAs().moves()) {
        continue;
      }
      row(layer.title(), sign(sprites.facility(layer.symbol()), scale));
      for (SensorState state : layer.states()) {
        row(layer.title() + ": " + state.title(), sign(sign(sprites, layer, state), scale));
      }
    }
  }

  private static Sprite sign(SymbolSprites sprites, SensorLayer layer, SensorState state) {
    SymbolGlyph glyph = state.symbol().orElse(layer.symbol());
    if (state.when() instanceof When.OfSeverity(Severity severity) && severity.isAbnormal()) {
      return sprites.sensor(glyph, severity, Liveness.FRESH, false, Ring.NONE);
    }
    boolean plate = state.symbol().isPresent() || state.ink().isEmpty();
    return plate
        ? sprites.plate(glyph, state.ink().orElse(Token.TEXT_SECONDARY))
        : sprites.dot(state.ink().orElseThrow());
  }

  private void addRoads(Theme theme, double scale) {
    title("Roads");
    road(theme, scale, Condition.FLOODED, Severity.P2, "Flooded");
    road(theme, scale, Condition.CLOSED, Severity.P3, "Closed");
    road(theme, scale, Condition.JAM, Severity.P3, "Jam");
    road(theme, scale, Condition.SLOW, Severity.P4, "Slow");
    road(theme, scale, Condition.UNKNOWN, Severity.NORMAL, "Unknown");
  }

  /// With an alarm and without one.
  private void both(
      SymbolSprites sprites, Liveness liveness, boolean quarantined, String words, double scale) {
    row(
        words,
        sign(sensor(sprites, Severity.P2, liveness, quarantined), scale),
        sign(sensor(sprites, Severity.NORMAL, liveness, quarantined), scale));
  }

  private Sprite sensor(
      SymbolSprites sprites, Severity severity, Liveness liveness, boolean quarantined) {
    return sprites.sensor(example, severity, liveness, quarantined, Ring.NONE);
  }

  private void road(
      Theme theme, double scale, Condition condition, Severity severity, String words) {
    Raster raster =
        new Raster((int) Math.ceil(ROAD_LENGTH * scale), (int) Math.ceil(ROAD_HEIGHT * scale));
    Arrays.fill(raster.pixels, Token.PANEL.argb(theme));
    double middle = raster.height / 2.0;
    TrafficLines.draw(
        new LinePattern(raster, scale),
        new double[] {6 * scale, middle, raster.width - 6 * scale, middle},
        4,
        ROAD_WIDTH,
        theme,
        new RoadState(condition, severity, -1));
    row(words, view(image(raster.width, raster.height, raster.pixels), scale));
  }

  private void title(String words) {
    Label title = new Label(words);
    title.getStyleClass().add("map-legend-title");
    rows.getChildren().add(title);
  }

  private void row(String words, ImageView... signs) {
    HBox left = new HBox(8, signs);
    left.setAlignment(Pos.CENTER);
    left.setMinWidth(SIGNS);
    left.setPrefWidth(SIGNS);
    Label right = new Label(words);
    right.setWrapText(true);
    right.setMinHeight(Region.USE_PREF_SIZE);
    HBox row = new HBox(8, left, right);
    row.setAlignment(Pos.CENTER_LEFT);
    rows.getChildren().add(row);
  }

  private static ImageView sign(Sprite sprite, double scale) {
    return view(image(sprite.width, sprite.height, sprite.pixels), scale);
  }

  private static ImageView view(Image image, double scale) {
    ImageView view = new ImageView(image);
    view.setFitWidth(image.getWidth() / scale);
    view.setPreserveRatio(true);
    return view;
  }

  private static Image image(int width, int height, int[] premultiplied) {
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(
            0, 0, width, height, PixelFormat.getIntArgbPreInstance(), premultiplied, 0, width);
    return image;
  }
}

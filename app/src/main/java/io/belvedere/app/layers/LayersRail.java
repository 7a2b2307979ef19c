package io.belvedere.app.layers;

import io.belvedere.app.look.SensorLayer;
import io.belvedere.app.look.SensorLayer.DrawnAs;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.SymbolNode;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/// What the map shows, one button each; the last one opens the list of the kinds of sensors, which
/// is as long as their layers are many.
public final class LayersRail extends VBox {
  public static final double WIDTH = 56;

  /// What people call the list of the kinds of sensors, and its digit.
  public static final String SENSORS = "Kinds of sensors";

  public static final String SENSORS_KEY = String.valueOf(Layer.values().length + 1);

  private final ObjectProperty<LayerSettings> settings =
      new SimpleObjectProperty<>(this, "settings", LayerSettings.INITIAL);
  private final Map<Layer, ToggleButton> buttons = new EnumMap<>(Layer.class);

  private final SensorMenu sensors;
  private final ToggleButton sensorsButton = new ToggleButton();

  /// With the layers of sensors that come with Belvedere.
  public LayersRail() {
    this(SensorLayers.shipped());
  }

  public LayersRail(SensorLayers layers) {
    getStyleClass().add("layers-rail");
    getStylesheets()
        .add(Objects.requireNonNull(LayersRail.class.getResource("layers.css")).toExternalForm());
    for (Layer layer : Layer.values()) {
      ToggleButton button = button(layer, layers);
      buttons.put(layer, button);
      getChildren().add(button);
    }
    sensors = new SensorMenu(layers, this::toggleSensors);
    dress(sensorsButton, lines("M-7 -5L-6 -5M-3 -5L7 -5M-7 0L-6 0M-3 0L7 0M-7 5L-6 5M-3 5L7 5"));
    sensorsButton.setId("layers-sensors");
    describe(sensorsButton, SENSORS, SENSORS_KEY);
    sensorsButton.setOnAction(e -> toggleSensorList());
    sensors.setOnHidden(e -> sensorsButton.setSelected(false));
    getChildren().add(sensorsButton);
    setSettings(LayerSettings.INITIAL.hiding(layers.offAtStart()));
    settings.subscribe(sensors::show);
    settings.subscribe(
        now -> buttons.forEach((layer, button) -> button.setSelected(now.shows(layer))));
  }

  /// What is to be shown.
  public ReadOnlyObjectProperty<LayerSettings> settingsProperty() {
    return settings;
  }

  public LayerSettings settings() {
    return settings.get();
  }

  public void setSettings(LayerSettings settings) {
    this.settings.set(settings);
  }

  /// Shows a layer if it is hidden, and hides it if it is shown.
  public void toggle(Layer layer) {
    setSettings(settings().with(layer, !settings().shows(layer)));
  }

  /// Shows a layer of sensors if it is switched off, and switches it off if it is shown.
  public void toggleSensors(SensorLayer layer) {
    setSettings(settings().with(layer.id(), settings().hides(layer.id())));
  }

  /// Opens the list of the kinds of sensors, or closes it.
  public void toggleSensorList() {
    if (sensors.isShowing()) {
      sensors.hide();
    } else {
      sensorsButton.setSelected(true);
      sensors.openBeside(sensorsButton);
    }
  }

  SensorMenu sensors() {
    return sensors;
  }

  /// The digit that toggles a layer.
  public static String keyOf(Layer layer) {
    return String.valueOf(layer.ordinal() + 1);
  }

  /// What people call a layer.
  public static String wordsFor(Layer layer) {
    return switch (layer) {
      case ABNORMAL_SENSORS -> "Sensors that need somebody";
      case ROADS -> "Traffic on the roads";
      case FACILITIES -> "Hospitals, stations and other facilities";
      case OUTLINES -> "Outlines of the quarters";
      case VEHICLES -> "Ordinary vehicles";
      case NORMAL_LABELS -> "Labels of what is normal";
      case CAMERAS -> "Cameras";
    };
  }

  private ToggleButton button(Layer layer, SensorLayers layers) {
    ToggleButton button = new ToggleButton();
    dress(button, icon(layer, layers));
    describe(button, wordsFor(layer), keyOf(layer));
    button.setOnAction(e -> setSettings(settings().with(layer, button.isSelected())));
    return button;
  }

  private static void dress(ToggleButton button, Node icon) {
    button.getStyleClass().addAll("square-button", "layers-button");
    button.setGraphic(icon);
    button.setFocusTraversable(false);
  }

  private static void describe(ToggleButton button, String words, String key) {
    button.setAccessibleText(words);
    button.setTooltip(new Tooltip(words + "  [" + key + "]"));
  }

  private static Node icon(Layer layer, SensorLayers layers) {
    return switch (layer) {
      case ABNORMAL_SENSORS -> lines("M0 -8L8 6L-8 6ZM0 -3L0 1M0 3L0 3.5");
      case ROADS -> SymbolNode.glyph(layers.symbolOf(DrawnAs.ROAD));
      case FACILITIES -> SymbolNode.glyph(SymbolGlyph.of(FacilityKind.HOSPITAL));
      case OUTLINES -> lines("M-7 -4L0 -7L7 -3L5 6L-4 7ZM0 -7L1 1L5 6M1 1L-7 -4");
      case VEHICLES -> SymbolNode.glyph(layers.symbolOf(DrawnAs.VEHICLE));
      case NORMAL_LABELS -> lines("M-7 -6L7 -6M0 -6L0 7M-3 7L3 7M-7 -6L-7 -3M7 -6L7 -3");
      case CAMERAS -> SymbolNode.glyph(layers.symbolOf(DrawnAs.CAMERA));
    };
  }

  private static Node lines(String path) {
    SVGPath icon = new SVGPath();
    icon.setContent(path);
    icon.getStyleClass().add("layers-icon");
    return icon;
  }
}

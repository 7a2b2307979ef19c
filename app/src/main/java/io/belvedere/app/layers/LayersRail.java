package io.belvedere.app.layers;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.SymbolNode;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
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

/// What the map shows, one button each.
public final class LayersRail extends VBox {
  public static final double WIDTH = 56;

  private final ObjectProperty<LayerSettings> settings =
      new SimpleObjectProperty<>(this, "settings", LayerSettings.INITIAL);
  private final Map<Layer, ToggleButton> buttons = new EnumMap<>(Layer.class);

  public LayersRail() {
    getStyleClass().add("layers-rail");
    getStylesheets()
        .add(Objects.requireNonNull(LayersRail.class.getResource("layers.css")).toExternalForm());
    for (Layer layer : Layer.values()) {
      ToggleButton button = button(layer);
      buttons.put(layer, button);
      getChildren().add(button);
    }
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

  private ToggleButton button(Layer layer) {
    ToggleButton button = new ToggleButton();
    button.getStyleClass().addAll("square-button", "layers-button");
    button.setGraphic(icon(layer));
    button.setAccessibleText(wordsFor(layer));
    button.setTooltip(new Tooltip(wordsFor(layer) + "  [" + keyOf(layer) + "]"));
    button.setFocusTraversable(false);
    button.setOnAction(e -> setSettings(settings().with(layer, button.isSelected())));
    return button;
  }

  private static Node icon(Layer layer) {
    return switch (layer) {
      case ABNORMAL_SENSORS -> lines("M0 -8L8 6L-8 6ZM0 -3L0 1M0 3L0 3.5");
      case ROADS -> SymbolNode.glyph(SymbolGlyph.TRAFFIC);
      case FACILITIES -> SymbolNode.glyph(SymbolGlyph.HOSPITAL);
      case OUTLINES -> lines("M-7 -4L0 -7L7 -3L5 6L-4 7ZM0 -7L1 1L5 6M1 1L-7 -4");
      case VEHICLES -> SymbolNode.glyph(SymbolGlyph.VEHICLE);
      case NORMAL_LABELS -> lines("M-7 -6L7 -6M0 -6L0 7M-3 7L3 7M-7 -6L-7 -3M7 -6L7 -3");
      case CAMERAS -> SymbolNode.glyph(SymbolGlyph.CAMERA);
    };
  }

  private static Node lines(String path) {
    SVGPath icon = new SVGPath();
    icon.setContent(path);
    icon.getStyleClass().add("layers-icon");
    return icon;
  }
}

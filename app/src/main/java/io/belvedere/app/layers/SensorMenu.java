package io.belvedere.app.layers;

import io.belvedere.app.look.SensorLayer;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SymbolNode;
import io.belvedere.app.session.LayerSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/// The layers of sensors, to be switched off and on one by one: Up, Down and Enter, or clicks. It
/// stays open until it is left.
final class SensorMenu extends ContextMenu {
  private static final double ICON = 24;

  private final Map<String, Node> ticks = new HashMap<>();

  SensorMenu(SensorLayers layers, Consumer<SensorLayer> toggle) {
    getStyleClass().add("layers-menu");
    for (SensorLayer layer : layers.all()) {
      Node tick = tick();
      ticks.put(layer.id(), tick);
      HBox row = new HBox(8, box(tick), box(SymbolNode.glyph(layer.symbol())), title(layer));
      row.setAlignment(Pos.CENTER_LEFT);
      CustomMenuItem item = new CustomMenuItem(row, /* hideOnClick= */ false);
      item.setId("layer-" + layer.id());
      item.setOnAction(e -> toggle.accept(layer));
      getItems().add(item);
    }
  }

  /// Ticks what is shown.
  void show(LayerSettings settings) {
    ticks.forEach((id, tick) -> tick.setVisible(!settings.hides(id)));
  }

  boolean isTicked(String layer) {
    Node tick = ticks.get(layer);
    return tick != null && tick.isVisible();
  }

  void openBeside(Node anchor) {
    // A popup has a root of its own, which has to be told the tokens.
    getScene().getStylesheets().setAll(anchor.getScene().getStylesheets());
    getScene().getStylesheets().addAll(anchor.getParent().getStylesheets());
    show(anchor, Side.RIGHT, 4, 0);
    // Opened by a key, it would leave the keys to the desk.
    getSkin().getNode().requestFocus();
  }

  private static Label title(SensorLayer layer) {
    Label title = new Label(layer.title());
    title.getStyleClass().add("layers-menu-title");
    return title;
  }

  private static Node tick() {
    SVGPath tick = new SVGPath();
    tick.setContent("M-5 0L-1.5 4L5 -4");
    tick.getStyleClass().add("layers-icon");
    return tick;
  }

  private static StackPane box(Node node) {
    StackPane box = new StackPane(node);
    box.setMinSize(ICON, ICON);
    box.setMaxSize(ICON, ICON);
    return box;
  }
}

package io.belvedere.app.map;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/// How to read the map, in its lower left corner: the scale, where north is, and what the place
/// under the pointer is called by others.
final class MapCorner extends VBox {
  /// No less than it ever takes, whatever the scale, logical pixels.
  static final double WIDTH = 190;

  private final ScaleBar scaleBar = new ScaleBar();
  private final Label coordinates = new Label(new GroundPoint(0, 0).text());
  private Optional<GroundPoint> pointed = Optional.empty();

  MapCorner() {
    super(2);
    coordinates.getStyleClass().addAll("map-note", "map-coordinates");
    coordinates.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    coordinates.setVisible(false);
    HBox scaleAndNorth = new HBox(10, north(), scaleBar);
    scaleAndNorth.setAlignment(Pos.BOTTOM_LEFT);
    scaleAndNorth.getStyleClass().add("map-how");
    scaleAndNorth.setMaxWidth(USE_PREF_SIZE);
    getChildren().setAll(coordinates, scaleAndNorth);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMouseTransparent(true);
  }

  void show(double metresPerPixel) {
    scaleBar.show(metresPerPixel);
  }

  void point(Optional<GroundPoint> at) {
    if (!at.equals(pointed)) {
      pointed = at;
      at.ifPresent(place -> coordinates.setText(place.text()));
      coordinates.setVisible(at.isPresent());
    }
  }

  private static VBox north() {
    SVGPath arrow = new SVGPath();
    arrow.setContent("M5 0L10 12L5 9L0 12Z");
    arrow.getStyleClass().add("map-north-arrow");
    Label letter = new Label("N");
    letter.getStyleClass().add("map-note");
    VBox north = new VBox(arrow, letter);
    north.setAlignment(Pos.BOTTOM_CENTER);
    north.getStyleClass().add("map-north");
    north.setAccessibleText("North is up");
    return north;
  }
}

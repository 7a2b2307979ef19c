package io.belvedere.app.map;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A round length on the ground and how long it is on the map.
final class ScaleBar extends VBox {
  private static final double WIDEST = 110;

  private final Label text = new Label();
  private final Region bar = new Region();

  /// A length of 1, 2 or 5 times a power of ten.
  ///
  /// @param metres on the ground
  /// @param width logical pixels
  record Length(long metres, double width) {
    static Length of(double metresPerPixel) {
      double most = metresPerPixel * WIDEST;
      double power = Math.pow(10, Math.floor(Math.log10(most)));
      double factor = most / power;
      double round = (factor >= 5 ? 5 : factor >= 2 ? 2 : 1) * power;
      return new Length(Math.round(round), round / metresPerPixel);
    }

    String text() {
      return metres >= 1000 ? metres / 1000 + " km" : metres + " m";
    }
  }

  ScaleBar() {
    super(2);
    getChildren().setAll(text, bar);
    getStyleClass().add("map-scale");
    text.getStyleClass().add("map-note");
    bar.getStyleClass().add("map-scale-bar");
    bar.setMinHeight(6);
    bar.setMaxHeight(6);
    setAlignment(Pos.BOTTOM_LEFT);
    setMouseTransparent(true);
  }

  void show(double metresPerPixel) {
    Length length = Length.of(metresPerPixel);
    text.setText(length.text());
    bar.setMinWidth(length.width());
    bar.setPrefWidth(length.width());
    bar.setMaxWidth(length.width());
  }
}

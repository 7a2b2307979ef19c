package io.belvedere.app.workspace;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What opens over the map for a moment: a title and what belongs under it. Esc closes it.
abstract class Sheet extends VBox {
  Sheet(String title) {
    getStyleClass().add("desk-sheet");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    var label = new Label(title);
    label.getStyleClass().add("desk-sheet-title");
    getChildren().add(label);
  }

  /// Puts the focus where the operator goes on.
  void opened() {
    requestFocus();
  }
}

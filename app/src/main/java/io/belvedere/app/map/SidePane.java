package io.belvedere.app.map;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A title, a line that explains, and what belongs under both.
final class SidePane extends VBox {
  private final Label title = new Label();
  private final Label words = new Label();

  SidePane(Node... below) {
    super(8);
    getStyleClass().add("map-side");
    title.getStyleClass().add("map-side-title");
    title.setWrapText(true);
    words.getStyleClass().add("map-note");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, words);
    getChildren().addAll(below);
  }

  void say(String newTitle, String explanation) {
    title.setText(newTitle);
    words.setText(explanation);
  }
}

package io.belvedere.app.letters;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Labels of the same width in every row.
final class Columns {
  private Columns() {}

  /// A figure at the right of its column.
  static Label figure(double width) {
    Label label = new Label();
    label.getStyleClass().add("letters-cell-figure");
    label.setAlignment(Pos.CENTER_RIGHT);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  /// Takes what is left.
  static Label filling(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setMinWidth(0);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    return label;
  }

  static HBox row(Node... columns) {
    HBox row = new HBox(columns);
    row.getStyleClass().add("letters-columns");
    row.setAlignment(Pos.CENTER_LEFT);
    // The list decides how wide a row is.
    row.setMinWidth(0);
    row.setPrefWidth(0);
    return row;
  }
}

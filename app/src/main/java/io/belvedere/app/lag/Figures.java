package io.belvedere.app.lag;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// A table of figures, its first column words. Cells are kept and written anew.
final class Figures extends GridPane {
  Figures(int columns) {
    getStyleClass().add("lag-figures");
    for (int c = 0; c < columns; c++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHgrow(c == 0 ? Priority.ALWAYS : Priority.NEVER);
      column.setHalignment(c == 0 ? HPos.LEFT : HPos.RIGHT);
      getColumnConstraints().add(column);
    }
  }

  /// @param rows each as long as there are columns
  void show(List<List<String>> rows) {
    int columns = getColumnConstraints().size();
    while (getChildren().size() > rows.size() * columns) {
      getChildren().removeLast();
    }
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns; c++) {
        int index = r * columns + c;
        if (index == getChildren().size()) {
          Label cell = new Label();
          cell.getStyleClass().add(c == 0 ? "lag-word" : "lag-figure");
          cell.setMinWidth(USE_PREF_SIZE);
          add(cell, c, r);
        }
        ((Label) getChildren().get(index)).setText(rows.get(r).get(c));
      }
    }
  }
}

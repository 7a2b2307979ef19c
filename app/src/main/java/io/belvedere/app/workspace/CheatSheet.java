package io.belvedere.app.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Every key, by what it does.
final class CheatSheet extends Sheet {
  private static final int GROUPS_PER_COLUMN = 2;

  CheatSheet(List<Command> commands) {
    super("Keys");
    setId("cheat-sheet");
    Map<String, GridPane> groups = new LinkedHashMap<>();
    for (Command command : commands) {
      if (!command.strokes().isEmpty()) {
        add(groups.computeIfAbsent(command.group(), group -> new GridPane(8, 4)), command);
      }
    }
    var columns = new HBox(32);
    var column = new VBox(4);
    int inColumn = 0;
    for (Map.Entry<String, GridPane> group : groups.entrySet()) {
      if (inColumn++ == GROUPS_PER_COLUMN) {
        columns.getChildren().add(column);
        column = new VBox(4);
        inColumn = 1;
      }
      var title = new Label(group.getKey());
      title.getStyleClass().add("desk-sheet-group");
      column.getChildren().addAll(title, group.getValue());
    }
    columns.getChildren().add(column);
    getChildren().add(columns);
  }

  private static void add(GridPane grid, Command command) {
    var keys = new HBox(4);
    for (KeyStroke stroke : command.strokes()) {
      var key = new Label(stroke.label());
      key.getStyleClass().add("key");
      key.setMinWidth(USE_PREF_SIZE);
      keys.getChildren().add(key);
    }
    grid.addRow(grid.getRowCount(), keys, new Label(command.name()));
  }
}

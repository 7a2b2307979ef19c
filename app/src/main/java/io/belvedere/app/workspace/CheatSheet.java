package io.belvedere.app.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Every key, by what it does; in as many columns as there is room for, and the rest by scrolling.
final class CheatSheet extends Sheet {
  private static final double FOUR_COLUMNS = 1070;
  private static final double TWO_COLUMNS = 620;

  private final ScrollPane scroll = new ScrollPane();

  /// @param room how wide it may be
  CheatSheet(List<Command> commands, double room) {
    super("Keys");
    setId("cheat-sheet");
    int groupsPerColumn = room >= FOUR_COLUMNS ? 2 : room >= TWO_COLUMNS ? 4 : Integer.MAX_VALUE;
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
      if (inColumn++ == groupsPerColumn) {
        columns.getChildren().add(column);
        column = new VBox(4);
        inColumn = 1;
      }
      var title = new Label(group.getKey());
      title.getStyleClass().add("desk-sheet-group");
      column.getChildren().addAll(title, group.getValue());
    }
    columns.getChildren().add(column);
    columns.getStyleClass().add("desk-sheet-columns");
    scroll.setContent(columns);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().add(scroll);
  }

  @Override
  void opened() {
    scroll.requestFocus();
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

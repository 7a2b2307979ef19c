package io.belvedere.app.lag;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The columns of the list, for its heading and for each of its rows.
final class LagColumns extends HBox {
  /// @param width 0 for what is left
  record Column(String heading, double width, Pos at) {}

  static final Column NAME = new Column("District", 0, Pos.CENTER_LEFT);
  static final Column STATUS = new Column("Status", 76, Pos.CENTER);
  static final Column RECORDS = new Column("Waits", 76, Pos.CENTER_RIGHT);
  static final Column OLDEST = new Column("Oldest", 56, Pos.CENTER_RIGHT);
  static final Column TREND = new Column("Trend", 84, Pos.CENTER_RIGHT);
  static final Column CLEAR = new Column("Gone in", 56, Pos.CENTER_RIGHT);
  static final Column DELETED = new Column("Deleted in", 70, Pos.CENTER_RIGHT);
  private static final Column CURVE = new Column("Last minute", 72, Pos.CENTER_RIGHT);

  private static final double EDGE = 16;

  LagColumns() {
    getStyleClass().add("lag-columns");
    setAlignment(Pos.CENTER_LEFT);
    leave(0);
    // The list decides how wide a row is.
    setMinWidth(0);
    setPrefWidth(0);
  }

  /// The names of all columns.
  static LagColumns headings() {
    LagColumns headings = new LagColumns();
    for (Column column :
        new Column[] {NAME, STATUS, RECORDS, OLDEST, TREND, CLEAR, DELETED, CURVE}) {
      headings.add(column, "lag-column-heading").setText(column.heading());
    }
    return headings;
  }

  /// Keeps so much free at the right.
  void leave(double room) {
    setPadding(new Insets(0, EDGE + room, 0, EDGE));
  }

  Label add(Column column, String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setAlignment(column.at());
    place(label, column);
    return label;
  }

  /// In the place of a curve that ends in the past stands how old it is.
  void add(Sparkline curve, Label age) {
    curve.setMinHeight(20);
    curve.setMaxHeight(20);
    StackPane place = new StackPane(curve, age);
    place.setAlignment(CURVE.at());
    place(place, CURVE);
  }

  private void place(Region region, Column column) {
    if (column.width() == 0) {
      region.setMinWidth(0);
      region.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(region, Priority.ALWAYS);
    } else {
      region.setMinWidth(column.width());
      region.setPrefWidth(column.width());
      region.setMaxWidth(column.width());
    }
    getChildren().add(region);
  }
}

package io.belvedere.app.inspector;

import io.belvedere.app.look.SeverityBadge;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One datastream of several; a press shows its course.
final class ReadingRow extends Button {
  private final SeverityBadge badge = new SeverityBadge();
  private final Label name = new Label();
  private final Label value = new Label();
  private final Label liveness = new Label();

  ReadingRow() {
    getStyleClass().add("inspector-row");
    name.getStyleClass().add("inspector-row-name");
    value.getStyleClass().add("inspector-row-value");
    liveness.getStyleClass().add("inspector-row-liveness");
    value.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line = new HBox(badge, name, space, value, liveness);
    line.getStyleClass().add("inspector-row-line");
    line.setAlignment(Pos.CENTER_LEFT);
    line.prefWidthProperty().bind(widthProperty().subtract(24));
    setGraphic(line);
    setMaxWidth(Double.MAX_VALUE);
    setMinWidth(0);
  }

  void show(ReadingLine reading, boolean primary) {
    badge.setSeverity(reading.severity());
    name.setText(reading.name());
    value.setText(reading.value());
    liveness.setText(reading.liveness());
    if (getStyleClass().contains("inspector-row-primary") != primary) {
      if (primary) {
        getStyleClass().add("inspector-row-primary");
      } else {
        getStyleClass().remove("inspector-row-primary");
      }
    }
  }
}

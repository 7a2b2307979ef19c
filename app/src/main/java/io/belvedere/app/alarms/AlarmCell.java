package io.belvedere.app.alarms;

import io.belvedere.app.look.SeverityBadge;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One alarm: what it is, since when, and the two ways on from here.
final class AlarmCell extends ListCell<AlarmRow> {
  private final SeverityBadge badge = new SeverityBadge();
  private final Label title = new Label();
  private final Tooltip wholeTitle = new Tooltip();
  private final Label since = new Label();
  private final HBox row;

  AlarmCell(Consumer<Alarm> show, Consumer<Alarm> goToStart) {
    getStyleClass().add("alarms-cell");
    title.getStyleClass().add("alarms-title");
    title.setTooltip(wholeTitle);
    since.getStyleClass().add("alarms-since");
    since.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox second = new HBox(since, space, button("Show", show), button("Go to start", goToStart));
    second.getStyleClass().add("alarms-second-line");
    second.setAlignment(Pos.CENTER_LEFT);
    VBox lines = new VBox(title, second);
    HBox.setHgrow(lines, Priority.ALWAYS);
    row = new HBox(badge, lines);
    row.getStyleClass().add("alarms-row");
    // The list decides how wide a row is; what does not fit is told by the tooltip.
    row.setMinWidth(0);
    row.setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable AlarmRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    badge.setSeverity(item.alarm().severity());
    title.setText(item.alarm().title());
    wholeTitle.setText(item.alarm().title());
    since.setText(item.since());
    setGraphic(row);
  }

  private Button button(String words, Consumer<Alarm> action) {
    Button button = new Button(words);
    button.getStyleClass().add("alarms-button");
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(
        e -> {
          AlarmRow item = getItem();
          if (item != null) {
            action.accept(item.alarm());
          }
        });
    return button;
  }
}

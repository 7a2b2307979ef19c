package io.belvedere.app.letters;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// How often something was rejected for a reason, or all of a district.
final class ReasonCell extends ListCell<ReasonRow> {
  private static final PseudoClass BELOW = PseudoClass.getPseudoClass("below");

  private final Label name = Columns.filling("letters-cell-name");
  private final Label observations = Columns.figure(150);
  private final Label later = Columns.figure(110);
  private final Label records = Columns.figure(104);
  private final HBox row = Columns.row(name, later, observations, records);

  ReasonCell() {
    getStyleClass().add("letters-cell");
  }

  @Override
  protected void updateItem(@Nullable ReasonRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    name.setText(item.name());
    records.setText(LettersWords.letters(item.records()));
    observations.setText(
        item.observations() == item.records()
            ? ""
            : "%,d observations".formatted(item.observations()));
    later.setText(item.later() == 0 ? "" : "%,d read later".formatted(item.later()));
    pseudoClassStateChanged(BELOW, !item.reason().isEmpty());
    setGraphic(row);
  }
}

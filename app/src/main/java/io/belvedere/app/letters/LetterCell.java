package io.belvedere.app.letters;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// A letter in columns: when it came, where it is, what its key is, and why it was rejected.
final class LetterCell extends ListCell<LetterRow> {
  private static final PseudoClass LATER = PseudoClass.getPseudoClass("later");

  private final Label received = Columns.figure(112);
  private final Label place = Columns.figure(132);
  private final Label key = Columns.figure(104);
  private final Label reason = Columns.filling("letters-cell-name");
  private final HBox row = Columns.row(received, place, key, reason);

  LetterCell() {
    getStyleClass().add("letters-cell");
    received.setAlignment(Pos.CENTER_LEFT);
    key.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(@Nullable LetterRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    received.setText(item.received());
    place.setText("%d : %,d".formatted(item.letter().partition(), item.letter().offset()));
    key.setText(item.letter().key().replaceAll("\\p{Cntrl}", "·"));
    reason.setText(
        (item.letter().driven() ? "Read later: " : "") + LettersWords.reason(item.letter()));
    pseudoClassStateChanged(LATER, item.letter().driven());
    setGraphic(row);
  }
}

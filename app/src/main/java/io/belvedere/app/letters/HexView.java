package io.belvedere.app.letters;

import java.util.AbstractList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Bytes as numbers and as text side by side, sixteen a line; what is wrong is marked in both. Only
/// the lines that are seen exist, however many there are.
final class HexView extends ListView<Integer> {
  static final int PER_LINE = 16;
  private static final double ROW = 20;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private byte[] bytes = {};
  private int from = -1;
  private int to = -1;
  private int wantedLine = -1;

  HexView() {
    getStyleClass().add("letters-hex");
    setFixedCellSize(ROW);
    setPlaceholder(new Region());
    setCellFactory(_ -> new Line());
  }

  /// @param bytes never written to
  /// @param from the first byte that is marked; -1 if none is
  /// @param to behind the last one
  void show(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    setItems(FXCollections.observableList(lines(bytes.length)));
    if (from >= 0 && !getItems().isEmpty()) {
      int line = Math.min(from / PER_LINE, getItems().size() - 1);
      getSelectionModel().clearAndSelect(line);
      wantedLine = Math.max(0, line - 2);
    } else {
      wantedLine = -1;
    }
  }

  /// Scrolls to what is wrong, as soon as it has been laid out once; once a pulse.
  void pulse() {
    if (wantedLine >= 0 && getHeight() > 0) {
      scrollTo(wantedLine);
      wantedLine = -1;
    }
  }

  /// The numbers of lines, none of which is kept.
  private static List<Integer> lines(int bytes) {
    return new AbstractList<>() {
      @Override
      public Integer get(int index) {
        return index;
      }

      @Override
      public int size() {
        return Math.ceilDiv(bytes, PER_LINE);
      }
    };
  }

  /// One line, whose labels are kept and written anew.
  private final class Line extends ListCell<Integer> {
    private final Label offset = label("letters-hex-offset", 72);
    private final Label[] numbers = new Label[PER_LINE];
    private final Label[] characters = new Label[PER_LINE];
    private final HBox row = new HBox(offset);

    Line() {
      getStyleClass().add("letters-hex-line");
      row.setAlignment(Pos.CENTER_LEFT);
      for (int i = 0; i < PER_LINE; i++) {
        numbers[i] = label("letters-hex-number", i == PER_LINE / 2 - 1 ? 30 : 24);
        row.getChildren().add(numbers[i]);
      }
      Region between = new Region();
      between.setMinWidth(12);
      row.getChildren().add(between);
      for (int i = 0; i < PER_LINE; i++) {
        characters[i] = label("letters-hex-character", 12);
        row.getChildren().add(characters[i]);
      }
    }

    private static Label label(String style, double width) {
      Label label = new Label();
      label.getStyleClass().add(style);
      label.setMinWidth(width);
      label.setPrefWidth(width);
      label.setMaxWidth(width);
      return label;
    }

    @Override
    protected void updateItem(@Nullable Integer item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      int first = item * PER_LINE;
      offset.setText("%08x".formatted(first));
      for (int i = 0; i < PER_LINE; i++) {
        int at = first + i;
        boolean there = at < bytes.length;
        boolean wrong = there && at >= from && at < to;
        numbers[i].setText(there ? "%02x".formatted(bytes[at]) : "");
        characters[i].setText(there ? character(bytes[at]) : "");
        numbers[i].pseudoClassStateChanged(WRONG, wrong);
        characters[i].pseudoClassStateChanged(WRONG, wrong);
      }
      setGraphic(row);
    }

    private static String character(byte each) {
      return each >= 0x20 && each < 0x7f ? String.valueOf((char) each) : "·";
    }
  }
}

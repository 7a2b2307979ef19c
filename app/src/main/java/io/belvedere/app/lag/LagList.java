package io.belvedere.app.lag;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Districts and their partitions. Up and Down choose, Enter or a click shows a district's
/// partitions or puts them away. What is selected stays so, wherever its row goes.
final class LagList extends VBox {
  static final double ROW = 28;

  /// So many rows are seen at once; there may be more.
  private static final int MOST_SEEN = 14;

  private final LagColumns headings = LagColumns.headings();
  private final ListView<LagRow> list = new ListView<>();
  private final Set<String> open = new HashSet<>();
  private final Runnable chosen;
  private String selected = "";
  private boolean updating;

  /// @param chosen is told when another row is selected, or a district opened or closed
  LagList(Runnable chosen) {
    this.chosen = chosen;
    list.getStyleClass().add("lag-list");
    list.setFixedCellSize(ROW);
    list.setPlaceholder(new Region());
    list.setCellFactory(_ -> new LagCell(this::fold));
    list.getSelectionModel().selectedItemProperty().subscribe(this::select);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    getChildren().addAll(headings, list);
    fit(1);
  }

  /// The keys of the districts whose partitions are wanted.
  Set<String> open() {
    return open;
  }

  /// The key of the selected row; empty if there is none.
  String selected() {
    return selected;
  }

  /// The list itself, for who gives it the keyboard.
  ListView<LagRow> view() {
    return list;
  }

  /// What scrolls leaves less room for the columns.
  @Override
  protected void layoutChildren() {
    double bar = 0;
    for (Node node : list.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar each
          && each.getOrientation() == Orientation.VERTICAL
          && each.isVisible()) {
        bar = each.getWidth();
      }
    }
    headings.leave(bar);
    super.layoutChildren();
  }

  void show(List<LagRow> rows) {
    if (rows.equals(list.getItems())) {
      return;
    }
    requestLayout();
    updating = true;
    if (hasSameKeys(rows)) {
      for (int i = 0; i < rows.size(); i++) {
        if (!rows.get(i).equals(list.getItems().get(i))) {
          list.getItems().set(i, rows.get(i));
        }
      }
    } else {
      list.getItems().setAll(rows);
      fit(rows.size());
    }
    selectAgain();
    updating = false;
  }

  private boolean hasSameKeys(List<LagRow> rows) {
    if (rows.size() != list.getItems().size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).key().equals(list.getItems().get(i).key())) {
        return false;
      }
    }
    return true;
  }

  /// The row of the same key; if it is gone, its district's; if that is gone, or none was chosen
  /// yet, the first.
  private void selectAgain() {
    int row = indexOf(selected);
    if (row < 0) {
      row = Math.max(0, indexOf(selected.replaceFirst("/.*", "")));
    }
    if (!list.getItems().isEmpty()) {
      if (list.getSelectionModel().getSelectedIndex() != row) {
        list.getSelectionModel().clearAndSelect(row);
      }
      String before = selected;
      selected = list.getItems().get(row).key();
      // The first is what is told of as long as nothing is chosen.
      if (!selected.equals(before) && !before.isEmpty()) {
        chosen.run();
      }
    }
  }

  private int indexOf(String key) {
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private void select(LagRow row) {
    if (!updating && row != null && !row.key().equals(selected)) {
      selected = row.key();
      chosen.run();
    }
  }

  private void press(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      fold();
      event.consume();
    }
  }

  private void fold() {
    LagRow row = list.getSelectionModel().getSelectedItem();
    if (row != null && row.fold() != LagRow.Fold.NONE) {
      if (!open.remove(row.key())) {
        open.add(row.key());
      }
      chosen.run();
    }
  }

  private void fit(int rows) {
    double height = Math.clamp(rows, 1, MOST_SEEN) * ROW + 2;
    list.setMinHeight(Math.min(height, 4 * ROW));
    list.setPrefHeight(height);
    list.setMaxHeight(height);
  }
}

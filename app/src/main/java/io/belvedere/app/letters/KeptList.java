package io.belvedere.app.letters;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A list whose selection stays with what was selected, wherever its row goes; if that is gone, the
/// first is.
///
/// @param <R> a row
/// @param <K> what tells it from others
final class KeptList<R, K> extends ListView<R> {
  private final Function<R, K> keys;
  private final Consumer<R> chosen;
  private @Nullable K selected;
  private List<R> shown = List.of();
  private boolean updating;

  /// @param chosen is told when somebody selects another row
  KeptList(double row, Function<R, K> keys, Consumer<R> chosen) {
    this.keys = keys;
    this.chosen = chosen;
    setFixedCellSize(row);
    setPlaceholder(new Region());
    getSelectionModel().selectedItemProperty().subscribe(this::select);
  }

  /// The key of the selected row; null if there is none.
  @Nullable K selected() {
    return selected;
  }

  /// @param rows not changed afterwards
  void show(List<R> rows) {
    if (rows.equals(shown)) {
      return;
    }
    shown = rows;
    updating = true;
    getItems().setAll(rows);
    int at = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (keys.apply(rows.get(i)).equals(selected)) {
        at = i;
        break;
      }
    }
    if (rows.isEmpty()) {
      getSelectionModel().clearSelection();
    } else {
      selected = keys.apply(rows.get(at));
      getSelectionModel().clearAndSelect(at);
    }
    updating = false;
  }

  private void select(@Nullable R row) {
    if (!updating && row != null && !Objects.equals(keys.apply(row), selected)) {
      selected = keys.apply(row);
      chosen.accept(row);
    }
  }
}

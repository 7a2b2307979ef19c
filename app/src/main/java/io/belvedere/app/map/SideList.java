package io.belvedere.app.map;

import io.belvedere.app.look.SeverityBadge;
import io.belvedere.ingest.model.Severity;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Rows of which one can be chosen: with a click, or with Up, Down and Enter.
final class SideList<R extends SideRow> extends ListView<R> {
  private final Consumer<R> choose;

  SideList(String empty, Consumer<R> choose) {
    this.choose = choose;
    getStyleClass().add("map-side-list");
    Label none = new Label(empty);
    none.setWrapText(true);
    none.getStyleClass().add("map-note");
    setPlaceholder(none);
    setCellFactory(list -> new Row());
    addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    VBox.setVgrow(this, Priority.ALWAYS);
  }

  /// Shows these rows; what was selected stays so wherever it has moved to.
  void show(List<R> rows) {
    if (getItems().equals(rows)) {
      return;
    }
    R selected = getSelectionModel().getSelectedItem();
    getItems().setAll(rows);
    getSelectionModel().clearSelection();
    for (int i = 0; selected != null && i < rows.size(); i++) {
      if (rows.get(i).key().equals(selected.key())) {
        getSelectionModel().select(i);
      }
    }
  }

  @Nullable R selected() {
    return getSelectionModel().getSelectedItem();
  }

  /// Takes the keyboard, with a row to start from.
  void enter() {
    if (getSelectionModel().isEmpty()) {
      getSelectionModel().selectFirst();
    }
    requestFocus();
  }

  private void press(KeyEvent event) {
    R row = selected();
    if (event.getCode() == KeyCode.ENTER && row != null) {
      event.consume();
      choose.accept(row);
    }
  }

  private final class Row extends ListCell<R> {
    private final SeverityBadge badge = new SeverityBadge();
    private final Label name = new Label();
    private final Label detail = new Label();
    private final Label measure = new Label();
    private final HBox line;

    Row() {
      name.setWrapText(true);
      detail.setWrapText(true);
      detail.getStyleClass().add("map-note");
      name.setMinHeight(USE_PREF_SIZE);
      detail.setMinHeight(USE_PREF_SIZE);
      measure.setMinWidth(USE_PREF_SIZE);
      VBox texts = new VBox(name, detail);
      texts.setMinWidth(0);
      HBox.setHgrow(texts, Priority.ALWAYS);
      line = new HBox(8, badge, texts, measure);
      // As wide as the list and no wider, so that texts wrap.
      setPrefWidth(0);
      addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    }

    @Override
    protected void updateItem(@Nullable R row, boolean empty) {
      super.updateItem(row, empty);
      if (row == null || empty) {
        setGraphic(null);
        return;
      }
      badge.setSeverity(row.badge().orElse(Severity.NORMAL));
      badge.setManaged(row.badge().isPresent());
      name.setText(row.name());
      detail.setText(row.detail());
      detail.setVisible(!row.detail().isEmpty());
      detail.setManaged(!row.detail().isEmpty());
      measure.setText(row.measure());
      setGraphic(line);
    }

    private void click(MouseEvent event) {
      R row = getItem();
      if (row != null && event.getButton() == MouseButton.PRIMARY) {
        choose.accept(row);
      }
    }
  }
}

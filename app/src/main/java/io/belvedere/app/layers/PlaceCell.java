package io.belvedere.app.layers;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One find: its name, and below it what it is.
final class PlaceCell extends ListCell<Place> {
  private final Label name = new Label();
  private final Label words = new Label();
  private final VBox lines = new VBox(name, words);

  PlaceCell(Consumer<Place> choose) {
    getStyleClass().add("layers-result");
    name.getStyleClass().add("layers-result-name");
    words.getStyleClass().add("layers-result-words");
    lines.setMinWidth(0);
    lines.setPrefWidth(0);
    setOnMouseClicked(
        e -> {
          Place item = getItem();
          if (item != null) {
            choose.accept(item);
          }
        });
  }

  @Override
  protected void updateItem(@Nullable Place item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    name.setText(item.name());
    words.setText(item.words());
    setGraphic(lines);
  }
}

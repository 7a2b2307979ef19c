package io.belvedere.app.workspace;

import io.belvedere.app.look.Icon;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One line instead of a tour, until it is dismissed.
final class HintLine extends HBox {
  private final Label text = new Label();

  HintLine(Runnable dismiss) {
    getStyleClass().add("hint");
    setId("hint");
    text.setId("hint-text");
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    var close = new Button();
    close.setGraphic(Icon.CLOSE.node());
    close.getStyleClass().add("icon-button");
    close.setId("hint-close");
    close.setFocusTraversable(false);
    close.setTooltip(new Tooltip("Do not show this again"));
    close.setOnAction(e -> dismiss.run());
    getChildren().addAll(text, close);
  }

  void setText(String text) {
    this.text.setText(text);
  }
}

package io.belvedere.app.timeline;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Labels that are put anew with every drawing, without new nodes.
final class LabelPool extends Group {
  private final String style;
  private int used;

  LabelPool(String style) {
    this.style = style;
    setManaged(false);
    setMouseTransparent(true);
    setAutoSizeChildren(false);
  }

  void begin() {
    used = 0;
  }

  Label put(String text, double x, double y, double width, double height) {
    if (used == getChildren().size()) {
      Label label = new Label();
      label.getStyleClass().add(style);
      label.setManaged(false);
      getChildren().add(label);
    }
    Label label = (Label) getChildren().get(used++);
    label.setText(text);
    label.setVisible(true);
    label.resizeRelocate(Math.rint(x), y, width, height);
    return label;
  }

  /// Undoes the last [#put].
  void takeBack() {
    used--;
  }

  /// Hides those that reach into what lies between two places, and shows all others that are in
  /// use.
  void hideUnder(double from, double to) {
    for (int i = 0; i < used; i++) {
      Node label = getChildren().get(i);
      double x = label.getLayoutX();
      label.setVisible(!(x < to && x + label.getLayoutBounds().getWidth() > from));
    }
  }

  /// Hides those that begin between two places, and shows all others that are in use.
  void hideBetween(double from, double to) {
    for (int i = 0; i < used; i++) {
      double x = getChildren().get(i).getLayoutX();
      getChildren().get(i).setVisible(!(x > from && x < to));
    }
  }

  void end() {
    for (int i = used; i < getChildren().size(); i++) {
      getChildren().get(i).setVisible(false);
    }
  }
}

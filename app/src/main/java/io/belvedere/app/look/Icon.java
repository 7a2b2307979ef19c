package io.belvedere.app.look;

import javafx.scene.Node;
import javafx.scene.shape.SVGPath;

/// The control room's own icons: strokes of 1.5 px on a square of 16.
public enum Icon {
  CLOSE("M4 4L12 12M12 4L4 12"),
  SEARCH("M7 2.5A4.5 4.5 0 1 0 7 11.5A4.5 4.5 0 1 0 7 2.5M10.2 10.2L14 14");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  /// A new node; its colour follows the theme.
  public Node node() {
    var shape = new SVGPath();
    shape.setContent(path);
    shape.getStyleClass().add("icon");
    shape.setMouseTransparent(true);
    return shape;
  }
}

package io.belvedere.app.map;

import io.belvedere.ingest.city.Mercator;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What lies under our picture, if anything does, and the sentence over it when something is wrong
/// with it.
final class Below extends StackPane {
  private static final double NOTE = 520;

  private final Label note = new Label();
  private @Nullable Underlay underlay;

  Below() {
    setMouseTransparent(true);
    note.getStyleClass().addAll("map-hint", "map-ground-note");
    note.setMouseTransparent(true);
    note.setWrapText(true);
    note.setMaxWidth(NOTE);
    note.setVisible(false);
  }

  /// Stands over the picture.
  Label note() {
    return note;
  }

  /// Puts another in place of what is there; null for nothing.
  void put(@Nullable Underlay next) {
    Underlay before = underlay;
    underlay = next;
    getChildren().clear();
    if (before != null) {
      before.close();
    }
    if (next != null) {
      getChildren().add(next.region());
    }
  }

  /// Brings it in step with the camera.
  ///
  /// @return whether it is to be seen
  boolean show(Camera camera) {
    Underlay current = underlay;
    boolean inStep =
        current != null
            && current.look(Mercator.lon(camera.x()), Mercator.lat(camera.y()), camera.zoom());
    String trouble = current == null ? "" : current.trouble();
    if (!trouble.equals(note.getText())) {
      note.setText(trouble);
      note.setVisible(!trouble.isEmpty());
    }
    return inStep;
  }

  boolean isReady() {
    return underlay != null && underlay.isReady();
  }

  boolean isPut() {
    return underlay != null;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import java.util.Optional;
import javafx.scene.input.KeyEvent;

/// Takes what happens on the map before the map itself does.
interface MapHand {
  MapHand EMPTY = (instant, view) -> {};

  /// After each frame.
  void show(InstantOnScreen instant, View view);

  /// Where the keyboard points to, if it does.
  default Optional<GroundPoint> aim() {
    return Optional.empty();
  }

  /// @return whether it was taken
  default boolean click(GroundPoint at) {
    return false;
  }

  /// @return whether it was taken
  default boolean key(KeyEvent event) {
    return false;
  }
}

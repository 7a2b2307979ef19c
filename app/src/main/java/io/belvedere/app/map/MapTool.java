package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// What the operator has in hand; one at a time.
interface MapTool {
  /// What stands beside the map while it is open, always the same; empty if nothing.
  Optional<Region> side();

  /// What is drawn on the map.
  default List<MapOverlay.Figure> figures() {
    return List.of();
  }

  /// Takes in the instant on screen; once a pulse while it is open.
  void show(InstantOnScreen instant);

  /// Puts the focus where the operator goes on.
  void opened();

  /// Where the keyboard points to, if it does.
  default Optional<GroundPoint> aim() {
    return Optional.empty();
  }

  /// Ends what is being done.
  ///
  /// @return whether the tool stays open
  default boolean escape() {
    return false;
  }

  /// @return whether the click was meant for it
  default boolean click(GroundPoint at) {
    return false;
  }

  /// @return whether the key was meant for it
  default boolean key(KeyEvent event) {
    return false;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import java.util.Optional;
import javafx.scene.input.KeyEvent;

/// Takes what happens on the map before the map itself does.
interface MapHand {
  MapHand EMPTY =
      new MapHand() {
        @Override
        public void show(InstantOnScreen instant, View view) {}

        @Override
        public Optional<GroundPoint> aim() {
          return Optional.empty();
        }

        @Override
        public boolean click(GroundPoint at) {
          return false;
        }

        @Override
        public boolean key(KeyEvent event) {
          return false;
        }
      };

  /// After each frame.
  void show(InstantOnScreen instant, View view);

  /// Where the keyboard points to, if it does.
  Optional<GroundPoint> aim();

  /// @return whether it was taken
  boolean click(GroundPoint at);

  /// @return whether it was taken
  boolean key(KeyEvent event);
}

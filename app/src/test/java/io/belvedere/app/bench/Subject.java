package io.belvedere.app.bench;

import javafx.scene.Scene;

/// One way to draw a city of sensors and roads. JavaFX thread only.
interface Subject extends AutoCloseable {
  /// Full HD, always the same.
  Scene scene();

  /// Whether all is there that is to be measured.
  default boolean isReady() {
    return true;
  }

  /// Brings about what the next frame shows.
  ///
  /// @param number counts the frames
  void frame(Motion motion, int number);

  @Override
  void close();
}

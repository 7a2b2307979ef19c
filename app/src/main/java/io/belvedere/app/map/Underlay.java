package io.belvedere.app.map;

import javafx.scene.layout.Region;

/// A ground that somebody else draws, under our picture. JavaFX thread only.
public interface Underlay extends AutoCloseable {
  /// What lies under the picture, as large as the map; always the same.
  Region region();

  /// Looks where our camera looks; once a pulse, also before it is ready.
  ///
  /// @param lon of the middle, degrees east, WGS 84
  /// @param zoom as web maps count it
  /// @return whether it shows just that; where not, our own ground is drawn over it
  boolean look(double lon, double lat, double zoom);

  /// Whether it is there. It has whole levels of zoom only.
  boolean isReady();

  /// Why it is not there and what to do about it; empty if nothing is wrong.
  String trouble();

  @Override
  void close();
}

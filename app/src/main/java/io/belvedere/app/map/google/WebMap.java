package io.belvedere.app.map.google;

import javafx.scene.layout.Region;

/// Google's map on a web page. What is here names nothing of `javafx.web`, which may be missing.
interface WebMap extends AutoCloseable {
  Region region();

  /// Only once it is ready.
  void look(Place place);

  @Override
  void close();

  /// The middle of the picture and its scale.
  ///
  /// @param lat degrees north, WGS 84
  record Place(double lat, double lon, int level) {}

  /// What the page tells, while its script runs: whoever hears it must not close the page.
  interface Listener {
    /// Where it is to look first.
    Place start();

    void ready();

    void failed(Trouble trouble);
  }

  /// Begins to load one.
  @FunctionalInterface
  interface Factory {
    WebMap open(GoogleKey key, Listener listener);
  }
}

package io.belvedere.app.map;

import io.belvedere.ingest.city.Mercator;
import javafx.geometry.Point2D;

/// Finds places of the map on the screen. JavaFX thread only.
public final class PlaceOnScreen {
  private PlaceOnScreen() {}

  /// @return logical pixels of the screen
  public static Point2D of(MapPane map, double lon, double lat) {
    View view = View.of(map.camera(), map.outputScale());
    return map.localToScreen(
        view.screenX(Mercator.x(lon)) / view.scale(), view.screenY(Mercator.y(lat)) / view.scale());
  }
}

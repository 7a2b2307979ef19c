package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.Mercator;
import java.util.ArrayList;
import java.util.List;

/// The outlines of the quarters.
final class Outlines {
  private static final double WIDTH = 1.25;

  private final List<double[]> rings = new ArrayList<>();
  private final List<double[]> boxes = new ArrayList<>();

  Outlines(CityMap map) {
    for (Area area : map.areas()) {
      for (double[] ring : area.rings()) {
        double[] projected = new double[ring.length];
        for (int i = 0; i + 1 < ring.length; i += 2) {
          projected[i] = Mercator.x(ring[i]);
          projected[i + 1] = Mercator.y(ring[i + 1]);
        }
        rings.add(projected);
        boxes.add(RoadTable.box(projected));
      }
    }
  }

  /// What all areas lie within, or the whole map if it has none.
  static Bounds around(CityMap map) {
    if (map.areas().isEmpty()) {
      return map.bounds();
    }
    double west = 180;
    double south = 90;
    double east = -180;
    double north = -90;
    for (Area area : map.areas()) {
      for (double[] ring : area.rings()) {
        for (int i = 0; i + 1 < ring.length; i += 2) {
          west = Math.min(west, ring[i]);
          east = Math.max(east, ring[i]);
          south = Math.min(south, ring[i + 1]);
          north = Math.max(north, ring[i + 1]);
        }
      }
    }
    return new Bounds(west, south, east, north);
  }

  void draw(Raster raster, View view, Theme theme) {
    int argb = Token.AREA_OUTLINE.argb(theme);
    double width = WIDTH * view.scale();
    for (int r = 0; r < rings.size(); r++) {
      double[] box = boxes.get(r);
      if (raster.touchesClip(
          view.screenX(box[0]) - 2,
          view.screenY(box[1]) - 2,
          view.screenX(box[2]) + 2,
          view.screenY(box[3]) + 2)) {
        drawRing(raster, view, rings.get(r), width, argb);
      }
    }
  }

  private static void drawRing(Raster raster, View view, double[] ring, double width, int argb) {
    double lastX = view.screenX(ring[0]);
    double lastY = view.screenY(ring[1]);
    for (int i = 2; i < ring.length; i += 2) {
      double x = view.screenX(ring[i]);
      double y = view.screenY(ring[i + 1]);
      // Pieces of less than a pixel are joined: an outline has thousands far out.
      if (Math.abs(x - lastX) + Math.abs(y - lastY) >= 1 || i == ring.length - 2) {
        raster.line(lastX, lastY, x, y, width, argb);
        lastX = x;
        lastY = y;
      }
    }
  }
}

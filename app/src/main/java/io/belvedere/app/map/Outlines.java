package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.Mercator;
import java.util.ArrayList;
import java.util.List;

/// The outlines of the quarters, and those that districts have sent, which are broader.
final class Outlines {
  private static final double WIDTH = 1.25;
  private static final double WIDTH_OF_DISTRICTS = 2.25;

  private final List<Ring> rings = new ArrayList<>();
  private List<Ring> districts = List.of();

  /// A ring in the unit square, and the box around it.
  @SuppressWarnings("ArrayRecordComponent") // columns on purpose; never compared
  private record Ring(double[] points, double[] box) {
    static Ring of(double[] degrees) {
      double[] projected = new double[degrees.length];
      for (int i = 0; i + 1 < degrees.length; i += 2) {
        projected[i] = Mercator.x(degrees[i]);
        projected[i + 1] = Mercator.y(degrees[i + 1]);
      }
      return new Ring(projected, RoadTable.box(projected));
    }
  }

  Outlines(CityMap map) {
    map.areas().forEach(area -> area.rings().forEach(ring -> rings.add(Ring.of(ring))));
  }

  /// Draws these from now on, besides those of the map.
  void show(SeenGround seen) {
    districts =
        seen.outlines().stream()
            .flatMap(outline -> SentOutline.polygons(outline).stream())
            .flatMap(List::stream)
            .map(Ring::of)
            .toList();
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
    rings.forEach(ring -> drawSeen(raster, view, ring, WIDTH * view.scale(), argb));
    districts.forEach(
        ring -> drawSeen(raster, view, ring, WIDTH_OF_DISTRICTS * view.scale(), argb));
  }

  private static void drawSeen(Raster raster, View view, Ring ring, double width, int argb) {
    double[] box = ring.box();
    if (raster.touchesClip(
        view.screenX(box[0]) - 3,
        view.screenY(box[1]) - 3,
        view.screenX(box[2]) + 3,
        view.screenY(box[3]) + 3)) {
      drawRing(raster, view, ring.points(), width, argb);
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

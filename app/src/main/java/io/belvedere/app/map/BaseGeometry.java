package io.belvedere.app.map;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.Mercator;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The city's shapes, projected once. They are kept relative to a corner of the city and at the
/// scale of zoom 14, so that Java2D, which rasterises in floats, has digits to spare.
final class BaseGeometry {
  /// Pixels per side of the unit square in which the shapes are kept.
  static final double PIXELS = 256 * (1 << 14);

  /// What there is a map of.
  final Rectangle2D extent;

  final double originX;
  final double originY;
  final List<Ground> grounds = new ArrayList<>();
  final List<Way> ways = new ArrayList<>();

  /// As the map has them, in degrees.
  final List<Area> areas;

  /// A surface.
  record Ground(SurfaceKind kind, Path2D path, Rectangle2D bounds) {}

  /// A road.
  record Way(
      RoadClass roadClass, boolean tunnel, boolean bridge, Path2D path, Rectangle2D bounds) {}

  BaseGeometry(CityMap map) {
    areas = map.areas();
    originX = Mercator.x(map.bounds().west());
    originY = Mercator.y(map.bounds().north());
    extent =
        new Rectangle2D.Double(
            0,
            0,
            (Mercator.x(map.bounds().east()) - originX) * PIXELS,
            (Mercator.y(map.bounds().south()) - originY) * PIXELS);
    for (Surface surface : map.surfaces()) {
      Path2D path = closed(surface.rings());
      grounds.add(new Ground(surface.kind(), path, path.getBounds2D()));
    }
    for (Road road : map.roads()) {
      Path2D path = new Path2D.Float();
      append(path, road.points(), false);
      // A line that runs due east has a box without height, which intersects nothing.
      Rectangle2D box = path.getBounds2D();
      box.setRect(box.getX() - 1, box.getY() - 1, box.getWidth() + 2, box.getHeight() + 2);
      ways.add(new Way(road.roadClass(), road.tunnel(), road.bridge(), path, box));
    }
  }

  /// Rings in degrees, outer and inner alike.
  final Path2D closed(List<double[]> rings) {
    Path2D path = new Path2D.Float(Path2D.WIND_EVEN_ODD);
    rings.forEach(ring -> append(path, ring, true));
    return path;
  }

  private void append(Path2D path, double[] points, boolean closed) {
    for (int i = 0; i + 1 < points.length; i += 2) {
      double x = (Mercator.x(points[i]) - originX) * PIXELS;
      double y = (Mercator.y(points[i + 1]) - originY) * PIXELS;
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    if (closed && points.length > 0) {
      path.closePath();
    }
  }
}

package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/// The outer boundary of a district: its areas without the borders between them.
final class Outline {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private Outline() {}

  /// A GeoJSON geometry; empty if the map has no areas.
  static String of(CityMap map) {
    List<Geometry> areas = new ArrayList<>();
    for (Area area : map.areas()) {
      for (double[] ring : area.rings()) {
        // Rings of a city's areas may touch themselves; a buffer of nothing heals that.
        areas.add(GEOMETRY.createPolygon(coordinates(ring)).buffer(0));
      }
    }
    Geometry whole = UnaryUnionOp.union(areas, GEOMETRY);
    if (whole == null || whole.isEmpty()) {
      return "";
    }
    List<String> polygons = new ArrayList<>();
    for (int i = 0; i < whole.getNumGeometries(); i++) {
      if (whole.getGeometryN(i) instanceof Polygon polygon) {
        polygons.add("[" + ring(polygon.getExteriorRing().getCoordinates()) + "]");
      }
    }
    return "{\"type\":\"MultiPolygon\",\"coordinates\":[" + String.join(",", polygons) + "]}";
  }

  private static Coordinate[] coordinates(double[] ring) {
    Coordinate[] coordinates = new Coordinate[ring.length / 2];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = new Coordinate(ring[2 * i], ring[2 * i + 1]);
    }
    return coordinates;
  }

  private static String ring(Coordinate[] coordinates) {
    List<String> points = new ArrayList<>();
    for (Coordinate c : coordinates) {
      points.add(String.format(Locale.ROOT, "[%.6f,%.6f]", c.x, c.y));
    }
    return "[" + String.join(",", points) + "]";
  }
}

package io.belvedere.ingest.city;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.GeometryFilter;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Between the flat coordinates of our records and the geometry library, and between degrees and
/// metres on a piece of ground small enough to be flat.
final class Ground {
  static final GeometryFactory GEOMETRY = new GeometryFactory();

  /// No road and no shore of a pond goes straight for so long; some node has a wrong coordinate,
  /// metres.
  static final double TOO_STRAIGHT = 20_000;

  /// A degree of latitude, metres.
  static final double METRES_PER_DEGREE = 111_319.49;

  private final double metresPerLon;

  /// @param lat where a degree of longitude is measured, degrees
  Ground(double lat) {
    this.metresPerLon = METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
  }

  /// Degrees of longitude that are so many metres long.
  double lons(double metres) {
    return metres / metresPerLon;
  }

  /// Degrees of latitude that are so many metres long.
  static double lats(double metres) {
    return metres / METRES_PER_DEGREE;
  }

  double metres(double lon1, double lat1, double lon2, double lat2) {
    return Math.hypot((lon2 - lon1) * metresPerLon, (lat2 - lat1) * METRES_PER_DEGREE);
  }

  double metres(Coordinate from, Coordinate to) {
    return metres(from.x, from.y, to.x, to.y);
  }

  /// The longest straight piece of a line, metres.
  double longestStep(double[] line) {
    double longest = 0;
    for (int i = 2; i < line.length; i += 2) {
      longest = Math.max(longest, metres(line[i - 2], line[i - 1], line[i], line[i + 1]));
    }
    return longest;
  }

  /// How far along a segment, 0 to 1, it comes nearest to a point.
  ///
  /// @param at where in the line the segment begins
  double nearest(double lon, double lat, double[] line, int at) {
    double east = (line[at + 2] - line[at]) * metresPerLon;
    double north = (line[at + 3] - line[at + 1]) * METRES_PER_DEGREE;
    double squared = east * east + north * north;
    double along =
        (lon - line[at]) * metresPerLon * east + (lat - line[at + 1]) * METRES_PER_DEGREE * north;
    return squared == 0 ? 0 : Math.clamp(along / squared, 0, 1);
  }

  /// The compass heading from one point to another, radians clockwise from north.
  double heading(Coordinate from, Coordinate to) {
    return Math.atan2((to.x - from.x) * metresPerLon, (to.y - from.y) * METRES_PER_DEGREE);
  }

  Geometry toMetres(Geometry degrees) {
    return AffineTransformation.scaleInstance(metresPerLon, METRES_PER_DEGREE).transform(degrees);
  }

  Geometry toDegrees(Geometry metres) {
    return AffineTransformation.scaleInstance(1 / metresPerLon, 1 / METRES_PER_DEGREE)
        .transform(metres);
  }

  /// The step of OpenStreetMap, of our map file and of all coordinates that an import makes: 1e-7
  /// degrees, about a centimetre.
  static double rounded(double degrees) {
    return Math.rint(degrees * 1e7) / 1e7;
  }

  static CityMap.Bounds rounded(CityMap.Bounds box) {
    return new CityMap.Bounds(
        rounded(box.west()), rounded(box.south()), rounded(box.east()), rounded(box.north()));
  }

  /// A box around another, so many metres away from it.
  CityMap.Bounds around(Envelope inner, double metres) {
    double lon = lons(metres);
    double lat = lats(metres);
    return rounded(
        new CityMap.Bounds(
            inner.getMinX() - lon,
            inner.getMinY() - lat,
            inner.getMaxX() + lon,
            inner.getMaxY() + lat));
  }

  /// Where a name has the most room: on land where there is some, since a harbour's quarter is not
  /// its water.
  Coordinate labelSpot(Geometry area, Geometry sea) {
    Geometry land = difference(area, sea);
    Geometry metres = toMetres(land.isEmpty() ? area : land);
    return toDegrees(MaximumInscribedCircle.getCenter(metres, 1)).getCoordinate();
  }

  /// What the report says of something that is [#TOO_STRAIGHT].
  static String wrongCoordinate(double metres) {
    return "goes straight for %.0f km, a wrong coordinate".formatted(metres / 1000);
  }

  static Envelope envelope(CityMap.Bounds bounds) {
    return new Envelope(bounds.west(), bounds.east(), bounds.south(), bounds.north());
  }

  /// The same ground without what makes geometry fail: crossings, spikes, double points.
  static Geometry valid(Geometry ground) {
    return ground.isValid() ? ground : polygons(GeometryFixer.fix(ground));
  }

  // The three below use the overlay that falls back to ever coarser rounding instead of failing.

  static Geometry union(Collection<Geometry> grounds) {
    Geometry union = OverlayNGRobust.union(grounds);
    return union == null ? GEOMETRY.createPolygon() : polygons(union);
  }

  static Geometry intersection(Geometry a, Geometry b) {
    return polygons(OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION));
  }

  static Geometry difference(Geometry a, Geometry b) {
    return polygons(OverlayNGRobust.overlay(a, b, OverlayNG.DIFFERENCE));
  }

  /// Without the lines and points that are left where two grounds only touch.
  private static Geometry polygons(Geometry ground) {
    return ground instanceof Polygon || ground instanceof MultiPolygon
        ? ground
        : GEOMETRY.createMultiPolygon(GeometryFactory.toPolygonArray(polygonsOf(ground)));
  }

  private static List<Polygon> polygonsOf(Geometry ground) {
    List<Polygon> polygons = new ArrayList<>();
    ground.apply(
        (GeometryFilter)
            part -> {
              if (part instanceof Polygon polygon) {
                polygons.add(polygon);
              }
            });
    return polygons;
  }

  /// What even-odd rings enclose.
  static Geometry enclosed(List<double[]> rings) {
    Geometry enclosed = GEOMETRY.createPolygon();
    for (double[] ring : rings) {
      Geometry inside = valid(GEOMETRY.createPolygon(coordinates(ring).toArray(Coordinate[]::new)));
      enclosed = polygons(OverlayNGRobust.overlay(enclosed, inside, OverlayNG.SYMDIFFERENCE));
    }
    return enclosed;
  }

  /// All rings of all polygons, each outer ring (anticlockwise) before its holes (clockwise), in an
  /// order and from starting points that do not depend on how the ground was computed.
  static List<double[]> rings(Geometry computed) {
    Geometry ground = computed.norm();
    List<double[]> rings = new ArrayList<>();
    for (int i = 0; i < ground.getNumGeometries(); i++) {
      if (ground.getGeometryN(i) instanceof Polygon polygon) {
        add(rings, polygon.getExteriorRing(), true);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          add(rings, polygon.getInteriorRingN(hole), false);
        }
      }
    }
    return rings;
  }

  private static void add(List<double[]> rings, LinearRing ring, boolean anticlockwise) {
    LinearRing turned =
        Orientation.isCCW(ring.getCoordinateSequence()) == anticlockwise ? ring : ring.reverse();
    double[] points = points(turned.getCoordinates());
    // Rounding can fold a sliver up to a line, which encloses nothing.
    if (points.length >= 8) {
      rings.add(points);
    }
  }

  static List<Coordinate> coordinates(double[] points) {
    List<Coordinate> line = new ArrayList<>(points.length / 2);
    for (int i = 0; i < points.length; i += 2) {
      line.add(new Coordinate(points[i], points[i + 1]));
    }
    return line;
  }

  /// Rounded, and without points that became equal to the one before.
  static double[] points(Coordinate[] line) {
    double[] points = new double[line.length * 2];
    int filled = 0;
    for (Coordinate at : line) {
      double lon = rounded(at.x);
      double lat = rounded(at.y);
      if (filled == 0 || points[filled - 2] != lon || points[filled - 1] != lat) {
        points[filled++] = lon;
        points[filled++] = lat;
      }
    }
    return Arrays.copyOf(points, filled);
  }
}

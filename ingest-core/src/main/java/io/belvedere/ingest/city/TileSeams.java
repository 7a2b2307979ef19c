package io.belvedere.ingest.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// Puts together again what the edges of tiles have cut. Coordinates are those of one grid over the
/// world, of which each tile has so many units (`extent`) a side.
///
/// Neighbouring tiles both draw what lies around their common edge. So of lines each tile gives
/// what is its own, and ends that meet at an edge, but for a few units of rounding, become one
/// point. Outlines are held until all tiles are read, and those that say the same and overlap
/// become one.
final class TileSeams {
  /// How far two ends at an edge may lie apart, units: two metres at zoom 14.
  private static final double NEAR = 4;

  private final Map<Edge, TreeMap<Double, Coordinate>> ends = new HashMap<>();
  private final Map<What, Held> held = new LinkedHashMap<>();
  private int joinedLines;
  private int joinedOutlines;

  /// A line between tiles.
  ///
  /// @param at where it lies on the grid
  private record Edge(What what, boolean isUpright, double at) {}

  /// What two pieces must have in common to be one. Their ids need not: many a writer numbers the
  /// features of each tile anew.
  private record What(String layer, Map<String, String> properties) {
    static What of(Feature feature) {
      return new What(feature.layer(), feature.properties());
    }
  }

  private record Held(Feature feature, List<Geometry> pieces) {}

  /// One that was cut, put together.
  record Joined(Feature feature, Geometry outline) {}

  /// The tile's share of a line, with its ends where those of its neighbours are.
  List<Coordinate[]> line(Feature feature, List<Coordinate> line, Envelope tile) {
    var box = new CityMap.Bounds(tile.getMinX(), tile.getMinY(), tile.getMaxX(), tile.getMaxY());
    List<Coordinate[]> pieces = new ArrayList<>();
    for (LineClip.Piece piece : LineClip.pieces(line, box)) {
      Coordinate[] points = piece.line();
      points[0] = end(feature, points[0], tile);
      points[points.length - 1] = end(feature, points[points.length - 1], tile);
      pieces.add(points);
    }
    return pieces;
  }

  private Coordinate end(Feature feature, Coordinate end, Envelope tile) {
    double x = Math.rint(end.x);
    double y = Math.rint(end.y);
    if (isNear(end.x, tile.getMinX()) || isNear(end.x, tile.getMaxX())) {
      return end(new Edge(What.of(feature), true, x), end.y, new Coordinate(x, end.y));
    }
    if (isNear(end.y, tile.getMinY()) || isNear(end.y, tile.getMaxY())) {
      return end(new Edge(What.of(feature), false, y), end.x, new Coordinate(end.x, y));
    }
    return end;
  }

  private static boolean isNear(double value, double edge) {
    return Math.abs(value - edge) < 1e-4;
  }

  private Coordinate end(Edge edge, double along, Coordinate end) {
    TreeMap<Double, Coordinate> there = ends.computeIfAbsent(edge, first -> new TreeMap<>());
    Double before = there.floorKey(along);
    Double after = there.ceilingKey(along);
    Double nearest =
        before == null || (after != null && after - along < along - before) ? after : before;
    if (nearest != null && Math.abs(nearest - along) <= NEAR) {
      joinedLines++;
      // A third that ends there is another road.
      Coordinate found = there.remove(nearest);
      return found == null ? end : found;
    }
    there.put(along, end);
    return end;
  }

  /// Whether an outline is whole; if not, it is held, or left to the neighbour that it lies in.
  boolean isWhole(Feature feature, Polygon outline, Envelope tile) {
    Envelope its = outline.getEnvelopeInternal();
    if (its.getMinX() > tile.getMinX()
        && its.getMaxX() < tile.getMaxX()
        && its.getMinY() > tile.getMinY()
        && its.getMaxY() < tile.getMaxY()) {
      return true;
    }
    boolean within =
        its.getMinX() < tile.getMaxX()
            && its.getMaxX() > tile.getMinX()
            && its.getMinY() < tile.getMaxY()
            && its.getMaxY() > tile.getMinY();
    if (within) {
      held.computeIfAbsent(What.of(feature), first -> new Held(feature, new ArrayList<>()))
          .pieces()
          .add(Ground.valid(outline));
    }
    return false;
  }

  /// The outlines that were held, put together; once, when all tiles are read.
  List<Joined> joined() {
    List<Joined> joined = new ArrayList<>();
    for (Held one : held.values()) {
      Geometry all = Ground.union(one.pieces());
      joinedOutlines += one.pieces().size() - all.getNumGeometries();
      for (int i = 0; i < all.getNumGeometries(); i++) {
        joined.add(new Joined(one.feature(), all.getGeometryN(i)));
      }
    }
    held.clear();
    return joined;
  }

  /// How many ends of lines were found again on the other side.
  int joinedLines() {
    return joinedLines;
  }

  /// How many outlines were parts of others.
  int joinedOutlines() {
    return joinedOutlines;
  }
}

package io.belvedere.ingest.city;

import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Geometry;

/// Makes the sea out of the coastline.
///
/// OpenStreetMap has no polygon of the sea: it has ways along the shore, with the land on their
/// left and the water on their right. So the shore is joined to lines as long as they go, cut at
/// the edge of the map, and closed along that edge: having the water on the right means that the
/// sea's outline runs clockwise, thus from where a line leaves the map the edge is followed
/// clockwise to where the next one enters. Closed lines are islands, or, run the other way, basins.
///
/// An extract often ends before the map does. A line that breaks off within it goes straight on to
/// the edge, in the direction of its last stretch, but swung so far out that roads, green and
/// buildings of the extract stay on land.
final class Coastline {
  /// The stretch that tells the direction in which a coast that breaks off goes on, metres.
  private static final double STRETCH = 1_000;

  /// What is nearer to the end of a coast than this tells nothing of its direction, metres.
  private static final double NEAR = 100;

  /// How far a coast is swung at most, and how far beyond the outermost thing on land, radians.
  private static final double FARTHEST_SWING = Math.toRadians(60);

  private static final double CLEARANCE = Math.toRadians(2);

  private final OsmNodes nodes;
  private final CityMap.Bounds box;
  private final Ground ground;
  private final List<Coordinate> onLand;
  private final ImportLog log;

  /// @param onLand points that the sea must not cover
  Coastline(
      OsmNodes nodes, CityMap.Bounds box, Ground ground, List<Coordinate> onLand, ImportLog log) {
    this.nodes = nodes;
    this.box = box;
    this.ground = ground;
    this.onLand = onLand;
    this.log = log;
  }

  /// The sea within the box; empty if there is no coast in it.
  Geometry sea(List<Way> coast) {
    List<Coordinate[]> crossing = new ArrayList<>();
    List<Coordinate[]> closed = new ArrayList<>();
    for (List<Coordinate> line : lines(coast)) {
      if (line.getFirst().equals2D(line.getLast())) {
        if (line.stream().allMatch(at -> box.contains(at.x, at.y))) {
          closed.add(line.toArray(Coordinate[]::new));
          continue;
        }
        line = startingOutside(line);
      } else {
        line = reachingTheEdge(line);
      }
      crossing.addAll(LineClip.pieces(line, box).stream().map(LineClip.Piece::line).toList());
    }
    List<Geometry> islands = new ArrayList<>();
    List<Geometry> basins = new ArrayList<>();
    for (Coordinate[] ring : closed) {
      Geometry inside = Ground.valid(Ground.GEOMETRY.createPolygon(ring));
      (Orientation.isCCW(ring) ? islands : basins).add(inside);
    }
    List<Geometry> water = closedAlongTheEdge(crossing);
    if (water.isEmpty() && !islands.isEmpty()) {
      water.add(Ground.GEOMETRY.toGeometry(Ground.envelope(box)));
    }
    water.addAll(basins);
    return Ground.difference(Ground.union(water), Ground.union(islands));
  }

  /// Ways that go on from one another, joined in their direction.
  private List<List<Coordinate>> lines(List<Way> coast) {
    Map<Long, Way> byFirst = new HashMap<>();
    for (Way way : coast) {
      if (byFirst.putIfAbsent(way.first(), way) != null) {
        log.dropped("coastline way " + way.id(), "forks off from another coastline");
      }
    }
    Set<Long> lasts = new HashSet<>();
    coast.forEach(way -> lasts.add(way.last()));
    // First those that begin nowhere, so that no line is taken up in its middle; then the closed.
    List<Way> starts = new ArrayList<>(coast);
    starts.sort(Comparator.comparing(way -> lasts.contains(way.first())));
    List<List<Coordinate>> lines = new ArrayList<>();
    for (Way start : starts) {
      List<Coordinate> line = new ArrayList<>();
      for (Way way = start; way != null && byFirst.remove(way.first(), way); ) {
        for (Coordinate at : OsmShapes.line(way, nodes)) {
          if (line.isEmpty() || !line.getLast().equals2D(at)) {
            line.add(at);
          }
        }
        way = byFirst.get(way.last());
      }
      if (line.size() > 1) {
        lines.add(line);
      }
    }
    return lines;
  }

  private List<Coordinate> startingOutside(List<Coordinate> ring) {
    int outside = 0;
    while (box.contains(ring.get(outside).x, ring.get(outside).y)) {
      outside++;
    }
    List<Coordinate> turned = new ArrayList<>(ring.subList(outside, ring.size()));
    turned.addAll(ring.subList(1, outside + 1));
    return turned;
  }

  private List<Coordinate> reachingTheEdge(List<Coordinate> line) {
    List<Coordinate> longer = new ArrayList<>(line);
    if (box.contains(line.getFirst().x, line.getFirst().y)) {
      longer.addFirst(beyond(line.reversed(), false));
    }
    if (box.contains(line.getLast().x, line.getLast().y)) {
      longer.addLast(beyond(line, true));
    }
    return longer;
  }

  /// A point outside the box, on from the end of a line.
  private Coordinate beyond(List<Coordinate> line, boolean waterOnTheRight) {
    Coordinate end = line.getLast();
    Coordinate before = line.getFirst();
    for (Coordinate at : line.reversed()) {
      if (ground.metres(at, end) >= STRETCH) {
        before = at;
        break;
      }
    }
    double heading = ground.heading(before, end);
    double swing = 0;
    for (Coordinate at : onLand) {
      double outwards = ground.heading(end, at) - heading;
      outwards = Math.IEEEremainder(waterOnTheRight ? outwards : -outwards, 2 * Math.PI);
      if (outwards > swing && outwards < FARTHEST_SWING && ground.metres(end, at) > NEAR) {
        swing = outwards;
      }
    }
    swing += swing > 0 ? CLEARANCE : 0;
    heading += waterOnTheRight ? swing : -swing;
    log.mended(
        "coastline",
        "breaks off at %.5f %.5f and was drawn on, heading %.0f degrees"
            .formatted(end.x, end.y, (Math.toDegrees(heading) + 360) % 360));
    double diagonal = ground.metres(box.west(), box.south(), box.east(), box.north());
    return new Coordinate(
        end.x + ground.lons(diagonal * Math.sin(heading)),
        end.y + Ground.lats(diagonal * Math.cos(heading)));
  }

  private List<Geometry> closedAlongTheEdge(List<Coordinate[]> crossing) {
    List<Coordinate[]> open = new ArrayList<>(crossing);
    List<Geometry> water = new ArrayList<>();
    while (!open.isEmpty()) {
      Coordinate[] first = open.removeLast();
      var outline = new CoordinateList(first, false);
      double at = aroundTheEdge(first[first.length - 1]);
      while (true) {
        double from = at;
        Coordinate[] next = first;
        for (Coordinate[] other : open) {
          if (ahead(from, aroundTheEdge(other[0])) < ahead(from, aroundTheEdge(next[0]))) {
            next = other;
          }
        }
        addCorners(outline, from, aroundTheEdge(next[0]));
        if (next == first) {
          break;
        }
        open.remove(next);
        outline.add(next, false);
        at = aroundTheEdge(next[next.length - 1]);
      }
      outline.closeRing();
      water.add(Ground.valid(Ground.GEOMETRY.createPolygon(outline.toCoordinateArray())));
    }
    return water;
  }

  /// How far around the edge a point on it lies: clockwise from the north-west corner, in sides.
  private double aroundTheEdge(Coordinate at) {
    double x = (at.x - box.west()) / (box.east() - box.west());
    double y = (box.north() - at.y) / (box.north() - box.south());
    double[] fromSide = {Math.abs(y), Math.abs(1 - x), Math.abs(1 - y), Math.abs(x)};
    int nearest = 0;
    for (int side = 1; side < 4; side++) {
      nearest = fromSide[side] < fromSide[nearest] ? side : nearest;
    }
    return switch (nearest) {
      case 0 -> x;
      case 1 -> 1 + y;
      case 2 -> 3 - x;
      default -> 4 - y;
    };
  }

  private static double ahead(double from, double to) {
    return to >= from ? to - from : to - from + 4;
  }

  private void addCorners(CoordinateList outline, double from, double to) {
    double end = from + ahead(from, to);
    for (int corner = (int) Math.floor(from) + 1; corner <= end; corner++) {
      boolean east = corner % 4 == 1 || corner % 4 == 2;
      boolean north = corner % 4 == 0 || corner % 4 == 1;
      outline.add(
          new Coordinate(east ? box.east() : box.west(), north ? box.north() : box.south()), false);
    }
  }
}

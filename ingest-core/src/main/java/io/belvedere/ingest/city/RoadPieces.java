package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/// Collects pieces of road, each cut at the edge of the map.
final class RoadPieces {
  /// A line that goes on for so long beyond the edge is named in the report, metres.
  private static final double FAR = 1_000;

  private final Bounds box;
  private final Ground ground;
  private final ImportLog log;
  private final List<Road> roads = new ArrayList<>();

  /// Counts down: ends that the edge of the map made are no nodes of the source.
  private long nextCutEnd;

  /// @param firstCutEnd negative, below all nodes that the source has
  RoadPieces(Bounds box, Ground ground, ImportLog log, long firstCutEnd) {
    this.box = box;
    this.ground = ground;
    this.log = log;
    this.nextCutEnd = firstCutEnd;
  }

  /// What all pieces of one line have in common.
  ///
  /// @param element for the report
  /// @param oneway 1 as it is drawn, -1 only against that, 0 both ways
  record Style(
      String element,
      String name,
      RoadClass roadClass,
      int oneway,
      boolean tunnel,
      boolean bridge,
      int layer) {}

  /// How a piece is called.
  interface Id {
    /// @param segment the one of the line in which the piece begins, 0 for the first
    String of(int segment, boolean startCut);
  }

  /// Whether a line may be cut into roads; says why not.
  boolean isSound(String element, List<Coordinate> line) {
    if (line.size() < 2) {
      log.dropped(element, "has fewer than two points");
      return false;
    }
    double straight = ground.longestStep(Ground.points(line.toArray(Coordinate[]::new)));
    if (straight > Ground.TOO_STRAIGHT) {
      log.dropped(element, Ground.wrongCoordinate(straight));
      return false;
    }
    double beyond = 0;
    boolean within = false;
    for (Coordinate at : line) {
      within |= box.contains(at.x, at.y);
      double edgeLon = Math.clamp(at.x, box.west(), box.east());
      double edgeLat = Math.clamp(at.y, box.south(), box.north());
      beyond = Math.max(beyond, ground.metres(at.x, at.y, edgeLon, edgeLat));
    }
    if (within && beyond > FAR) {
      log.cut(element, "goes on for %.1f km beyond the edge".formatted(beyond / 1000));
    }
    return true;
  }

  /// Takes a line between two junctions.
  void add(Style style, Id id, long fromNode, long toNode, List<Coordinate> line) {
    for (LineClip.Piece piece : LineClip.pieces(line, box)) {
      double[] points = Ground.points(piece.line());
      if (points.length < 4) {
        log.dropped(style.element(), "has a piece without length");
        continue;
      }
      long from = piece.startCut() ? nextCutEnd-- : fromNode;
      long to = piece.endCut() ? nextCutEnd-- : toNode;
      boolean against = style.oneway() < 0;
      roads.add(
          new Road(
              id.of(piece.from(), piece.startCut()),
              style.name(),
              style.roadClass(),
              against ? to : from,
              against ? from : to,
              style.oneway() != 0,
              style.tunnel(),
              style.bridge(),
              style.layer(),
              against ? Lines.reversed(points) : points));
    }
  }

  /// In the order in which they came.
  List<Road> roads() {
    return roads;
  }
}

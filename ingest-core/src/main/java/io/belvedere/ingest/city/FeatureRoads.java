package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Road;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;

/// Cuts lines into pieces of road between junctions. A junction is a point that two lines share or
/// that one passes twice. Roads of a map of ours are pieces already and keep their nodes.
final class FeatureRoads {
  private final Bounds box;
  private final Ground ground;
  private final ImportLog log;
  private final UniqueIds ids = new UniqueIds();
  private final List<Line> pieces = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<Long, Long> nodes = new HashMap<>();
  private long nextNode;

  FeatureRoads(Bounds box, Ground ground, ImportLog log) {
    this.box = box;
    this.ground = ground;
    this.log = log;
  }

  /// @param start how many points the lines before it in the same feature have
  private record Line(Found found, Meaning.OfRoad road, int start, List<Coordinate> points) {
    /// The spots that it passes, as whole numbers.
    long[] spots() {
      return points.stream().mapToLong(FeatureRoads::spot).toArray();
    }

    RoadPieces.Style style() {
      return new RoadPieces.Style(
          found.element(),
          found.name(),
          road.roadClass(),
          road.oneway(),
          road.tunnel(),
          road.bridge(),
          road.layer());
    }
  }

  void add(Found found, Meaning.OfRoad road) {
    int start = 0;
    for (Shape shape : found.shapes()) {
      if (shape.kind() != Shape.Kind.LINE) {
        log.dropped(found.element(), "is a road that is not drawn as a line");
        continue;
      }
      for (List<double[]> part : shape.parts()) {
        List<Coordinate> points = rounded(part.getFirst());
        boolean isPiece = road.isPiece() && shape.parts().size() == 1;
        (isPiece ? pieces : lines).add(new Line(found, road, start, points));
        start += points.size();
      }
    }
  }

  private static List<Coordinate> rounded(double[] strand) {
    List<Coordinate> points = new ArrayList<>(strand.length / 2);
    for (int i = 0; i < strand.length; i += 2) {
      var at = new Coordinate(Ground.rounded(strand[i]), Ground.rounded(strand[i + 1]));
      if (points.isEmpty() || !points.getLast().equals2D(at)) {
        points.add(at);
      }
    }
    return points;
  }

  /// A number for each spot of 1e-7 degrees.
  private static long spot(Coordinate at) {
    return Math.round((at.x + 180) * 1e7) << 31 | Math.round((at.y + 90) * 1e7);
  }

  /// All of them, in the order of the files; those of a map of ours first.
  List<Road> roads() {
    long[] ends =
        pieces.stream()
            .flatMapToLong(
                line -> Arrays.stream(new long[] {line.road().fromNode(), line.road().toNode()}))
            .toArray();
    nextNode = Math.max(0, Arrays.stream(ends).max().orElse(0)) + 1;
    long firstCutEnd = Math.min(0, Arrays.stream(ends).min().orElse(0)) - 1;
    var roads = new RoadPieces(box, ground, log, firstCutEnd);
    for (Line line : pieces) {
      piece(line, roads);
    }
    long[] junctions =
        OsmRoads.repeated(
            Stream.concat(pieces.stream(), lines.stream())
                .flatMapToLong(line -> Arrays.stream(line.spots()))
                .toArray());
    for (Line line : lines) {
      split(line, junctions, roads);
    }
    return roads.roads();
  }

  private void piece(Line line, RoadPieces roads) {
    List<Coordinate> points = line.points();
    if (!roads.isSound(line.found().element(), points)) {
      return;
    }
    Meaning.OfRoad road = line.road();
    nodes.putIfAbsent(spot(points.getFirst()), road.fromNode());
    nodes.putIfAbsent(spot(points.getLast()), road.toNode());
    String id = line.found().id();
    roads.add(
        line.style(),
        (segment, cut) -> ids.of(cut ? id + "-" + segment : id),
        road.fromNode(),
        road.toNode(),
        points);
  }

  private void split(Line line, long[] junctions, RoadPieces roads) {
    if (!roads.isSound(line.found().element(), line.points())) {
      return;
    }
    long[] spots = line.spots();
    int start = 0;
    for (int i = 1; i < spots.length; i++) {
      if (i == spots.length - 1 || Arrays.binarySearch(junctions, spots[i]) >= 0) {
        int first = line.start() + start;
        roads.add(
            line.style(),
            (segment, cut) -> ids.of(line.found().id() + "-" + (first + segment)),
            node(spots[start]),
            node(spots[i]),
            line.points().subList(start, i + 1));
        start = i;
      }
    }
  }

  private long node(long spot) {
    return nodes.computeIfAbsent(spot, first -> nextNode++);
  }
}

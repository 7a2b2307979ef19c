package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/// Cuts ways into pieces of road between junctions.
///
/// A junction is a node that two ways share or that one way passes twice. A piece is called after
/// its way and the place on it where the piece begins, so that its id does not depend on where the
/// map ends.
final class OsmRoads {
  /// A line that goes on for so long beyond the edge is named in the report, metres.
  private static final double FAR = 1_000;

  private final OsmNodes nodes;
  private final CityMap.Bounds box;
  private final Ground ground;
  private final ImportLog log;
  private final List<Road> roads = new ArrayList<>();

  /// Counts down: ends that the edge of the map made are no nodes of OpenStreetMap.
  private long nextCutEnd = -1;

  OsmRoads(OsmNodes nodes, CityMap.Bounds box, Ground ground, ImportLog log) {
    this.nodes = nodes;
    this.box = box;
    this.ground = ground;
    this.log = log;
  }

  List<Road> roads(List<Way> ways) {
    List<Way> kept = new ArrayList<>();
    for (Way way : ways) {
      if (OsmTags.road(way.tags()).isPresent()) {
        kept.add(way);
      } else if (OsmTags.isLine(way.tags())) {
        String is = way.tags().getOrDefault("highway", way.tags().getOrDefault("railway", ""));
        log.dropped(element(way), "is " + is + ", nothing that one can go along");
      }
    }
    kept.sort(Comparator.comparingLong(Way::id));
    long[] junctions = junctions(kept);
    for (Way way : kept) {
      if (isSound(way)) {
        split(way, OsmTags.road(way.tags()).orElseThrow(), junctions);
      }
    }
    return roads;
  }

  private static String element(Way way) {
    return OsmTags.element("way", way.id(), way.tags());
  }

  /// The nodes, sorted, at which ways meet.
  private static long[] junctions(List<Way> ways) {
    long[] passed = ways.stream().flatMapToLong(way -> Arrays.stream(way.nodes())).toArray();
    Arrays.sort(passed);
    int count = 0;
    for (int i = 1; i < passed.length; i++) {
      if (passed[i] == passed[i - 1] && (count == 0 || passed[count - 1] != passed[i])) {
        passed[count++] = passed[i];
      }
    }
    return Arrays.copyOf(passed, count);
  }

  private boolean isSound(Way way) {
    List<Coordinate> line = OsmShapes.line(way, nodes);
    if (line.size() < 2) {
      log.dropped(element(way), "has fewer than two points");
      return false;
    }
    double straight = ground.longestStep(Ground.points(line.toArray(Coordinate[]::new)));
    if (straight > Ground.TOO_STRAIGHT) {
      log.dropped(
          element(way), "goes straight for %.0f km, a wrong coordinate".formatted(straight / 1000));
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
      log.cut(element(way), "goes on for %.1f km beyond the edge".formatted(beyond / 1000));
    }
    return true;
  }

  private void split(Way way, RoadClass roadClass, long[] junctions) {
    long[] ids = Arrays.stream(way.nodes()).filter(id -> nodes.find(id) >= 0).toArray();
    if (ids.length < way.nodes().length) {
      log.cut(element(way), "lacks " + (way.nodes().length - ids.length) + " of its nodes");
    }
    int start = 0;
    for (int i = 1; i < ids.length; i++) {
      if (i == ids.length - 1 || Arrays.binarySearch(junctions, ids[i]) >= 0) {
        piece(way, roadClass, ids, start, i);
        start = i;
      }
    }
  }

  private void piece(Way way, RoadClass roadClass, long[] ids, int first, int last) {
    List<Coordinate> line = new ArrayList<>(last - first + 1);
    for (int i = first; i <= last; i++) {
      int place = nodes.find(ids[i]);
      line.add(new Coordinate(nodes.lon(place), nodes.lat(place)));
    }
    int oneway = OsmTags.oneway(way.tags(), roadClass);
    for (LineClip.Piece piece : LineClip.pieces(line, box)) {
      double[] points = Ground.points(piece.line());
      if (points.length < 4) {
        log.dropped(element(way), "has a piece without length");
        continue;
      }
      long from = piece.startCut() ? nextCutEnd-- : ids[first];
      long to = piece.endCut() ? nextCutEnd-- : ids[last];
      boolean against = oneway < 0;
      roads.add(
          new Road(
              "w" + way.id() + "-" + (first + piece.from()),
              OsmTags.name(way.tags()),
              roadClass,
              against ? to : from,
              against ? from : to,
              oneway != 0,
              OsmTags.is(way.tags(), "tunnel"),
              OsmTags.is(way.tags(), "bridge"),
              OsmTags.layer(way.tags()),
              against ? Lines.reversed(points) : points));
    }
  }
}

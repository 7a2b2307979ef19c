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
  private final OsmNodes nodes;
  private final ImportLog log;
  private final RoadPieces pieces;

  OsmRoads(OsmNodes nodes, CityMap.Bounds box, Ground ground, ImportLog log) {
    this.nodes = nodes;
    this.log = log;
    this.pieces = new RoadPieces(box, ground, log, -1);
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
    long[] junctions =
        repeated(kept.stream().flatMapToLong(way -> Arrays.stream(way.nodes())).toArray());
    for (Way way : kept) {
      if (pieces.isSound(element(way), OsmShapes.line(way, nodes))) {
        split(way, OsmTags.road(way.tags()).orElseThrow(), junctions);
      }
    }
    return pieces.roads();
  }

  private static String element(Way way) {
    return OsmTags.element("way", way.id(), way.tags());
  }

  /// The nodes, sorted, that occur more than once; sorts what it is given.
  static long[] repeated(long[] passed) {
    Arrays.sort(passed);
    int count = 0;
    for (int i = 1; i < passed.length; i++) {
      if (passed[i] == passed[i - 1] && (count == 0 || passed[count - 1] != passed[i])) {
        passed[count++] = passed[i];
      }
    }
    return Arrays.copyOf(passed, count);
  }

  private void split(Way way, RoadClass roadClass, long[] junctions) {
    long[] ids = Arrays.stream(way.nodes()).filter(id -> nodes.find(id) >= 0).toArray();
    if (ids.length < way.nodes().length) {
      log.cut(element(way), "lacks " + (way.nodes().length - ids.length) + " of its nodes");
    }
    var style =
        new RoadPieces.Style(
            element(way),
            OsmTags.name(way.tags()),
            roadClass,
            OsmTags.oneway(way.tags(), roadClass),
            OsmTags.is(way.tags(), "tunnel"),
            OsmTags.is(way.tags(), "bridge"),
            OsmTags.layer(way.tags()));
    int start = 0;
    for (int i = 1; i < ids.length; i++) {
      if (i == ids.length - 1 || Arrays.binarySearch(junctions, ids[i]) >= 0) {
        int first = start;
        List<Coordinate> line = new ArrayList<>(i - first + 1);
        for (int at = first; at <= i; at++) {
          int place = nodes.find(ids[at]);
          line.add(new Coordinate(nodes.lon(place), nodes.lat(place)));
        }
        pieces.add(
            style,
            (segment, cut) -> "w" + way.id() + "-" + (first + segment),
            ids[first],
            ids[i],
            line);
        start = i;
      }
    }
  }
}

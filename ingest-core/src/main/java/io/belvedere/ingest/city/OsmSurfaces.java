package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/// Finds buildings, green, water, sand and harbour walls.
final class OsmSurfaces {
  private final OsmExtract extract;
  private final OsmShapes shapes;
  private final ImportLog log;
  private final SurfacePieces pieces;

  OsmSurfaces(OsmExtract extract, OsmShapes shapes, Bounds box, Ground ground, ImportLog log) {
    this.extract = extract;
    this.shapes = shapes;
    this.log = log;
    this.pieces = new SurfacePieces(box, ground, log);
  }

  /// All of them, by kind, in the order of their first coordinates.
  List<Surface> surfaces() {
    for (Way way : extract.ways()) {
      OsmTags.surface(way.tags()).ifPresent(kind -> way(way, kind));
    }
    for (Relation relation : extract.relations()) {
      if (relation.type().equals("multipolygon")) {
        OsmTags.surface(relation.tags()).ifPresent(kind -> relation(relation, kind));
      }
    }
    return pieces.surfaces();
  }

  private void way(Way way, SurfaceKind kind) {
    String element = OsmTags.element("way", way.id(), way.tags());
    double breadth = OsmTags.breadth(way.tags());
    if (way.isClosed()) {
      add(kind, element, way.tags(), shapes.enclosed(way, element));
    } else if (breadth > 0) {
      var line = OsmShapes.line(way, extract.nodes());
      add(kind, element, way.tags(), pieces.broadened(line, breadth));
    } else {
      log.dropped(element, "is a surface whose outline does not close");
    }
  }

  private void relation(Relation relation, SurfaceKind kind) {
    String element = OsmTags.element("relation", relation.id(), relation.tags());
    add(kind, element, relation.tags(), shapes.enclosed(relation, element));
  }

  private void add(SurfaceKind kind, String element, Map<String, String> tags, Geometry shape) {
    pieces.add(kind, element, OsmTags.name(tags), shape);
  }
}

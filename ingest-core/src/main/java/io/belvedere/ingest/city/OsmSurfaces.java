package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.buffer.BufferParameters;

/// Finds buildings, green, water, sand and harbour walls.
final class OsmSurfaces {
  private final OsmExtract extract;
  private final OsmShapes shapes;
  private final Ground ground;
  private final ImportLog log;
  private final Geometry edge;
  private final List<Surface> surfaces = new ArrayList<>();

  OsmSurfaces(OsmExtract extract, OsmShapes shapes, Bounds box, Ground ground, ImportLog log) {
    this.extract = extract;
    this.shapes = shapes;
    this.ground = ground;
    this.log = log;
    this.edge = Ground.GEOMETRY.toGeometry(Ground.envelope(box));
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
    surfaces.sort(
        Comparator.comparing(Surface::kind)
            .thenComparingDouble(surface -> surface.rings().getFirst()[0])
            .thenComparingDouble(surface -> surface.rings().getFirst()[1])
            .thenComparing(Surface::name)
            .thenComparingInt(surface -> surface.rings().getFirst().length));
    return surfaces;
  }

  private void way(Way way, SurfaceKind kind) {
    String element = OsmTags.element("way", way.id(), way.tags());
    double breadth = OsmTags.breadth(way.tags());
    if (way.isClosed()) {
      add(kind, element, way.tags(), shapes.enclosed(way, element));
    } else if (breadth > 0) {
      add(kind, element, way.tags(), broadened(OsmShapes.line(way, extract.nodes()), breadth));
    } else {
      log.dropped(element, "is a surface whose outline does not close");
    }
  }

  private void relation(Relation relation, SurfaceKind kind) {
    String element = OsmTags.element("relation", relation.id(), relation.tags());
    add(kind, element, relation.tags(), shapes.enclosed(relation, element));
  }

  private Geometry broadened(List<Coordinate> line, double metres) {
    if (line.size() < 2) {
      return Ground.GEOMETRY.createPolygon();
    }
    var axis = Ground.GEOMETRY.createLineString(line.toArray(Coordinate[]::new));
    return ground.toDegrees(ground.toMetres(axis).buffer(metres / 2, 1, BufferParameters.CAP_FLAT));
  }

  private void add(SurfaceKind kind, String element, Map<String, String> tags, Geometry shape) {
    Geometry within = shape;
    if (!edge.covers(shape)) {
      double straight =
          Ground.rings(shape).stream().mapToDouble(ground::longestStep).max().orElse(0);
      if (straight > Ground.TOO_STRAIGHT) {
        log.dropped(
            element, "goes straight for %.0f km, a wrong coordinate".formatted(straight / 1000));
        return;
      }
      within = Ground.intersection(shape, edge);
    }
    List<double[]> rings = Ground.rings(within);
    if (!rings.isEmpty()) {
      surfaces.add(new Surface(kind, OsmTags.name(tags), rings));
    }
  }
}

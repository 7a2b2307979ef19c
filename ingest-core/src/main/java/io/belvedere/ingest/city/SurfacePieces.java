package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.buffer.BufferParameters;

/// Collects surfaces, each cut at the edge of the map.
final class SurfacePieces {
  private final Ground ground;
  private final ImportLog log;
  private final Geometry edge;
  private final List<Surface> surfaces = new ArrayList<>();

  SurfacePieces(Bounds box, Ground ground, ImportLog log) {
    this.ground = ground;
    this.log = log;
    this.edge = Ground.GEOMETRY.toGeometry(Ground.envelope(box));
  }

  void add(SurfaceKind kind, String element, String name, Geometry shape) {
    Geometry within = shape;
    if (!edge.covers(shape)) {
      double straight =
          Ground.rings(shape).stream().mapToDouble(ground::longestStep).max().orElse(0);
      if (straight > Ground.TOO_STRAIGHT) {
        log.dropped(element, Ground.wrongCoordinate(straight));
        return;
      }
      within = Ground.intersection(shape, edge);
    }
    List<double[]> rings = Ground.rings(within);
    if (!rings.isEmpty()) {
      surfaces.add(new Surface(kind, name, rings));
    }
  }

  /// What a line covers that is so many metres broad.
  Geometry broadened(List<Coordinate> line, double metres) {
    if (line.size() < 2) {
      return Ground.GEOMETRY.createPolygon();
    }
    var axis = Ground.GEOMETRY.createLineString(line.toArray(Coordinate[]::new));
    return ground.toDegrees(ground.toMetres(axis).buffer(metres / 2, 1, BufferParameters.CAP_FLAT));
  }

  /// All of them, by kind, in the order of their first coordinates.
  List<Surface> surfaces() {
    surfaces.sort(
        Comparator.comparing(Surface::kind)
            .thenComparingDouble(surface -> surface.rings().getFirst()[0])
            .thenComparingDouble(surface -> surface.rings().getFirst()[1])
            .thenComparing(Surface::name)
            .thenComparingInt(surface -> surface.rings().getFirst().length));
    return surfaces;
  }
}

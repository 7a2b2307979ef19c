package io.belvedere.ingest.city;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// What a feature covers, with its outline mended where it can be.
final class FeatureGround {
  private final Found found;
  private final ImportLog log;
  private final Set<String> mended = new LinkedHashSet<>();
  private Optional<Geometry> covered = Optional.empty();

  FeatureGround(Found found, ImportLog log) {
    this.found = found;
    this.log = log;
  }

  /// Empty if it covers nothing. What is wrong is told once, however often this is asked.
  Geometry covered() {
    if (covered.isEmpty()) {
      Geometry ground = polygons();
      if (!ground.isEmpty()) {
        mended.forEach(what -> log.mended(found.element(), what));
      }
      covered = Optional.of(ground);
    }
    return covered.get();
  }

  private Geometry polygons() {
    if (found.isDrawnAs(Shape.Kind.POINT)) {
      log.dropped(found.element(), "is a surface drawn as a point");
      return Ground.GEOMETRY.createPolygon();
    }
    if (found.isOpenLine()) {
      log.dropped(found.element(), "is a surface whose outline does not close");
      return Ground.GEOMETRY.createPolygon();
    }
    List<Polygon> polygons = new ArrayList<>();
    for (Shape shape : found.shapes()) {
      if (shape.kind() != Shape.Kind.POINT) {
        shape.parts().forEach(part -> add(polygons, part));
      }
    }
    Geometry all =
        polygons.size() == 1
            ? polygons.getFirst()
            : Ground.GEOMETRY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    if (!all.isValid()) {
      mended.add("crosses itself");
      all = Ground.valid(all);
    }
    if (all.isEmpty()) {
      log.dropped(found.element(), "encloses nothing");
    }
    return all;
  }

  private void add(List<Polygon> polygons, List<double[]> rings) {
    LinearRing outer = ring(rings.getFirst());
    if (outer.isEmpty()) {
      mended.add("had a part that encloses nothing");
      return;
    }
    List<LinearRing> holes = new ArrayList<>();
    for (double[] strand : rings.subList(1, rings.size())) {
      LinearRing hole = ring(strand);
      if (hole.isEmpty()) {
        mended.add("had a hole that encloses nothing");
      } else {
        holes.add(hole);
      }
    }
    polygons.add(Ground.GEOMETRY.createPolygon(outer, holes.toArray(LinearRing[]::new)));
  }

  /// Closed, without points that repeat the one before; empty if too few points are left.
  private LinearRing ring(double[] strand) {
    List<Coordinate> ring = new ArrayList<>(strand.length / 2 + 1);
    for (int i = 0; i < strand.length; i += 2) {
      if (i == 0 || strand[i] != strand[i - 2] || strand[i + 1] != strand[i - 1]) {
        ring.add(new Coordinate(strand[i], strand[i + 1]));
      }
    }
    if (ring.size() > 2 && !ring.getFirst().equals2D(ring.getLast())) {
      mended.add("had a ring that did not close");
      ring.add(new Coordinate(ring.getFirst()));
    }
    return ring.size() < 4
        ? Ground.GEOMETRY.createLinearRing()
        : Ground.GEOMETRY.createLinearRing(ring.toArray(Coordinate[]::new));
  }
}

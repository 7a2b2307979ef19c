package io.belvedere.ingest.city;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sorts the rings of a Shapefile's polygon, which come as a heap: outer ones run clockwise, holes
/// anticlockwise.
final class ShapeRings {
  private ShapeRings() {}

  /// Polygons, each an outer ring and its holes. A hole that lies in nothing is taken as an outer
  /// ring that runs the wrong way.
  static List<List<double[]>> grouped(List<double[]> rings) {
    List<List<double[]>> polygons = new ArrayList<>();
    List<double[]> holes = new ArrayList<>();
    for (double[] ring : rings) {
      if (Rings.isAnticlockwise(ring)) {
        holes.add(ring);
      } else {
        polygons.add(new ArrayList<>(List.of(ring)));
      }
    }
    int outer = polygons.size();
    for (double[] hole : holes) {
      Optional<List<double[]>> around =
          polygons.stream().limit(outer).filter(polygon -> holds(polygon, hole)).findFirst();
      around.ifPresentOrElse(
          polygon -> polygon.add(hole), () -> polygons.add(new ArrayList<>(List.of(hole))));
    }
    return polygons;
  }

  /// Whether a point of the hole lies within the outer ring; the corners of a hole may touch it.
  private static boolean holds(List<double[]> polygon, double[] hole) {
    List<double[]> outer = polygon.subList(0, 1);
    double[] middle = {(hole[0] + hole[2]) / 2, (hole[1] + hole[3]) / 2};
    return Rings.contain(outer, hole[0], hole[1]) || Rings.contain(outer, middle[0], middle[1]);
  }
}

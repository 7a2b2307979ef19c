package io.belvedere.ingest.city;

import java.util.List;
import java.util.stream.Stream;

/// The geometry of a [Feature], just as the file has it: nothing is checked yet.
///
/// @param parts of points, lists of one point; of lines, lists of one line; of polygons, the outer
///     ring and then its holes; always `lon, lat, lon, lat, ...`
record Shape(Kind kind, List<List<double[]>> parts) {
  enum Kind {
    POINT,
    LINE,
    POLYGON
  }

  static Shape points(List<double[]> points) {
    return new Shape(Kind.POINT, points.stream().map(List::of).toList());
  }

  static Shape lines(List<double[]> lines) {
    return new Shape(Kind.LINE, lines.stream().map(List::of).toList());
  }

  static Shape polygons(List<List<double[]>> polygons) {
    return new Shape(Kind.POLYGON, polygons);
  }

  /// All points, lines and rings.
  Stream<double[]> strands() {
    return parts.stream().flatMap(List::stream);
  }

  Shape swapped() {
    return new Shape(
        kind, parts.stream().map(part -> part.stream().map(Shape::swapped).toList()).toList());
  }

  private static double[] swapped(double[] strand) {
    double[] swapped = new double[strand.length];
    for (int i = 0; i < strand.length; i += 2) {
      swapped[i] = strand[i + 1];
      swapped[i + 1] = strand[i];
    }
    return swapped;
  }
}

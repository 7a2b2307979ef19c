package io.belvedere.ingest.city;

import java.util.List;
import org.locationtech.jts.geom.Envelope;

/// A [Feature] that the map may show, with what the import needs of it.
///
/// @param element for the report
/// @param id its own, or else one made of its file and its number there
/// @param meanings one or more
record Found(String element, String id, String name, List<Meaning> meanings, List<Shape> shapes) {
  Found with(List<Shape> other) {
    return new Found(element, id, name, meanings, other);
  }

  Envelope envelope() {
    Envelope envelope = new Envelope();
    for (Shape shape : shapes) {
      shape
          .strands()
          .forEach(
              strand -> {
                for (int i = 0; i < strand.length; i += 2) {
                  envelope.expandToInclude(strand[i], strand[i + 1]);
                }
              });
    }
    return envelope;
  }

  /// Whether all of it is.
  boolean isDrawnAs(Shape.Kind kind) {
    return shapes.stream().allMatch(shape -> shape.kind() == kind);
  }

  /// Whether it is nothing but lines, of which one does not come back to where it began.
  boolean isOpenLine() {
    return isDrawnAs(Shape.Kind.LINE)
        && shapes.stream()
            .flatMap(Shape::strands)
            .anyMatch(line -> line[0] != line[line.length - 2] || line[1] != line[line.length - 1]);
  }
}

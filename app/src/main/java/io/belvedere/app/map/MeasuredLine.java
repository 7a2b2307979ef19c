package io.belvedere.app.map;

import java.util.ArrayList;
import java.util.List;

/// Corners and how far it is from each to the next. Immutable.
record MeasuredLine(List<GroundPoint> corners) {
  static final MeasuredLine EMPTY = new MeasuredLine(List.of());

  MeasuredLine {
    corners = List.copyOf(corners);
  }

  /// With one more corner, unless the line ends there already.
  MeasuredLine to(GroundPoint corner) {
    if (!corners.isEmpty() && corners.getLast().equals(corner)) {
      return this;
    }
    List<GroundPoint> longer = new ArrayList<>(corners);
    longer.add(corner);
    return new MeasuredLine(longer);
  }

  /// Without its last corner.
  MeasuredLine shortened() {
    return corners.isEmpty() ? this : new MeasuredLine(corners.subList(0, corners.size() - 1));
  }

  /// Of each leg, metres.
  List<Double> legs() {
    List<Double> legs = new ArrayList<>();
    for (int i = 1; i < corners.size(); i++) {
      legs.add(corners.get(i - 1).metresTo(corners.get(i)));
    }
    return legs;
  }

  double total() {
    return legs().stream().mapToDouble(leg -> leg).sum();
  }

  /// The line with its lengths: the total at its end; each leg's own where there are several.
  List<MapOverlay.Figure> figures() {
    List<MapOverlay.Figure> figures = new ArrayList<>();
    if (corners.size() > 1) {
      figures.add(new MapOverlay.Figure.Line(corners));
    }
    corners.forEach(corner -> figures.add(new MapOverlay.Figure.Dot(corner)));
    List<Double> legs = legs();
    if (!legs.isEmpty()) {
      String together = legs.size() > 1 ? "Together " : "";
      figures.add(new MapOverlay.Figure.Note(corners.getLast(), together + Metres.text(total())));
    }
    for (int i = 0; i < legs.size() && legs.size() > 1; i++) {
      figures.add(
          new MapOverlay.Figure.Note(
              middle(corners.get(i), corners.get(i + 1)), Metres.text(legs.get(i))));
    }
    return figures;
  }

  private static GroundPoint middle(GroundPoint one, GroundPoint other) {
    return GroundPoint.inSquare((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
  }
}

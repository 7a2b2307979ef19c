package io.belvedere.app.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import org.jspecify.annotations.Nullable;

/// What a tool draws above the map, fixed to the ground. Empty, and no work, while no tool is open.
///
/// Nothing of it covers the callout: lines end at its edge, and texts go to another side.
final class MapOverlay extends Region {
  private static final double BESIDE = 8;

  private List<Figure> figures = List.of();
  private List<Drawn> drawn = List.of();
  private final List<Bounds> notes = new ArrayList<>();
  private @Nullable View view;
  private @Nullable Bounds keptFree;

  /// What can be drawn.
  sealed interface Figure {
    /// All that is so far from a place.
    record Ring(GroundPoint middle, double metres) implements Figure {}

    record Line(List<GroundPoint> points) implements Figure {
      public Line {
        points = List.copyOf(points);
      }
    }

    record Dot(GroundPoint at) implements Figure {}

    record Note(GroundPoint at, String text) implements Figure {}

    /// The middle of the picture, where the keyboard points to.
    record Cross() implements Figure {}
  }

  /// A figure and its nodes: two of each shape, so that a light edge parts it from any ground.
  private record Drawn(Figure figure, List<Node> nodes) {}

  MapOverlay() {
    setMouseTransparent(true);
    setManaged(false);
  }

  /// Draws these figures in place of those before.
  ///
  /// @param free what is to stay uncovered, logical pixels; null if nothing
  void show(List<Figure> now, View on, @Nullable Bounds free) {
    boolean same = figures.equals(now);
    if (same && (now.isEmpty() || (on.equals(view) && Objects.equals(free, keptFree)))) {
      return;
    }
    view = on;
    keptFree = free;
    if (!same) {
      figures = List.copyOf(now);
      drawn = figures.stream().map(figure -> new Drawn(figure, nodes(figure))).toList();
      getChildren().setAll(drawn.stream().flatMap(d -> d.nodes.stream()).toList());
      applyCss();
    }
    Rectangle all = new Rectangle(on.width() / on.scale(), on.height() / on.scale());
    setClip(free == null ? all : Shape.subtract(all, rectangle(free)));
    notes.clear();
    drawn.forEach(d -> place(d, on));
  }

  void clear() {
    figures = List.of();
    drawn = List.of();
    getChildren().clear();
    setClip(null);
  }

  List<Figure> figures() {
    return figures;
  }

  private static List<Node> nodes(Figure figure) {
    return switch (figure) {
      case Figure.Ring ring -> List.of(edge(new Circle()), ink(new Circle()));
      case Figure.Line line -> List.of(edge(new Polyline()), ink(new Polyline()));
      case Figure.Dot dot -> List.of(styled(new Circle(4.5), "map-overlay-dot"));
      case Figure.Cross cross -> List.of(edge(cross()), ink(cross()));
      case Figure.Note(GroundPoint at, String text) -> {
        Label label = new Label(text);
        label.getStyleClass().add("map-overlay-note");
        yield List.of(label);
      }
    };
  }

  private static SVGPath cross() {
    SVGPath cross = new SVGPath();
    cross.setContent("M-11 0L-4 0M4 0L11 0M0 -11L0 -4M0 4L0 11");
    return cross;
  }

  private static Shape edge(Shape shape) {
    return styled(shape, "map-overlay-edge");
  }

  private static Shape ink(Shape shape) {
    return styled(shape, "map-overlay-ink");
  }

  private static Shape styled(Shape shape, String styleClass) {
    shape.getStyleClass().add(styleClass);
    return shape;
  }

  private void place(Drawn which, View on) {
    switch (which.figure) {
      case Figure.Ring(GroundPoint middle, double metres) -> {
        double radius = middle.inSquare(metres) * on.pixels() / on.scale();
        for (Node node : which.nodes) {
          move(node, x(on, middle), y(on, middle));
          ((Circle) node).setRadius(radius);
        }
      }
      case Figure.Line(List<GroundPoint> points) -> {
        List<Double> corners = new ArrayList<>();
        for (GroundPoint point : points) {
          corners.add(x(on, point));
          corners.add(y(on, point));
        }
        which.nodes.forEach(node -> ((Polyline) node).getPoints().setAll(corners));
      }
      case Figure.Dot(GroundPoint at) -> move(which.nodes.getFirst(), x(on, at), y(on, at));
      case Figure.Cross cross -> {
        for (Node node : which.nodes) {
          move(node, on.width() / on.scale() / 2, on.height() / on.scale() / 2);
        }
      }
      case Figure.Note(GroundPoint at, String text) ->
          placeNote((Label) which.nodes.getFirst(), x(on, at), y(on, at), on);
    }
  }

  private void placeNote(Label note, double x, double y, View on) {
    double width = on.width() / on.scale();
    double height = on.height() / on.scale();
    boolean onMap = x >= 0 && y >= 0 && x <= width && y <= height;
    note.setVisible(onMap);
    note.autosize();
    double w = note.getWidth();
    double h = note.getHeight();
    double[][] sides = {
      {x + BESIDE, y - h - BESIDE},
      {x + BESIDE, y + BESIDE},
      {x - w - BESIDE, y - h - BESIDE},
      {x - w - BESIDE, y + BESIDE}
    };
    for (double[] side : sides) {
      boolean inside =
          side[0] >= 0 && side[1] >= 0 && side[0] + w <= width && side[1] + h <= height;
      Bounds there = new BoundingBox(side[0], side[1], w, h);
      if (onMap && inside && isFree(there)) {
        note.relocate(side[0], side[1]);
        notes.add(there);
        return;
      }
    }
    // Whoever comes first stands: a text that has no room is not shown half.
    note.setVisible(false);
  }

  private boolean isFree(Bounds there) {
    Bounds free = keptFree;
    return (free == null || !free.intersects(there)) && notes.stream().noneMatch(there::intersects);
  }

  private static void move(Node node, double x, double y) {
    node.setLayoutX(x);
    node.setLayoutY(y);
  }

  private static double x(View on, GroundPoint point) {
    return on.screenX(point.x()) / on.scale();
  }

  private static double y(View on, GroundPoint point) {
    return on.screenY(point.y()) / on.scale();
  }

  private static Rectangle rectangle(Bounds bounds) {
    return new Rectangle(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
  }
}

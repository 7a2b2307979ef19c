package io.belvedere.app.map;

import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Mercator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Joins the pieces of a named street from junction to junction into lines long enough to carry its
/// name.
final class StreetLines {
  private StreetLines() {}

  /// One line of a street.
  ///
  /// @param points `x, y, x, y, ...` in the unit square
  /// @param length in the unit square
  @SuppressWarnings("ArrayRecordComponent") // columns on purpose; never compared
  record Line(String name, RoadClass roadClass, double[] points, double length) {}

  /// The longest line of each street, the most important and longest streets first.
  static List<Line> of(List<Road> roads) {
    Map<String, List<Road>> byName = new LinkedHashMap<>();
    for (Road road : roads) {
      if (!road.name().isEmpty() && road.roadClass() != RoadClass.RAIL) {
        byName.computeIfAbsent(road.name(), n -> new ArrayList<>()).add(road);
      }
    }
    List<Line> lines = new ArrayList<>();
    byName.values().forEach(street -> lines.add(longest(street)));
    lines.sort(
        Comparator.comparing(Line::roadClass)
            .thenComparing(Comparator.comparingDouble(Line::length).reversed())
            .thenComparing(Line::name));
    return lines;
  }

  private static Line longest(List<Road> street) {
    Map<Long, List<Road>> byNode = new LinkedHashMap<>();
    for (Road road : street) {
      byNode.computeIfAbsent(road.fromNode(), n -> new ArrayList<>()).add(road);
      byNode.computeIfAbsent(road.toNode(), n -> new ArrayList<>()).add(road);
    }
    Set<Road> used = new HashSet<>();
    Line best = null;
    for (Road seed : street) {
      if (!used.contains(seed)) {
        Line line = grow(seed, byNode, used);
        if (best == null || line.length() > best.length()) {
          best = line;
        }
      }
    }
    return best == null ? line(street.getFirst(), List.of()) : best;
  }

  /// From one piece on in both directions, at each junction to a piece not yet used.
  private static Line grow(Road seed, Map<Long, List<Road>> byNode, Set<Road> used) {
    used.add(seed);
    Deque<double[]> pieces = new ArrayDeque<>();
    pieces.add(seed.points());
    long end = seed.toNode();
    for (Road next = unused(byNode, end, used); next != null; next = unused(byNode, end, used)) {
      used.add(next);
      boolean forward = next.fromNode() == end;
      pieces.addLast(forward ? next.points() : reversed(next.points()));
      end = forward ? next.toNode() : next.fromNode();
    }
    long start = seed.fromNode();
    for (Road next = unused(byNode, start, used);
        next != null;
        next = unused(byNode, start, used)) {
      used.add(next);
      boolean forward = next.toNode() == start;
      pieces.addFirst(forward ? next.points() : reversed(next.points()));
      start = forward ? next.fromNode() : next.toNode();
    }
    return line(seed, List.copyOf(pieces));
  }

  private static @org.jspecify.annotations.Nullable Road unused(
      Map<Long, List<Road>> byNode, long node, Set<Road> used) {
    for (Road road : byNode.getOrDefault(node, List.of())) {
      if (!used.contains(road)) {
        return road;
      }
    }
    return null;
  }

  private static Line line(Road first, List<double[]> pieces) {
    double[] points = new double[pieces.stream().mapToInt(p -> p.length).sum()];
    int count = 0;
    double length = 0;
    for (double[] piece : pieces) {
      for (int i = 0; i + 1 < piece.length; i += 2) {
        double x = Mercator.x(piece[i]);
        double y = Mercator.y(piece[i + 1]);
        if (count >= 2) {
          length += Math.hypot(x - points[count - 2], y - points[count - 1]);
        }
        points[count++] = x;
        points[count++] = y;
      }
    }
    return new Line(first.name(), first.roadClass(), points, length);
  }

  private static double[] reversed(double[] points) {
    double[] reversed = new double[points.length];
    for (int i = 0; i + 1 < points.length; i += 2) {
      reversed[points.length - 2 - i] = points[i];
      reversed[points.length - 1 - i] = points[i + 1];
    }
    return reversed;
  }
}

package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.city.RoadGraph;
import io.belvedere.ingest.city.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/// The roads that cars use, by dense number, with what the simulation asks of them again and again.
final class Streets {
  private final List<Road> roads;
  private final double[] lengths;
  private final String[] quarters;
  private final Map<Long, List<Integer>> leaving = new HashMap<>();
  private final RoadGraph graph;
  private final Set<Long> main;

  Streets(CityMap map) {
    this.roads =
        map.roads().stream()
            .filter(r -> r.roadClass().isForCars() && r.points().length >= 4)
            .toList();
    this.graph = RoadGraph.of(map);
    this.main = Set.copyOf(graph.mainNodes());
    this.lengths = new double[roads.size()];
    this.quarters = new String[roads.size()];
    for (int i = 0; i < roads.size(); i++) {
      Road road = roads.get(i);
      lengths[i] = Lines.metres(road.points());
      quarters[i] = quarter(map, lon(i), lat(i));
      leaving.computeIfAbsent(road.fromNode(), n -> new ArrayList<>()).add(i);
      if (!road.oneway()) {
        leaving.computeIfAbsent(road.toNode(), n -> new ArrayList<>()).add(i);
      }
    }
  }

  /// The name of the area in which a point lies; empty outside of all.
  static String quarter(CityMap map, double lon, double lat) {
    for (Area area : map.areas()) {
      if (area.contains(lon, lat)) {
        return area.name();
      }
    }
    return "";
  }

  /// Whether a car that is on it can get everywhere else and back.
  boolean isOpen(int i) {
    return main.contains(road(i).fromNode()) && main.contains(road(i).toNode());
  }

  /// The fastest way between the roads that are nearest to two points.
  Optional<Route> route(double fromLon, double fromLat, double toLon, double toLat) {
    Optional<Integer> from = nearest(this::isOpen, fromLon, fromLat);
    Optional<Integer> to = nearest(this::isOpen, toLon, toLat);
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : graph
            .route(road(from.get()).fromNode(), road(to.get()).toNode())
            .filter(r -> !r.legs().isEmpty());
  }

  int size() {
    return roads.size();
  }

  Road road(int i) {
    return roads.get(i);
  }

  /// Metres.
  double length(int i) {
    return lengths[i];
  }

  /// The area in which the middle of the road lies; empty outside of all.
  String quarter(int i) {
    return quarters[i];
  }

  /// Longitude of its middle.
  double lon(int i) {
    return along(i, length(i) / 2).lon();
  }

  /// Latitude of its middle.
  double lat(int i) {
    return along(i, length(i) / 2).lat();
  }

  /// The point so many metres from the start.
  Lines.Spot along(int i, double metres) {
    return Lines.along(roads.get(i).points(), metres);
  }

  /// The roads that may be entered at a node.
  List<Integer> leaving(long node) {
    return leaving.getOrDefault(node, List.of());
  }

  /// The road of that name whose middle or bend is nearest to a point.
  Optional<Integer> nearest(String name, double lon, double lat) {
    return nearest(i -> name.isEmpty() || road(i).name().equals(name), lon, lat);
  }

  private Optional<Integer> nearest(IntPredicate which, double lon, double lat) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size(); i++) {
      if (which.test(i)) {
        double metres = distance(i, lon, lat);
        if (metres < least) {
          least = metres;
          best = i;
        }
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  /// Metres from a point to the road's line.
  double distance(int i, double lon, double lat) {
    double[] points = roads.get(i).points();
    double least = Double.POSITIVE_INFINITY;
    double squeeze = Math.cos(Math.toRadians(lat));
    for (int k = 2; k < points.length; k += 2) {
      double dx = (points[k] - points[k - 2]) * squeeze;
      double dy = points[k + 1] - points[k - 1];
      double px = (lon - points[k - 2]) * squeeze;
      double py = lat - points[k - 1];
      double square = dx * dx + dy * dy;
      double part = square == 0 ? 0 : Math.clamp((px * dx + py * dy) / square, 0, 1);
      double nearLon = points[k - 2] + part * (points[k] - points[k - 2]);
      double nearLat = points[k - 1] + part * dy;
      least = Math.min(least, Lines.metres(lon, lat, nearLon, nearLat));
    }
    return least;
  }
}

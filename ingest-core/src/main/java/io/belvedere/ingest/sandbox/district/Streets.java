package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.RoadGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The roads that cars use, by dense number, with what the simulation asks of them again and again.
final class Streets {
  private final List<Road> roads;
  private final double[][] along;
  private final String[] quarters;
  private final Map<Long, List<Integer>> leaving = new HashMap<>();
  private final Set<Long> main;

  Streets(CityMap map) {
    this.roads =
        map.roads().stream()
            .filter(r -> r.roadClass().isForCars() && r.points().length >= 4)
            .toList();
    this.main = Set.copyOf(RoadGraph.of(map).mainNodes());
    this.along = new double[roads.size()][];
    this.quarters = new String[roads.size()];
    for (int i = 0; i < roads.size(); i++) {
      Road road = roads.get(i);
      along[i] = lengths(road.points());
      quarters[i] = quarter(map, lon(i), lat(i));
      leaving.computeIfAbsent(road.fromNode(), n -> new ArrayList<>()).add(i);
      if (!road.oneway()) {
        leaving.computeIfAbsent(road.toNode(), n -> new ArrayList<>()).add(i);
      }
    }
  }

  private static double[] lengths(double[] points) {
    double[] along = new double[points.length / 2];
    for (int i = 1; i < along.length; i++) {
      along[i] =
          along[i - 1]
              + Ground.metres(
                  points[2 * i - 2], points[2 * i - 1], points[2 * i], points[2 * i + 1]);
    }
    return along;
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

  int size() {
    return roads.size();
  }

  Road road(int i) {
    return roads.get(i);
  }

  /// Metres.
  double length(int i) {
    return along[i][along[i].length - 1];
  }

  /// The area in which the middle of the road lies; empty outside of all.
  String quarter(int i) {
    return quarters[i];
  }

  /// Longitude of its middle.
  double lon(int i) {
    return place(i, length(i) / 2, 0);
  }

  /// Latitude of its middle.
  double lat(int i) {
    return place(i, length(i) / 2, 1);
  }

  /// A coordinate of the point so many metres from the start.
  ///
  /// @param axis 0 for the longitude, 1 for the latitude
  double place(int i, double metres, int axis) {
    double[] at = along[i];
    double[] points = roads.get(i).points();
    int k = 1;
    while (k < at.length - 1 && at[k] < metres) {
      k++;
    }
    double piece = at[k] - at[k - 1];
    double part = piece == 0 ? 0 : Math.clamp((metres - at[k - 1]) / piece, 0, 1);
    double from = points[2 * k - 2 + axis];
    return from + part * (points[2 * k + axis] - from);
  }

  /// The roads that may be entered at a node.
  List<Integer> leaving(long node) {
    return leaving.getOrDefault(node, List.of());
  }

  /// The road of that name whose middle or bend is nearest to a point.
  Optional<Integer> nearest(String name, double lon, double lat) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size(); i++) {
      if (name.isEmpty() || roads.get(i).name().equals(name)) {
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
      least = Math.min(least, Ground.metres(lon, lat, nearLon, nearLat));
    }
    return least;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.session.Selected;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.city.RoadGraph;
import io.belvedere.ingest.city.Route;
import io.belvedere.ingest.city.TravelTime;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which vehicle is there first, by roads that can be driven: a road that is closed or flooded
/// cannot, a slow one takes twice as long as a free one, a jammed one four times. A road of which
/// nothing is known counts as free, and is told. Immutable once made; any thread.
///
/// From a vehicle to the nearest junction, and from the last one to the goal, it is as the crow
/// flies, at walking pace for a car.
final class VehicleWays {
  private static final double SLOWER_IF_SLOW = 2;
  private static final double SLOWER_IF_JAM = 4;

  /// Beside the roads, metres a second.
  private static final double PACE = 3;

  private final RoadGraph graph;

  /// The junctions from which one gets on.
  private final Map<Long, GroundPoint> junctions = new HashMap<>();

  /// @param detail what it is and how far it can be believed
  record Vehicle(Selected what, String name, String detail, GroundPoint at) {}

  /// @param conditions by road; those that nothing measures are not in it
  record Question(GroundPoint goal, List<Vehicle> vehicles, Map<String, Condition> conditions) {
    Question {
      vehicles = List.copyOf(vehicles);
      conditions = Map.copyOf(conditions);
    }
  }

  /// How a vehicle gets there.
  ///
  /// @param seconds infinite if there is no way
  /// @param unknown how many roads on it are of unknown state
  record Way(Vehicle vehicle, double metres, double seconds, int unknown, List<GroundPoint> line)
      implements SideRow {
    Way {
      line = List.copyOf(line);
    }

    boolean exists() {
      return Double.isFinite(seconds);
    }

    @Override
    public Object key() {
      return vehicle.what();
    }

    @Override
    public String name() {
      return vehicle.name();
    }

    @Override
    public String detail() {
      String way = exists() ? ", " + Metres.text(metres) : ", no way that can be driven";
      String doubt =
          unknown == 0
              ? ""
              : ", state of " + unknown + (unknown == 1 ? " road" : " roads") + " unknown";
      return vehicle.detail() + way + doubt;
    }

    @Override
    public String measure() {
      return exists() ? TimeText.duration((long) (seconds * Micros.PER_SECOND)) : "";
    }
  }

  VehicleWays(CityMap map) {
    graph = RoadGraph.of(map);
    Map<Long, GroundPoint> ends = new HashMap<>();
    for (Road road : map.roads()) {
      if (road.roadClass().isForCars()) {
        double[] p = road.points();
        ends.put(road.fromNode(), new GroundPoint(p[0], p[1]));
        ends.put(road.toNode(), new GroundPoint(p[p.length - 2], p[p.length - 1]));
      }
    }
    for (long node : graph.mainNodes()) {
      GroundPoint at = ends.get(node);
      if (at != null) {
        junctions.put(node, at);
      }
    }
  }

  /// The fastest first; those that have no way last.
  List<Way> answer(Question question) {
    Optional<Long> goal = nearest(question.goal());
    List<Way> ways = new ArrayList<>();
    for (Vehicle vehicle : question.vehicles()) {
      Optional<Long> start = nearest(vehicle.at());
      Optional<Route> route =
          start.isEmpty() || goal.isEmpty()
              ? Optional.empty()
              : graph.route(start.map(List::of).get(), goal.get(), timeIn(question.conditions()));
      ways.add(
          route
              .map(r -> way(vehicle, question, start.get(), r))
              .orElseGet(() -> new Way(vehicle, 0, Double.POSITIVE_INFINITY, 0, List.of())));
    }
    ways.sort(Comparator.comparingDouble(Way::seconds).thenComparing(way -> way.vehicle().name()));
    return List.copyOf(ways);
  }

  private Way way(Vehicle vehicle, Question question, long start, Route route) {
    List<GroundPoint> line = new ArrayList<>();
    line.add(vehicle.at());
    line.add(junction(start));
    int unknown = 0;
    for (Route.Leg leg : route.legs()) {
      double[] points = leg.road().points();
      double[] driven = leg.forward() ? points : Lines.reversed(points);
      for (int p = 2; p + 1 < driven.length; p += 2) {
        line.add(new GroundPoint(driven[p], driven[p + 1]));
      }
      Condition condition = question.conditions().get(leg.road().id());
      unknown += condition == Condition.UNKNOWN ? 1 : 0;
    }
    double beside =
        vehicle.at().metresTo(junction(start)) + line.getLast().metresTo(question.goal());
    line.add(question.goal());
    return new Way(
        vehicle, route.metres() + beside, route.seconds() + beside / PACE, unknown, line);
  }

  private static TravelTime timeIn(Map<String, Condition> conditions) {
    return (road, metres) -> {
      double free = TravelTime.FREE_FLOW.seconds(road, metres);
      return switch (conditions.getOrDefault(road.id(), Condition.CLEAR)) {
        case CLOSED, FLOODED -> Double.POSITIVE_INFINITY;
        case JAM -> free * SLOWER_IF_JAM;
        case SLOW -> free * SLOWER_IF_SLOW;
        case CLEAR, UNKNOWN -> free;
      };
    };
  }

  private Optional<Long> nearest(GroundPoint place) {
    return junctions.entrySet().stream()
        .min(
            Comparator.<Map.Entry<Long, GroundPoint>>comparingDouble(
                    junction -> place.metresTo(junction.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  private GroundPoint junction(long node) {
    return Objects.requireNonNull(junctions.get(node));
  }
}

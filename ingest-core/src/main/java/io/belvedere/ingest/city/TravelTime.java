package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Road;

/// How long it takes to drive along a road.
@FunctionalInterface
public interface TravelTime {
  /// By class, with nobody else on the road.
  TravelTime FREE_FLOW = (road, metres) -> metres / (kilometresPerHour(road) / 3.6);

  /// @param metres the length of the road
  /// @return seconds, infinite if it is not passable
  double seconds(Road road, double metres);

  /// What one drives in a city where the road is free.
  static double kilometresPerHour(Road road) {
    return switch (road.roadClass()) {
      case MOTORWAY -> 90;
      case TRUNK -> 70;
      case PRIMARY, SECONDARY -> 45;
      case TERTIARY -> 40;
      case RESIDENTIAL -> 30;
      case SERVICE -> 15;
      case PEDESTRIAN, PATH, STEPS, RAIL -> 5;
    };
  }
}

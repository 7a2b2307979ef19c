package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Road;
import java.util.List;

/// A way to drive.
///
/// @param legs in order; empty if one is there already
public record Route(List<Leg> legs, double metres, double seconds) {
  public Route {
    legs = List.copyOf(legs);
  }

  /// One road from one end to the other.
  ///
  /// @param forward from its `fromNode` to its `toNode`
  /// @param metres its length
  public record Leg(Road road, boolean forward, double metres) {
    public long from() {
      return forward ? road.fromNode() : road.toNode();
    }

    public long to() {
      return forward ? road.toNode() : road.fromNode();
    }

    /// Where one is after so many metres of this leg.
    public Lines.Spot along(double driven) {
      if (forward) {
        return Lines.along(road.points(), driven);
      }
      Lines.Spot spot = Lines.along(road.points(), metres - driven);
      return new Lines.Spot(spot.lon(), spot.lat(), (spot.heading() + 180) % 360);
    }
  }
}

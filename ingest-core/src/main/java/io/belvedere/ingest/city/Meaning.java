package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/// What a [Feature] is on our map. One may be several: a hospital is a facility and a building.
sealed interface Meaning {
  /// Whether it is drawn so.
  default boolean fits(Shape.Kind kind) {
    return switch (this) {
      case OfRoad road -> kind == Shape.Kind.LINE;
      case OfFacility facility -> kind != Shape.Kind.LINE;
      case OfSurface surface -> kind == Shape.Kind.POLYGON;
      case OfArea area -> kind == Shape.Kind.POLYGON;
    };
  }

  /// @param oneway 1 as it is drawn, -1 only against that, 0 both ways
  /// @param fromNode 0 if the file names no nodes
  record OfRoad(
      RoadClass roadClass,
      int oneway,
      boolean tunnel,
      boolean bridge,
      int layer,
      long fromNode,
      long toNode)
      implements Meaning {
    static OfRoad plain(RoadClass roadClass) {
      return new OfRoad(roadClass, 0, false, false, 0, 0, 0);
    }

    /// Whether the file has cut it at its junctions already.
    boolean isPiece() {
      return fromNode != 0 && toNode != 0;
    }
  }

  /// @param breadth of one that is drawn as a line, metres; 0 if it may not be
  record OfSurface(SurfaceKind kind, double breadth) implements Meaning {}

  record OfFacility(FacilityKind kind) implements Meaning {}

  /// @param level its `admin_level`, 0 if it has none
  record OfArea(int level, Optional<Coordinate> label) implements Meaning {}
}

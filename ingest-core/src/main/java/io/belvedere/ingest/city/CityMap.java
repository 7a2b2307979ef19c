package io.belvedere.ingest.city;

import java.util.List;

/// A map of one district. Coordinates are WGS 84 degrees, always `lon, lat, lon, lat, ...`.
///
/// @param attribution to be shown wherever the map is, for example "© OpenStreetMap contributors"
public record CityMap(
    String name,
    String attribution,
    Bounds bounds,
    List<Area> areas,
    List<Surface> surfaces,
    List<Road> roads,
    List<Facility> facilities) {

  public CityMap {
    areas = List.copyOf(areas);
    surfaces = List.copyOf(surfaces);
    roads = List.copyOf(roads);
    facilities = List.copyOf(facilities);
  }

  /// A rectangle, degrees.
  public record Bounds(double west, double south, double east, double north) {
    public boolean contains(double lon, double lat) {
      return west <= lon && lon <= east && south <= lat && lat <= north;
    }
  }

  /// A named part of the district, such as a quarter.
  ///
  /// @param rings closed outlines (first point repeated), outer and inner alike: even-odd
  /// @param labelLon where its name belongs
  public record Area(
      String id, String name, List<double[]> rings, double labelLon, double labelLat) {
    public Area {
      rings = List.copyOf(rings);
    }

    public boolean contains(double lon, double lat) {
      return Rings.contain(rings, lon, lat);
    }
  }

  /// A piece of ground.
  ///
  /// @param name empty if it has none
  /// @param rings closed outlines, outer and inner alike: even-odd
  public record Surface(SurfaceKind kind, String name, List<double[]> rings) {
    public Surface {
      rings = List.copyOf(rings);
    }
  }

  public enum SurfaceKind {
    SEA,
    WATER,
    PARK,
    SAND,
    PIER,
    BUILDING
  }

  /// A piece of road between two junctions. Roads that meet share a node.
  ///
  /// @param id stable over imports of the same extract
  /// @param name empty if it has none
  /// @param oneway may only be driven from `fromNode` to `toNode`
  /// @param layer 0 on the ground, above for bridges, below for tunnels
  @SuppressWarnings("ArrayRecordComponent") // columns on purpose; a road is compared by its id
  public record Road(
      String id,
      String name,
      RoadClass roadClass,
      long fromNode,
      long toNode,
      boolean oneway,
      boolean tunnel,
      boolean bridge,
      int layer,
      double[] points) {}

  /// From the most to the least important.
  public enum RoadClass {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    RESIDENTIAL,
    SERVICE,
    PEDESTRIAN,
    PATH,
    STEPS,
    RAIL;

    /// Whether cars use it.
    public boolean isForCars() {
      return compareTo(SERVICE) <= 0;
    }
  }

  /// A place that matters in an emergency.
  ///
  /// @param name empty if it has none
  public record Facility(String id, FacilityKind kind, String name, double lon, double lat) {}

  public enum FacilityKind {
    HOSPITAL,
    FIRE_STATION,
    POLICE,
    RAILWAY_STATION,
    HELIPAD,
    SCHOOL,
    PARKING,
    BUS_STOP
  }
}

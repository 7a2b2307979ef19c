package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What OpenStreetMap's tags mean to us (https://wiki.openstreetmap.org/wiki/Map_features).
final class OsmTags {
  private static final Set<String> GREEN_LEISURE =
      Set.of(
          "park",
          "garden",
          "playground",
          "pitch",
          "dog_park",
          "golf_course",
          "nature_reserve",
          "miniature_golf");
  private static final Set<String> GREEN_LAND =
      Set.of(
          "forest",
          "grass",
          "meadow",
          "cemetery",
          "recreation_ground",
          "village_green",
          "allotments",
          "orchard",
          "vineyard");
  private static final Set<String> GREEN_NATURE = Set.of("wood", "scrub", "grassland", "heath");
  private static final Set<String> SANDY = Set.of("beach", "sand", "shingle");
  private static final Set<String> HARBOUR_WALLS = Set.of("pier", "breakwater", "groyne", "quay");

  private static final Set<String> WATERWAYS = Set.of("riverbank", "dock");
  private static final Set<String> STATIONS = Set.of("station", "halt");
  private static final Set<String> HELIPADS = Set.of("helipad", "heliport");

  private OsmTags() {}

  static String name(Map<String, String> tags) {
    return tags.getOrDefault("name", "").strip();
  }

  /// For the report: `way 4978262 (Avenue d'Ostende)`.
  static String element(String type, long id, Map<String, String> tags) {
    String name = name(tags);
    return type + " " + id + (name.isEmpty() ? "" : " (" + name + ")");
  }

  static boolean is(Map<String, String> tags, String key) {
    return !tags.getOrDefault(key, "no").equals("no");
  }

  static Optional<RoadClass> road(Map<String, String> tags) {
    return switch (tags.getOrDefault("highway", "")) {
      case "motorway", "motorway_link" -> Optional.of(RoadClass.MOTORWAY);
      case "trunk", "trunk_link" -> Optional.of(RoadClass.TRUNK);
      case "primary", "primary_link" -> Optional.of(RoadClass.PRIMARY);
      case "secondary", "secondary_link" -> Optional.of(RoadClass.SECONDARY);
      case "tertiary", "tertiary_link" -> Optional.of(RoadClass.TERTIARY);
      case "residential", "unclassified", "living_street", "road" ->
          Optional.of(RoadClass.RESIDENTIAL);
      case "service", "busway" -> Optional.of(RoadClass.SERVICE);
      case "pedestrian" -> Optional.of(RoadClass.PEDESTRIAN);
      case "footway", "path", "cycleway", "bridleway", "track" -> Optional.of(RoadClass.PATH);
      case "steps" -> Optional.of(RoadClass.STEPS);
      case "" -> rail(tags);
      default -> Optional.empty();
    };
  }

  private static Optional<RoadClass> rail(Map<String, String> tags) {
    return switch (tags.getOrDefault("railway", "")) {
      case "rail", "light_rail", "subway", "tram", "narrow_gauge", "funicular", "monorail" ->
          Optional.of(RoadClass.RAIL);
      default -> Optional.empty();
    };
  }

  /// Whether a line was meant to be a road or a railway at all, be it one that we do not keep.
  static boolean isLine(Map<String, String> tags) {
    return tags.containsKey("highway") || tags.containsKey("railway");
  }

  /// 1 if it may be driven only as it is drawn, -1 only against that, 0 both ways.
  static int oneway(Map<String, String> tags, RoadClass roadClass) {
    return switch (tags.getOrDefault("oneway", "")) {
      case "yes", "true", "1" -> 1;
      case "-1", "reverse" -> -1;
      case "no", "false", "0" -> 0;
      default ->
          roadClass.isForCars()
                  && (roadClass == RoadClass.MOTORWAY
                      || tags.getOrDefault("junction", "").equals("roundabout")
                      || tags.getOrDefault("junction", "").equals("circular"))
              ? 1
              : 0;
    };
  }

  /// The tag `layer`, and where it is missing what a tunnel or a bridge implies.
  static int layer(Map<String, String> tags) {
    String layer = tags.getOrDefault("layer", "");
    if (layer.matches("[+-]?[0-9]{1,2}")) {
      return Integer.parseInt(layer);
    }
    return is(tags, "tunnel") ? -1 : is(tags, "bridge") ? 1 : 0;
  }

  static Optional<SurfaceKind> surface(Map<String, String> tags) {
    if (is(tags, "building")) {
      boolean buried = tags.getOrDefault("location", "").equals("underground");
      return buried ? Optional.empty() : Optional.of(SurfaceKind.BUILDING);
    }
    String natural = tags.getOrDefault("natural", "");
    String landuse = tags.getOrDefault("landuse", "");
    String leisure = tags.getOrDefault("leisure", "");
    if (HARBOUR_WALLS.contains(tags.getOrDefault("man_made", ""))) {
      return Optional.of(SurfaceKind.PIER);
    }
    if (natural.equals("water")
        || leisure.equals("swimming_pool")
        || landuse.equals("reservoir")
        || landuse.equals("basin")
        || WATERWAYS.contains(tags.getOrDefault("waterway", ""))) {
      return Optional.of(SurfaceKind.WATER);
    }
    if (SANDY.contains(natural)) {
      return Optional.of(SurfaceKind.SAND);
    }
    if (GREEN_NATURE.contains(natural)
        || GREEN_LEISURE.contains(leisure)
        || GREEN_LAND.contains(landuse)) {
      return Optional.of(SurfaceKind.PARK);
    }
    return Optional.empty();
  }

  /// Whether a surface may be drawn as a line, and how broad that is then, metres; 0 if it may not.
  static double breadth(Map<String, String> tags) {
    if (!HARBOUR_WALLS.contains(tags.getOrDefault("man_made", ""))) {
      return 0;
    }
    String width = tags.getOrDefault("width", "");
    return width.matches("[0-9]{1,3}(\\.[0-9]+)?( ?m)?")
        ? Double.parseDouble(width.replaceAll(" ?m", ""))
        : 3;
  }

  static Optional<FacilityKind> facility(Map<String, String> tags) {
    if (tags.getOrDefault("highway", "").equals("bus_stop")) {
      return Optional.of(FacilityKind.BUS_STOP);
    }
    if (STATIONS.contains(tags.getOrDefault("railway", ""))) {
      return Optional.of(FacilityKind.RAILWAY_STATION);
    }
    if (HELIPADS.contains(tags.getOrDefault("aeroway", ""))) {
      return Optional.of(FacilityKind.HELIPAD);
    }
    return switch (tags.getOrDefault("amenity", "")) {
      case "hospital" -> Optional.of(FacilityKind.HOSPITAL);
      case "fire_station" -> Optional.of(FacilityKind.FIRE_STATION);
      case "police" -> Optional.of(FacilityKind.POLICE);
      case "school", "kindergarten", "college", "university" -> Optional.of(FacilityKind.SCHOOL);
      case "parking", "parking;fuel" -> Optional.of(FacilityKind.PARKING);
      default -> Optional.empty();
    };
  }
}

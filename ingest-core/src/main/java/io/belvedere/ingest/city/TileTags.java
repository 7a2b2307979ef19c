package io.belvedere.ingest.city;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Puts the words of the two usual schemes of vector tiles into OpenStreetMap's tags: OpenMapTiles'
/// (https://openmaptiles.org/schema) and Protomaps' (https://docs.protomaps.com/basemaps/layers).
///
/// What a layer says by its values alone, [FeatureKinds] finds out; here is what it would not, or
/// would take for something else.
final class TileTags {
  /// Layers that repeat what another has, to write its name somewhere.
  private static final Set<String> ONLY_NAMES =
      Set.of("transportation_name", "water_name", "aerodrome_label", "housenumber");

  /// Where a layer says what a feature is.
  private static final Set<String> VALUES = Set.of("class", "subclass", "kind", "kind_detail");

  private static final Set<String> RAILS =
      Set.of("rail", "light_rail", "subway", "tram", "narrow_gauge", "funicular", "monorail");

  private TileTags() {}

  /// @param properties of the tile, by their names in lower case
  /// @param kind of what is drawn
  static Map<String, String> of(String layer, Map<String, String> properties, Shape.Kind kind) {
    if (ONLY_NAMES.contains(layer)) {
      return Map.of();
    }
    return switch (layer) {
      case "transportation", "roads" -> road(properties);
      case "water", "waterway" -> water(properties, kind);
      case "building", "buildings" -> building(properties, kind);
      case "park" -> with(properties, "leisure", "park");
      default -> fitting(properties, kind);
    };
  }

  /// Without values that stand for something that is drawn otherwise: land may be `residential`,
  /// and so may a road.
  private static Map<String, String> fitting(Map<String, String> properties, Shape.Kind kind) {
    Map<String, String> tags = new HashMap<>(properties);
    for (String key : VALUES) {
      tags.computeIfPresent(
          key,
          (same, value) ->
              KindWords.meaning(value).filter(meaning -> !meaning.fits(kind)).isPresent()
                  ? null
                  : value);
    }
    return tags;
  }

  private static Map<String, String> road(Map<String, String> properties) {
    Map<String, String> tags = new HashMap<>(properties);
    String kind = value(properties, "class", "kind");
    String detail = value(properties, "subclass", "kind_detail");
    tags.keySet().removeAll(VALUES);
    if (RAILS.contains(detail)) {
      tags.put("railway", detail);
    } else if (kind.equals("rail") || kind.equals("transit")) {
      tags.put("railway", "rail");
    } else {
      tags.put("highway", highway(kind, detail));
    }
    switch (value(properties, "brunnel", "pmap:brunnel")) {
      case "bridge" -> tags.put("bridge", "yes");
      case "tunnel" -> tags.put("tunnel", "yes");
      default -> {}
    }
    for (String built : Set.of("bridge", "tunnel")) {
      if (value(properties, "is_" + built).equals("true")) {
        tags.put(built, "yes");
      }
    }
    return tags;
  }

  /// Also of what is none, such as a ferry: then it is a value that no road has.
  private static String highway(String kind, String detail) {
    return switch (kind) {
      case "minor" -> "residential";
      case "path", "pedestrian" -> detail.isEmpty() ? kind : detail;
      case "highway" -> detail.isEmpty() ? "motorway" : detail;
      case "major_road" -> detail.isEmpty() ? "primary" : detail;
      case "medium_road" -> detail.isEmpty() ? "tertiary" : detail;
      case "minor_road" -> detail.isEmpty() ? "residential" : detail;
      default -> kind;
    };
  }

  private static Map<String, String> water(Map<String, String> properties, Shape.Kind kind) {
    if (kind != Shape.Kind.POLYGON) {
      // A brook's line, or where to write its name.
      return Map.of();
    }
    if (value(properties, "class", "kind").equals("ocean")) {
      Map<String, String> sea = with(properties, "type", "surface");
      sea.put("kind", "sea");
      return sea;
    }
    return with(properties, "natural", "water");
  }

  private static Map<String, String> building(Map<String, String> properties, Shape.Kind kind) {
    return kind == Shape.Kind.POLYGON ? with(properties, "building", "yes") : Map.of();
  }

  private static Map<String, String> with(
      Map<String, String> properties, String key, String value) {
    Map<String, String> tags = new HashMap<>(properties);
    tags.put(key, value);
    return tags;
  }

  /// Of the first of these keys that there is.
  private static String value(Map<String, String> properties, String... keys) {
    for (String key : keys) {
      String value = properties.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}

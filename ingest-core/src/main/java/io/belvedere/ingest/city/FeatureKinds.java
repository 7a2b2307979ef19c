package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;

/// Tells what a feature is, by the first of these that says something: our own map format, the
/// city's mapping, OpenStreetMap's tags, a property that holds nothing but a kind, the name of the
/// file.
final class FeatureKinds {
  /// Properties that hold a value of some OpenStreetMap tag, or a word of ours, but not its key.
  private static final List<String> VALUES =
      List.of("fclass", "class", "subclass", "kind", "type", "category");

  /// The keys that such a value may belong to.
  private static final List<String> KEYS =
      List.of("highway", "railway", "amenity", "natural", "landuse", "leisure", "aeroway");

  private static final List<String> IDS =
      List.of("@id", "full_id", "osm_id", "id", "gid", "objectid", "fid");

  /// Where converters put tags that have no column: `"layer"=>"1","surface"=>"asphalt"`.
  private static final Pattern OTHER_TAG = Pattern.compile("\"([^\"]+)\"=>\"([^\"]*)\"");

  private static final Set<String> FLAGS = Set.of("building", "bridge", "tunnel");

  private final KindMapping mapping;

  FeatureKinds(KindMapping mapping) {
    this.mapping = mapping;
  }

  String name(Feature feature) {
    return mapping
        .name(feature)
        .orElseGet(() -> feature.properties().getOrDefault("name", "").strip());
  }

  /// What to call it: its own id where the file has one.
  static String id(Feature feature) {
    if (!feature.id().isEmpty()) {
      return feature.id();
    }
    for (String key : IDS) {
      String id = feature.properties().getOrDefault(key, "").strip();
      if (!id.isEmpty()) {
        return feature.layer() + "-" + id;
      }
    }
    return "";
  }

  /// Empty if nothing says what it is, or if it is nothing that the map shows.
  List<Meaning> meanings(Feature feature) {
    Optional<Meaning> own = own(feature.properties());
    if (own.isPresent()) {
      return List.of(own.get());
    }
    Optional<List<Meaning>> mapped = mapping.meanings(feature);
    if (mapped.isPresent()) {
      return mapped.get();
    }
    Map<String, String> tags = tags(feature.properties());
    if (tagged(tags).isEmpty()) {
      VALUES.forEach(key -> untangle(tags, tags.getOrDefault(key, ""), feature));
    }
    List<Meaning> tagged = tagged(tags);
    if (!tagged.isEmpty() || OsmTags.isLine(tags)) {
      return tagged;
    }
    for (String key : VALUES) {
      Optional<Meaning> worded = KindWords.meaning(tags.getOrDefault(key, ""));
      if (worded.isPresent()) {
        return List.of(worded.get());
      }
    }
    return KindWords.layer(feature.layer()).filter(kind -> fits(kind, feature)).stream().toList();
  }

  /// Whether what a mere name says goes with what is drawn.
  private static boolean fits(Meaning meaning, Feature feature) {
    return feature.shapes().stream().allMatch(shape -> meaning.fits(shape.kind()));
  }

  private static Optional<Meaning> own(Map<String, String> properties) {
    String kind = properties.getOrDefault("kind", "");
    return switch (properties.getOrDefault("type", "")) {
      case "area" ->
          Optional.of(new Meaning.OfArea(0, label(properties.getOrDefault("label", ""))));
      case "surface" -> of(SurfaceKind.class, kind).map(known -> new Meaning.OfSurface(known, 0));
      case "facility" -> of(FacilityKind.class, kind).map(Meaning.OfFacility::new);
      case "road" ->
          of(RoadClass.class, properties.getOrDefault("class", ""))
              .map(known -> ownRoad(known, properties));
      default -> Optional.empty();
    };
  }

  private static Meaning ownRoad(RoadClass roadClass, Map<String, String> properties) {
    return new Meaning.OfRoad(
        roadClass,
        properties.getOrDefault("oneway", "").equals("true") ? 1 : 0,
        properties.getOrDefault("tunnel", "").equals("true"),
        properties.getOrDefault("bridge", "").equals("true"),
        (int) whole(properties.getOrDefault("layer", "")),
        whole(properties.getOrDefault("from", "")),
        whole(properties.getOrDefault("to", "")));
  }

  private static <E extends Enum<E>> Optional<E> of(Class<E> kinds, String word) {
    for (E kind : kinds.getEnumConstants()) {
      if (CityMapWriter.word(kind).equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static Optional<Coordinate> label(String text) {
    String[] parts = text.split(";", -1);
    try {
      return parts.length == 2
          ? Optional.of(new Coordinate(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// 0 if it is no whole number.
  private static long whole(String text) {
    return text.matches("[+-]?[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static List<Meaning> tagged(Map<String, String> tags) {
    List<Meaning> meanings = new ArrayList<>();
    if (tags.getOrDefault("boundary", "").equals("administrative")) {
      int level = (int) whole(tags.getOrDefault("admin_level", ""));
      meanings.add(new Meaning.OfArea(level, Optional.empty()));
    }
    OsmTags.road(tags)
        .ifPresent(
            kind ->
                meanings.add(
                    new Meaning.OfRoad(
                        kind,
                        OsmTags.oneway(tags, kind),
                        OsmTags.is(tags, "tunnel"),
                        OsmTags.is(tags, "bridge"),
                        OsmTags.layer(tags),
                        0,
                        0)));
    OsmTags.surface(tags)
        .ifPresent(kind -> meanings.add(new Meaning.OfSurface(kind, OsmTags.breadth(tags))));
    OsmTags.facility(tags).ifPresent(kind -> meanings.add(new Meaning.OfFacility(kind)));
    return meanings;
  }

  /// As OpenStreetMap would write them, whatever a converter did to them.
  private static Map<String, String> tags(Map<String, String> properties) {
    Map<String, String> tags = new HashMap<>();
    Matcher other = OTHER_TAG.matcher(properties.getOrDefault("other_tags", ""));
    while (other.find()) {
      tags.put(other.group(1), other.group(2));
    }
    properties.forEach((key, value) -> tags.put(key, value.strip().toLowerCase(Locale.ROOT)));
    tags.values().removeIf(String::isEmpty);
    FLAGS.forEach(key -> tags.computeIfPresent(key, (flag, value) -> yesOrNo(value)));
    tags.computeIfPresent("oneway", (key, value) -> oneway(value));
    return tags;
  }

  private static String yesOrNo(String value) {
    return switch (value) {
      case "f", "false", "0" -> "no";
      case "t", "true", "1" -> "yes";
      default -> value;
    };
  }

  /// Forward, towards or both, as they are abbreviated in Shapefiles.
  private static String oneway(String value) {
    return switch (value) {
      case "f" -> "yes";
      case "t" -> "-1";
      case "b" -> "no";
      default -> value;
    };
  }

  /// Adds the tags that a bare value stands for.
  private static void untangle(Map<String, String> tags, String value, Feature feature) {
    switch (value) {
      case "" -> {}
      case "building" -> tags.putIfAbsent("building", "yes");
      case "water", "river" -> tags.putIfAbsent("natural", "water");
      case "railway_station" -> tags.putIfAbsent("railway", "station");
      default -> {
        for (String key : KEYS) {
          List<Meaning> meant = tagged(Map.of(key, value));
          if (!meant.isEmpty() && meant.stream().allMatch(meaning -> fits(meaning, feature))) {
            tags.putIfAbsent(key, value);
          }
        }
      }
    }
  }
}

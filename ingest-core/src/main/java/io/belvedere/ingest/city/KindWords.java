package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The one word by which a mapping, a property or a file's name calls a kind of ours.
final class KindWords {
  private static final Map<String, Meaning> WORDS = words();

  /// What files are called that hold nothing but one kind, beside our own words.
  private static final Map<String, String> LAYERS =
      Map.ofEntries(
          Map.entry("house", "building"),
          Map.entry("lake", "water"),
          Map.entry("river", "water"),
          Map.entry("green", "park"),
          Map.entry("beach", "sand"),
          Map.entry("road", "residential"),
          Map.entry("street", "residential"),
          Map.entry("highway", "residential"),
          Map.entry("footway", "path"),
          Map.entry("railway", "rail"),
          Map.entry("tram", "rail"),
          Map.entry("fire", "fire-station"),
          Map.entry("bus", "bus-stop"),
          Map.entry("district", "area"),
          Map.entry("quarter", "area"),
          Map.entry("neighbourhood", "area"),
          Map.entry("neighborhood", "area"),
          Map.entry("boundary", "area"),
          Map.entry("ward", "area"));

  private KindWords() {}

  private static Map<String, Meaning> words() {
    Map<String, Meaning> words = new LinkedHashMap<>();
    words.put("area", new Meaning.OfArea(0, Optional.empty()));
    for (RoadClass roadClass : RoadClass.values()) {
      words.put(CityMapWriter.word(roadClass), Meaning.OfRoad.plain(roadClass));
    }
    for (SurfaceKind kind : SurfaceKind.values()) {
      words.put(CityMapWriter.word(kind), new Meaning.OfSurface(kind, 0));
    }
    for (FacilityKind kind : FacilityKind.values()) {
      words.put(CityMapWriter.word(kind), new Meaning.OfFacility(kind));
    }
    return words;
  }

  static Set<String> all() {
    return WORDS.keySet();
  }

  static Optional<Meaning> meaning(String word) {
    return Optional.ofNullable(WORDS.get(word.replace('_', '-')));
  }

  /// What the name of a file says that is in it: `gis_osm_buildings_a_free_1`.
  static Optional<Meaning> layer(String name) {
    for (String token : name.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      String one = token.replaceFirst("ies$", "y").replaceFirst("s$", "");
      Optional<Meaning> meaning = meaning(LAYERS.getOrDefault(one, one));
      if (meaning.isPresent()) {
        return meaning;
      }
    }
    return Optional.empty();
  }
}

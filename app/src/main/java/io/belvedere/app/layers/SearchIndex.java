package io.belvedere.app.layers;

import io.belvedere.app.look.SensorLayer;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds quarters, streets, facilities, things and datastreams by name or id. Immutable.
///
/// A whole match comes before a beginning, that before the beginnings of words, and these before
/// any other occurrence; every word that was typed must occur.
final class SearchIndex {
  private static final int NO_MATCH = Integer.MAX_VALUE;

  private final List<Entry> entries;

  private SearchIndex(List<Entry> entries) {
    this.entries = entries;
  }

  /// @param rosters of all districts on screen
  static SearchIndex of(CityMap map, List<Roster> rosters) {
    return of(map, rosters, SensorLayers.shipped());
  }

  /// @param layers say what a thing is
  static SearchIndex of(CityMap map, List<Roster> rosters, SensorLayers layers) {
    List<Entry> entries = new ArrayList<>();
    for (CityMap.Area area : map.areas()) {
      entries.add(
          new Entry(
              new Place(
                  Place.Kind.AREA,
                  area.name(),
                  "Quarter",
                  Selected.NOTHING,
                  area.labelLon(),
                  area.labelLat()),
              Folded.of(area.name()),
              ""));
    }
    for (Roster roster : rosters) {
      DistrictId district = roster.district().id();
      addStreets(entries, map, district);
      addFacilities(entries, map, district);
      addDatastreams(entries, roster, district, layers);
    }
    return new SearchIndex(entries);
  }

  /// The best finds, best first.
  List<Place> find(String typed, int most) {
    String folded = Folded.of(typed);
    if (folded.isEmpty()) {
      return List.of();
    }
    String[] words = folded.split(" ");
    List<Found> found = new ArrayList<>();
    for (Entry entry : entries) {
      int rank = Math.min(rank(entry.name(), folded, words), rank(entry.id(), folded, words));
      if (rank != NO_MATCH) {
        found.add(new Found(entry.place(), rank));
      }
    }
    return found.stream().sorted(Found.BEST_FIRST).limit(most).map(Found::place).toList();
  }

  private static int rank(String text, String typed, String[] words) {
    if (text.isEmpty()) {
      return NO_MATCH;
    }
    if (text.equals(typed)) {
      return 0;
    }
    if (text.startsWith(typed)) {
      return 1;
    }
    String padded = " " + text;
    boolean beginnings = true;
    for (String word : words) {
      int at = text.indexOf(word);
      if (at < 0) {
        return NO_MATCH;
      }
      beginnings &= padded.contains(" " + word);
    }
    return beginnings ? 2 : 3;
  }

  /// A street is many pieces of road; it is found once, at the piece that has most points.
  private static void addStreets(List<Entry> entries, CityMap map, DistrictId district) {
    Map<String, CityMap.Road> streets = new HashMap<>();
    for (CityMap.Road road : map.roads()) {
      if (!road.name().isEmpty()) {
        streets.merge(road.name(), road, (a, b) -> b.points().length > a.points().length ? b : a);
      }
    }
    for (CityMap.Road road : streets.values()) {
      double[] points = road.points();
      int middle = points.length / 4 * 2;
      entries.add(
          new Entry(
              new Place(
                  Place.Kind.STREET,
                  road.name(),
                  "Street",
                  new Selected.OfRoad(district, road.id()),
                  points[middle],
                  points[middle + 1]),
              Folded.of(road.name()),
              ""));
    }
  }

  private static void addFacilities(List<Entry> entries, CityMap map, DistrictId district) {
    for (CityMap.Facility facility : map.facilities()) {
      String kind = words(facility.kind().name());
      String name = facility.name().isEmpty() ? kind : facility.name();
      entries.add(
          new Entry(
              new Place(
                  Place.Kind.FACILITY,
                  name,
                  kind,
                  new Selected.OfFacility(district, facility.id()),
                  facility.lon(),
                  facility.lat()),
              Folded.of(name),
              Folded.of(kind)));
    }
  }

  private static void addDatastreams(
      List<Entry> entries, Roster roster, DistrictId district, SensorLayers layers) {
    Set<String> things = new HashSet<>();
    for (int d = 0; d < roster.size(); d++) {
      Datastream described = roster.datastream(d);
      if (described == null) {
        // It sends, but nobody knows from where.
        continue;
      }
      if (things.add(described.thing().id())) {
        entries.add(
            new Entry(
                new Place(
                    Place.Kind.THING,
                    described.thing().name(),
                    words(described, layers),
                    new Selected.OfThing(district, described.thing().id()),
                    described.thing().lon(),
                    described.thing().lat()),
                Folded.of(described.thing().name()),
                Folded.of(described.thing().id())));
      }
      entries.add(
          new Entry(
              new Place(
                  Place.Kind.DATASTREAM,
                  described.id(),
                  described.name() + ", " + described.thing().name(),
                  new Selected.OfDatastream(district, described.id()),
                  described.thing().lon(),
                  described.thing().lat()),
              Folded.of(described.id()),
              ""));
    }
  }

  /// Its layer and its kind, unless they say the same or no layer holds it.
  private static String words(Datastream described, SensorLayers layers) {
    String kind = words(described.thing().kind());
    SensorLayer layer = layers.of(described.thing().kind(), described.kind());
    boolean same = layer.title().equalsIgnoreCase(kind) || layer.id().equals(SensorLayer.OTHER);
    return same ? kind : layer.title() + ", " + kind.toLowerCase(Locale.ROOT);
  }

  private static String words(String id) {
    String spaced = id.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return spaced.isEmpty()
        ? ""
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }

  /// @param name folded
  /// @param id a second text by which it is found, folded; may be empty
  private record Entry(Place place, String name, String id) {}

  private record Found(Place place, int rank) {
    static final Comparator<Found> BEST_FIRST =
        Comparator.comparingInt(Found::rank)
            .thenComparing(f -> f.place().kind())
            .thenComparing(f -> f.place().name().length())
            .thenComparing(f -> f.place().name())
            .thenComparing(f -> f.place().words());
  }
}

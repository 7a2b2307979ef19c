package io.belvedere.app.inspector;

import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Finds out what a selection is about, from the map and a roster.
final class Subjects {
  private final CityMap map;
  private final Map<String, CityMap.Road> roads = new HashMap<>();
  private final Map<String, CityMap.Facility> facilities = new HashMap<>();

  Subjects(CityMap map) {
    this.map = map;
    map.roads().forEach(r -> roads.put(r.id(), r));
    map.facilities().forEach(f -> facilities.put(f.id(), f));
  }

  /// @param roster of the selection's district
  /// @return empty if nothing is selected, or what is selected is not described (any more)
  Optional<Subject> find(Selected selected, Roster roster) {
    return switch (selected) {
      case Selected.Nothing nothing -> Optional.empty();
      case Selected.OfThing(DistrictId district, String thing) ->
          ofThing(district, roster, thing, OptionalInt.empty());
      case Selected.OfDatastream(DistrictId district, String id) ->
          ofDatastream(district, roster, id);
      case Selected.OfRoad(DistrictId district, String road) -> ofRoad(district, roster, road);
      case Selected.OfFacility(DistrictId district, String facility) ->
          Optional.ofNullable(facilities.get(facility)).map(this::ofFacility);
    };
  }

  private Optional<Subject> ofDatastream(DistrictId district, Roster roster, String id) {
    OptionalInt number = roster.number(id);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Datastream described = roster.datastream(number.getAsInt());
    if (described == null) {
      return Optional.of(
          new Subject(
              id,
              "",
              "Not in the catalogue",
              Optional.of(district),
              List.of(number.getAsInt()),
              number));
    }
    return ofThing(district, roster, described.thing().id(), number);
  }

  private Optional<Subject> ofThing(
      DistrictId district, Roster roster, String id, OptionalInt primary) {
    List<Integer> numbers = new ArrayList<>(numbers(roster, thing -> thing.id().equals(id)));
    List<Integer> through =
        numbers(roster, t -> t.gateway().filter(id::equals).isPresent() && !t.id().equals(id));
    if (numbers.isEmpty()) {
      return through.isEmpty() ? Optional.empty() : Optional.of(gateway(district, id, through));
    }
    Thing thing = roster.find(numbers.getFirst()).orElseThrow().thing();
    numbers.addAll(through);
    return Optional.of(
        new Subject(
            thing.name(),
            thing.kind() + " " + roster.find(numbers.getFirst()).orElseThrow().kind(),
            place(thing),
            Optional.of(district),
            numbers,
            primary));
  }

  /// A gateway that sends nothing of its own is known by what comes through it.
  private static Subject gateway(DistrictId district, String id, List<Integer> through) {
    return new Subject(
        id, "gateway", "Gateway", Optional.of(district), through, OptionalInt.empty());
  }

  private Optional<Subject> ofRoad(DistrictId district, Roster roster, String id) {
    CityMap.Road road = roads.get(id);
    if (road == null) {
      return Optional.empty();
    }
    double lon = road.points()[0];
    double lat = road.points()[1];
    List<Integer> numbers = numbers(roster, thing -> thing.road().filter(id::equals).isPresent());
    return Optional.of(
        new Subject(
            road.name().isEmpty() ? "Road without a name" : road.name(),
            "road",
            join(words(road) + (road.tunnel() ? " in a tunnel" : ""), quarter(lon, lat)),
            Optional.of(district),
            numbers,
            OptionalInt.empty()));
  }

  private Subject ofFacility(CityMap.Facility facility) {
    String kind = words(facility.kind());
    return new Subject(
        facility.name().isEmpty() ? kind : facility.name(),
        facility.kind().name(),
        join(kind, quarter(facility.lon(), facility.lat())),
        Optional.empty(),
        List.of(),
        OptionalInt.empty());
  }

  private static List<Integer> numbers(Roster roster, Predicate<Thing> of) {
    List<Integer> values = new ArrayList<>();
    List<Integer> whereabouts = new ArrayList<>();
    for (int d = 0; d < roster.size(); d++) {
      Datastream described = roster.datastream(d);
      if (described != null && of.test(described.thing())) {
        (described.role() == Role.VALUE || described.role() == Role.SPEED ? values : whereabouts)
            .add(d);
      }
    }
    // What moves may tell nothing but where it is.
    return values.isEmpty() ? whereabouts : values;
  }

  private String place(Thing thing) {
    String road =
        thing.road().map(roads::get).map(CityMap.Road::name).filter(n -> !n.isEmpty()).orElse("");
    String street = road.equals(thing.name()) ? "" : road;
    String gateway =
        thing.gateway().filter(g -> !g.equals(thing.id())).map(g -> "through " + g).orElse("");
    return join(words(thing.kind()), street, quarter(thing.lon(), thing.lat()), gateway);
  }

  private String quarter(double lon, double lat) {
    return map.areas().stream()
        .filter(a -> a.contains(lon, lat))
        .map(CityMap.Area::name)
        .findFirst()
        .orElse("");
  }

  private static String join(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        text.append(text.isEmpty() ? "" : " · ").append(part);
      }
    }
    return text.toString();
  }

  private static String words(CityMap.Road road) {
    return switch (road.roadClass()) {
      case PRIMARY, SECONDARY, TERTIARY, RESIDENTIAL, SERVICE -> words(road.roadClass()) + " road";
      case MOTORWAY, TRUNK, PEDESTRIAN, PATH, STEPS, RAIL -> words(road.roadClass());
    };
  }

  private static String words(Enum<?> constant) {
    return words(constant.name());
  }

  /// `road-segment` and `BUS_STOP` as people write them.
  private static String words(String id) {
    String spaced = id.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return spaced.isEmpty()
        ? ""
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }
}

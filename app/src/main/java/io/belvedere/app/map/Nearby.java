package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is within a distance of a place at the instant on screen: what needs a person first, the
/// worst before the milder; then all else; the nearer before the farther.
///
/// A sensor that measures a road is not told beside the road. A street is told once for each state
/// that it is in, and only by its name unless something is wrong with it.
final class Nearby {
  private static final Comparator<Find> ORDER =
      Comparator.comparing(Find::severity)
          .reversed()
          .thenComparingDouble(Find::metres)
          .thenComparing(Find::name);

  private final MapPicture picture;
  private final List<OnScreen> districts;
  private final GroundPoint here;
  private final double reach;
  private final List<Find> finds = new ArrayList<>();

  /// @param at where the map goes when it is chosen
  record Find(
      Selected what, Severity severity, String name, String detail, double metres, GroundPoint at)
      implements SideRow {
    @Override
    public Object key() {
      return what;
    }

    @Override
    public Optional<Severity> badge() {
      return Optional.of(severity);
    }

    @Override
    public String measure() {
      return Metres.text(metres);
    }
  }

  private Nearby(MapPicture picture, List<OnScreen> districts, GroundPoint here, double reach) {
    this.picture = picture;
    this.districts = districts;
    this.here = here;
    this.reach = reach;
  }

  /// @param picture as it was drawn of that instant
  /// @param reach metres
  static List<Find> of(
      MapPicture picture, InstantOnScreen instant, GroundPoint here, double reach) {
    List<OnScreen> districts = instant.districts();
    if (districts.isEmpty()) {
      return List.of();
    }
    Nearby nearby = new Nearby(picture, districts, here, reach);
    DistrictId district = districts.getFirst().roster().district().id();
    nearby.addThings();
    nearby.addFacilities(district);
    nearby.addRoads(district);
    nearby.finds.sort(ORDER);
    return List.copyOf(nearby.finds);
  }

  private void addThings() {
    ThingTable table = picture.states().table;
    double around = here.inSquare(reach) * 1.01;
    table.grid.near(
        here.x() - around, here.y() - around, here.x() + around, here.y() + around, this::addThing);
    for (int i = table.still; i < table.size; i++) {
      addThing(i);
    }
  }

  private void addThing(int thing) {
    ThingStates states = picture.states();
    if (!states.isPlaced(thing) || states.table.parts[thing] == ThingTable.Part.ROAD) {
      return;
    }
    GroundPoint at = GroundPoint.inSquare(states.x[thing], states.y[thing]);
    double metres = here.metresTo(at);
    if (metres <= reach) {
      finds.add(
          new Find(
              new Selected.OfThing(states.table.district(thing), states.table.things[thing].id()),
              states.severity(thing),
              states.table.things[thing].name(),
              words(thing),
              metres,
              at));
    }
  }

  private String words(int thing) {
    ThingStates states = picture.states();
    int stream = states.worst[thing];
    Datastream described = stream < 0 ? null : states.table.described(thing, stream);
    Liveness liveness = states.liveness(thing);
    String silent =
        liveness.compareTo(Liveness.STALE) < 0 ? "" : ", " + HoverText.liveness(liveness);
    if (described == null || !states.severity(thing).isAbnormal()) {
      return WorstThing.capital(states.table.things[thing].kind()) + silent;
    }
    double value = districts.get(states.table.owner[thing]).state().value(stream);
    return HoverText.label(described) + " " + ValueText.of(described, value) + silent;
  }

  private void addFacilities(DistrictId district) {
    Facilities facilities = picture.facilities();
    for (int i = 0; i < facilities.size(); i++) {
      Facility facility = facilities.get(i);
      GroundPoint at = new GroundPoint(facility.lon(), facility.lat());
      double metres = here.metresTo(at);
      if (metres <= reach) {
        String kind = WorstThing.capital(facility.kind().name().toLowerCase(Locale.ROOT));
        finds.add(
            new Find(
                new Selected.OfFacility(district, facility.id()),
                Severity.NORMAL,
                facility.name().isEmpty() ? kind : facility.name(),
                facility.name().isEmpty() ? "" : kind,
                metres,
                at));
      }
    }
  }

  private void addRoads(DistrictId district) {
    RoadTable roads = picture.roads();
    double around = here.inSquare(reach);
    Map<String, Find> nearest = new HashMap<>();
    for (int i = 0; i < roads.points.length; i++) {
      Road road = roads.roads.get(i);
      RoadState trouble = picture.traffic().trouble(i);
      boolean isTold = trouble != null || !road.name().isEmpty();
      if (!isTold || road.roadClass() == RoadClass.RAIL || isBeyond(roads.boxes[i], around)) {
        continue;
      }
      // The projection is conformal: within a city a length is the same in all directions.
      double metres =
          Math.sqrt(RoadTable.distanceSquared(roads.points[i], here.x(), here.y()))
              / here.inSquare(1);
      if (metres <= reach) {
        String state = trouble == null ? "" : trouble.condition().name();
        nearest.merge(
            road.name() + "\n" + (road.name().isEmpty() ? road.id() : "") + state,
            road(district, i, metres),
            (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
      }
    }
    finds.addAll(nearest.values());
  }

  private boolean isBeyond(double[] box, double around) {
    return here.x() + around < box[0]
        || here.x() - around > box[2]
        || here.y() + around < box[1]
        || here.y() - around > box[3];
  }

  private Find road(DistrictId district, int number, double metres) {
    RoadTable roads = picture.roads();
    Road road = roads.roads.get(number);
    RoadState trouble = picture.traffic().trouble(number);
    String name = road.name().isEmpty() ? "Road without a name" : road.name();
    return new Find(
        new Selected.OfRoad(district, road.id()),
        trouble == null ? Severity.NORMAL : trouble.severity(),
        name,
        trouble == null
            ? "Street"
            : WorstThing.capital(trouble.condition().name().toLowerCase(Locale.ROOT)),
        metres,
        roads.middle(number));
  }
}

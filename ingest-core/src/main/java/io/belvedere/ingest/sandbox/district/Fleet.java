package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Role;
import java.util.List;
import java.util.Optional;

/// The vehicles that report where they are.
final class Fleet {
  private static final Pace PACE = Pace.of(7, 1.5);
  private static final Vehicle.Habit BUS = new Vehicle.Habit(1, 22, 320, 0.85);
  private static final Vehicle.Habit PATROL = new Vehicle.Habit(0.4, 90, 900, 0.9);
  private static final Vehicle.Habit TAXI = new Vehicle.Habit(0.5, 70, 1_200, 1);
  private static final Vehicle.Habit VAN = new Vehicle.Habit(0.2, 150, 400, 0.85);
  private static final Vehicle.Habit CLEANER = new Vehicle.Habit(0.1, 40, 120, 0.35);

  /// Ambulances wait where there is an emergency room.
  private static final String LARGE_HOSPITAL = "Centre Hospitalier";

  private final World world;
  private final Sheet sheet;
  private int number;

  private Fleet(World world, Sheet sheet) {
    this.world = world;
    this.sheet = sheet;
  }

  static void draw(World world, Sheet sheet) {
    Fleet fleet = new Fleet(world, sheet);
    fleet.onTheRoad("Bus", "bus", 45, BUS, Criticality.NORMAL);
    fleet.onTheRoad("Police car", "police", 14, PATROL, Criticality.HIGH);
    fleet.standing("Ambulance", "ambulance", 8, fleet.hospitals());
    fleet.standing(
        "Fire engine", "fire-engine", 10, world.sites().facilities(FacilityKind.FIRE_STATION));
    fleet.onTheRoad("Taxi", "taxi", 63, TAXI, Criticality.LOW);
    fleet.onTheRoad("Delivery van", "van", 40, VAN, Criticality.LOW);
    fleet.onTheRoad("Street cleaner", "cleaner", 20, CLEANER, Criticality.LOW);
  }

  private void onTheRoad(
      String name, String kind, int count, Vehicle.Habit habit, Criticality criticality) {
    List<Site> starts = world.sites().kerbs("fleet " + kind, r -> !r.tunnel(), count);
    for (int i = 0; i < starts.size(); i++) {
      Site start = starts.get(i);
      vehicle(name + " " + (i + 1), kind, start, criticality)
          .reading(new Vehicle(world, habit, start.street()));
    }
  }

  private void standing(String name, String kind, int count, List<Site> homes) {
    for (int i = 0; i < count && !homes.isEmpty(); i++) {
      Site home = homes.get(i % homes.size());
      String called = name + " " + (i + 1);
      vehicle(called, kind, home, Criticality.CRITICAL)
          .reading(
              world
                  .script()
                  .drive(called)
                  .flatMap(d -> errand(home, d))
                  .orElseGet(() -> parked(home)));
    }
  }

  private Optional<Instrument> errand(Site home, Script.Drive drive) {
    return world
        .streets()
        .route(home.lon(), home.lat(), drive.lon(), drive.lat())
        .map(route -> new Errand(route, drive.progress()));
  }

  private static Instrument parked(Site home) {
    return (t, dice, out) -> {
      out.set(0, home.lon() + Ground.degreesEast(1.5 * dice.wobble(), home.lat()));
      out.set(1, home.lat() + Ground.degreesNorth(1.5 * dice.wobble()));
      out.set(2, 0);
    };
  }

  private List<Site> hospitals() {
    List<Site> all = world.sites().facilities(FacilityKind.HOSPITAL);
    List<Site> large = all.stream().filter(s -> s.name().startsWith(LARGE_HOSPITAL)).toList();
    return large.isEmpty() ? all : large;
  }

  private Plan vehicle(String name, String kind, Site site, Criticality criticality) {
    number++;
    return sheet
        .draw(new Plan(Sheet.id("vehicle", number), name, kind, moving(site)))
        .with(
            Channel.of(Sheet.id("lon", number), "Longitude " + name, "vehicle", "deg", 6)
                .as(Role.LON)
                .matters(criticality))
        .with(
            Channel.of(Sheet.id("lat", number), "Latitude " + name, "vehicle", "deg", 6)
                .as(Role.LAT)
                .matters(criticality))
        .with(
            Channel.of(Sheet.id("pace", number), "Speed " + name, "vehicle", "km/h", 1)
                .as(Role.SPEED)
                .matters(criticality))
        .pace(PACE)
        .byRadio();
  }

  /// A vehicle is on no road in particular.
  private static Site moving(Site site) {
    return new Site(site.name(), site.lon(), site.lat(), -1, "", site.quarter());
  }
}

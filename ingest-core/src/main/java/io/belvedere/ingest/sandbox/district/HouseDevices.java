package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Limits;
import java.util.List;

/// Lifts, car parks, hospitals and houses. The houses come last: they fill the district up to the
/// number of datastreams that it shall have.
final class HouseDevices {
  private static final int LIFTS = 78;
  private static final int CAR_PARKS = 40;
  private static final Pace LIFT_PACE = Pace.of(30, 4);
  private static final Pace CAR_PARK_PACE = Pace.of(60, 15);
  private static final Pace HOUSE_PACE = Pace.of(60, 5);

  /// Where the lift stands that has been out of service for weeks.
  private static final String DEAD_QUARTER = "Monte-Carlo";

  private static final Limits CO2 = Guard.above(2_000, 100, 4, "Air the rooms.");

  private final World world;
  private final Sheet sheet;
  private final Plan.Numbering names = new Plan.Numbering();

  private HouseDevices(World world, Sheet sheet) {
    this.world = world;
    this.sheet = sheet;
  }

  /// @param datastreams how many the district shall have in the end
  static void draw(World world, Sheet sheet, int datastreams) {
    HouseDevices devices = new HouseDevices(world, sheet);
    devices.lifts();
    devices.carParks();
    devices.hospital();
    devices.cellars();
    devices.houses(datastreams);
  }

  private void lifts() {
    int number = 0;
    Steps station = world.script().steps("lift.station");
    if (!station.isEmpty()) {
      Site site = world.sites().near("Tunnel Sainte-Dévote", 7.42090, 43.73705);
      for (int i = 1; i <= 2; i++) {
        lift(++number, "Monaco station " + i, site, station).punctual().through("GW-CON-1");
      }
    }
    boolean deadStands = false;
    for (Site site : world.sites().stairs()) {
      if (number == LIFTS) {
        return;
      }
      boolean dead = !deadStands && site.quarter().equals(DEAD_QUARTER);
      deadStands |= dead;
      Steps steps = dead ? world.script().steps("lift.dead") : Steps.NONE;
      lift(++number, names.of(site.name()), site, steps);
    }
  }

  private Plan lift(int number, String name, Site site, Steps steps) {
    int index = number - 1;
    return sheet
        .draw(new Plan(Sheet.id("lift", number), "Lift " + name, "lift", site))
        .with(Channel.of(Sheet.id("lift", number), "Lift " + name, "lift", States.LIFT))
        .pace(LIFT_PACE)
        .reading(
            (t, dice, out) -> {
              boolean stops = world.chance().hits(Chance.Kind.LIFT, index, LIFTS, t);
              out.set(0, States.number(States.LIFT, steps.at(t), stops ? 1 : 0));
            });
  }

  private void carParks() {
    int number = 0;
    for (Site site : world.sites().facilities(FacilityKind.PARKING)) {
      if (number < CAR_PARKS && !site.quarter().isEmpty()) {
        String name = names.of(site.name());
        double busy = Dice.of(world.seed(), "car park " + number).between(0.5, 0.9);
        sheet
            .draw(new Plan(Sheet.id("parking", ++number), name, "parking", site))
            .with(Channel.of(Sheet.id("parking", number), "Cars in " + name, "parking", "%", 0))
            .pace(CAR_PARK_PACE)
            .reading(
                (t, dice, out) -> {
                  double awake = Rhythm.awake(world.hour(t));
                  out.set(
                      0, Math.clamp(100 * busy * (0.35 + 0.65 * awake) + dice.wobble(), 0, 100));
                });
      }
    }
  }

  private void hospital() {
    Steps access = world.script().steps("access.hospital");
    List<Site> hospitals =
        world.sites().facilities(FacilityKind.HOSPITAL).stream()
            .filter(s -> s.name().startsWith("Centre Hospitalier"))
            .limit(1)
            .toList();
    for (Site site : hospitals) {
      sheet
          .draw(new Plan("hospital-0001", site.name(), "hospital", site))
          .with(
              Channel.of("access-0001", "Access " + site.name(), "access", States.ACCESS)
                  .matters(Criticality.CRITICAL))
          .pace(LIFT_PACE)
          .punctual()
          .byRadio()
          .reading((t, dice, out) -> out.set(0, States.number(States.ACCESS, access.at(t), 0)));
    }
  }

  /// What drowns, and what stamps the wrong time, stands in cellars of the flooded streets.
  private void cellars() {
    List<String> gateways =
        world.script().silences().stream().map(Script.Silence::gateway).toList();
    List<Heights.Place> flooded =
        world.heights().places().stream().filter(p -> gateways.contains(p.gateway())).toList();
    if (flooded.isEmpty()) {
      return;
    }
    for (int i = 0; i < world.script().drowned(); i++) {
      Device.Faults faults = Device.Faults.NONE.drownsAt(world.script().drowning(i));
      cellar(i, flooded.get(i % flooded.size()), "Cellar humidity", "humidity-cellar", "%")
          .failing(faults)
          .reading((t, dice, out) -> out.set(0, 61 + 1.5 * dice.wobble()));
    }
    for (int i = 0; i < world.script().restamping(); i++) {
      cellar(i, flooded.get(i % flooded.size()), "Heat meter", "heat-cellar", "kW")
          .failing(Device.Faults.NONE.restamping())
          .reading((t, dice, out) -> out.set(0, 84 + 6 * dice.wobble()));
    }
  }

  private Plan cellar(int index, Heights.Place place, String what, String id, String unit) {
    Dice dice = Dice.of(world.seed(), id + index);
    double lon = place.lon() + Ground.degreesEast(dice.between(-28, 28), place.lat());
    double lat = place.lat() + Ground.degreesNorth(dice.between(-22, 22));
    Site site = world.sites().near("", lon, lat);
    Site cellar = new Site(place.name(), lon, lat, -1, "", site.quarter());
    String name = names.of(what + " " + place.name());
    return sheet
        .draw(new Plan(Sheet.id(id, index + 1), name, "building", cellar))
        .with(Channel.of(Sheet.id(id, index + 1), name, "building", unit, 1))
        .pace(Pace.of(30, 5))
        .punctual()
        .through(place.gateway());
  }

  private void houses(int datastreams) {
    List<Site> sites = world.sites().buildings();
    if (sites.isEmpty()) {
      sites = world.sites().kerbs("houses", r -> true, datastreams);
    }
    int number = 0;
    for (int missing = datastreams - sheet.datastreams();
        missing > 0 && !sites.isEmpty();
        missing = datastreams - sheet.datastreams()) {
      Site site = sites.get(number % sites.size());
      String name = nameOf(site, ++number);
      if (missing >= 2 && number % 4 != 0) {
        climate(number, name, site);
      } else {
        meter(number, name, site);
      }
    }
  }

  private String nameOf(Site site, int number) {
    if (number <= 9_999 && !site.name().isEmpty()) {
      return names.of(site.name());
    }
    return names.of("House in " + (site.quarter().isEmpty() ? "the district" : site.quarter()));
  }

  private void climate(int number, String name, Site site) {
    double warm = Dice.of(world.seed(), "house " + number).between(19.5, 23);
    sheet
        .draw(new Plan(Sheet.id("house", number), name, "building", site))
        .with(Channel.of(Sheet.id("indoor", number), "Indoor " + name, "building", "Cel", 1))
        .with(
            Channel.of(Sheet.id("co2", number), "CO2 " + name, "building", "[ppm]", 0).within(CO2))
        .pace(HOUSE_PACE)
        .reading(
            (t, dice, out) -> {
              double awake = Rhythm.awake(world.hour(t));
              out.set(0, warm + 0.6 * Rhythm.warmth(world.hour(t)) + 0.1 * dice.wobble());
              out.set(1, 470 + 330 * awake + 40 * dice.wobble());
            });
  }

  private void meter(int number, String name, Site site) {
    double usual = Dice.of(world.seed(), "house " + number).between(8, 90);
    sheet
        .draw(new Plan(Sheet.id("house", number), name, "building", site))
        .with(Channel.of(Sheet.id("meter", number), "Power use " + name, "building", "kW", 1))
        .pace(HOUSE_PACE)
        .reading(
            (t, dice, out) -> {
              double awake = Rhythm.awake(world.hour(t));
              out.set(0, usual * (0.3 + 0.7 * awake) * (1 + 0.1 * dice.wobble()));
            });
  }
}

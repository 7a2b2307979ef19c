package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Tolerance;
import java.time.Duration;
import java.util.List;

/// Water where it should be and where it should not: levels on the streets, mains, pumps.
final class WaterDevices {
  private static final int LEVELS = 58;
  private static final int MAINS = 48;
  private static final int PUMPS = 36;
  private static final Pace LEVEL_PACE = Pace.of(15, 2);
  private static final Pace LOW_PLACE_PACE = Pace.of(5, 2);
  private static final Pace MAIN_PACE = Pace.of(5, 1);
  private static final Pace PUMP_PACE = Pace.of(20, 3);

  private static final Limits LEVEL_LIMITS =
      Guard.above(5, 10, 1, 1, "Close the road. Send pumps. Warn basements and garages downhill.");
  private static final Limits PRESSURE_LIMITS =
      Guard.below(
          6.5, 0.2, 2, "A main may have burst: compare the flow, find the valve, call the works.");
  private static final Limits FLOW_LIMITS =
      Guard.above(220, 10, 2, "More water than the quarter can use: look for a burst.");

  /// Redundant gauges nearly agree, also while the water rises.
  private static final Tolerance NEARLY = new Tolerance(2, 0.05);

  /// A pump that stands draws the same for as long as it stands.
  private static final Duration WHEN_IT_RUNS = Duration.ZERO;

  private final World world;
  private final Sheet sheet;
  private final Plan.Numbering names = new Plan.Numbering();

  private WaterDevices(World world, Sheet sheet) {
    this.world = world;
    this.sheet = sheet;
  }

  static void draw(World world, Sheet sheet) {
    WaterDevices devices = new WaterDevices(world, sheet);
    devices.levels();
    devices.mains();
    devices.pumps();
  }

  private void levels() {
    int number = 0;
    for (Heights.Place place : world.heights().places()) {
      Site site = world.sites().near(place.street(), place.lon(), place.lat());
      for (int i = 1; i <= place.levels(); i++) {
        String name = place.levels() > 1 ? names.of(place.name()) : place.name();
        Device.Faults faults =
            place.levels() > 1 && i == 2 && place.basin().equals("rond-point")
                ? Device.Faults.NONE.repeating()
                : Device.Faults.NONE;
        Channel channel = level(++number, name).matters(Criticality.CRITICAL);
        double aside = Ground.degreesNorth(4 * (i - 1));
        Site spot =
            new Site(
                site.name(),
                site.lon() + aside,
                site.lat() + aside,
                site.street(),
                site.road(),
                site.quarter());
        sheet
            .draw(new Plan(Sheet.id("level", number), "Level gauge " + name, "water-level", spot))
            .with(place.levels() > 1 ? channel.in("level-" + place.id(), NEARLY) : channel)
            .pace(LOW_PLACE_PACE)
            .onTheRoad()
            .punctual()
            .through(place.gateway())
            .failing(faults)
            .reading(gauge(place, number));
      }
    }
    for (Site site : world.sites().kerbs("levels", r -> !r.bridge(), LEVELS - number)) {
      String name = names.of(site.name());
      sheet
          .draw(new Plan(Sheet.id("level", ++number), "Level gauge " + name, "water-level", site))
          .with(level(number, name))
          .pace(LEVEL_PACE)
          .onTheRoad()
          .reading(
              (t, dice, out) ->
                  out.set(0, Math.max(0, 0.3 + world.weather().rain(t) + 0.3 * dice.wobble())));
    }
  }

  private static Channel level(int number, String name) {
    return Channel.of(Sheet.id("level", number), "Water level " + name, "water-level", "cm", 1)
        .within(LEVEL_LIMITS);
  }

  private Instrument gauge(Heights.Place place, int number) {
    // Redundant gauges nearly agree: each has an offset of its own, some millimetres.
    double offset = 0.12 * Dice.of(world.seed(), "gauge " + number).wobble();
    return (t, dice, out) -> {
      double depth = world.flood().depth(place, t);
      double ripple = (0.05 + Math.min(0.15, depth / 100)) * dice.wobble();
      out.set(0, Math.max(0, depth + (depth > 0 ? offset : 0) + ripple));
    };
  }

  private void mains() {
    Site burst = world.sites().near("Pont Sainte-Dévote", 7.41937, 43.73844);
    Course pressure = world.script().course("main.pressure", 7.8);
    Course swing = world.script().course("main.swing", 0);
    Course flow = world.script().course("main.flow", 1);
    Steps valve = world.script().steps("main.valve");
    String name = "Pont Sainte-Dévote";
    int number = 0;
    if (!valve.isEmpty()) {
      sheet
          .draw(new Plan(Sheet.id("main", ++number), "Water main " + name, "water-main", burst))
          .with(pressure(number, name).matters(Criticality.CRITICAL))
          .with(flow(number, name).matters(Criticality.HIGH))
          .with(
              Channel.of(
                  Sheet.id("valve", number), "Valve " + name, "water-pressure", States.VALVE))
          .pace(MAIN_PACE)
          .punctual()
          .byRadio()
          .reading(
              (t, dice, out) -> {
                double beat = swing.at(t) * Math.sin(t / 1e6 * 2 * Math.PI / 9.7);
                out.set(0, Math.max(0, pressure.at(t) + beat + 0.02 * dice.wobble()));
                out.set(1, Math.max(0, 120 * flow.at(t) * (1 + 0.015 * dice.wobble())));
                out.set(2, States.number(States.VALVE, valve.at(t), 0));
              });
    }
    for (Site site : world.sites().kerbs("mains", r -> true, MAINS - number)) {
      String street = names.of("Main " + site.name());
      double metres = Lines.metres(site.lon(), site.lat(), burst.lon(), burst.lat());
      // The drop is felt nearby: a twentieth of it next door, nothing at 600 m.
      double felt = 0.05 * Math.max(0, 1 - metres / 600);
      Dice own = Dice.of(world.seed(), "main " + number);
      double usual = own.between(7.4, 8.3);
      double demand = own.between(25, 110);
      sheet
          .draw(new Plan(Sheet.id("main", ++number), "Water " + street, "water-main", site))
          .with(pressure(number, street))
          .with(flow(number, street))
          .pace(MAIN_PACE)
          .reading(
              (t, dice, out) -> {
                double awake = Rhythm.awake(world.hour(t));
                double drop = felt * (7.8 - pressure.at(t));
                out.set(0, usual - 0.25 * awake - drop + 0.02 * dice.wobble());
                out.set(1, demand * (0.3 + 0.7 * awake) * (1 + 0.03 * dice.wobble()));
              });
    }
  }

  private static Channel pressure(int number, String name) {
    return Channel.of(Sheet.id("pressure", number), "Pressure " + name, "water-pressure", "bar", 2)
        .within(PRESSURE_LIMITS);
  }

  private static Channel flow(int number, String name) {
    return Channel.of(Sheet.id("flow", number), "Flow " + name, "water-flow", "m3/h", 1)
        .within(FLOW_LIMITS);
  }

  private void pumps() {
    int number = 0;
    Site gallery = world.sites().near("Tunnel Sainte-Dévote", 7.42098, 43.73685);
    if (!world.script().steps("pump.galerie-2").isEmpty()) {
      for (int i = 1; i <= 3; i++) {
        Steps steps = world.script().steps("pump.galerie-" + i);
        pump(++number, "Galerie Sainte-Dévote " + i, gallery, steps).punctual().byRadio();
      }
    }
    List<Site> sites =
        world.sites().kerbs("pumps", r -> r.tunnel() || r.layer() < 0, PUMPS - number);
    if (sites.isEmpty()) {
      sites = world.sites().kerbs("pumps", r -> true, PUMPS - number);
    }
    for (Site site : sites) {
      pump(++number, names.of(site.name()), site, Steps.NONE);
    }
  }

  private Plan pump(int number, String name, Site site, Steps steps) {
    int index = number - 1;
    double phase = Dice.of(world.seed(), "pump " + number).between(0, 6.28);
    return sheet
        .draw(new Plan(Sheet.id("pump", number), "Pump " + name, "pump", site))
        .with(
            Channel.of(Sheet.id("pump-state", number), "Pump " + name, "pump", States.PUMP)
                .matters(steps.isEmpty() ? Criticality.NORMAL : Criticality.HIGH))
        .with(Channel.of(Sheet.id("pump-flow", number), "Flow pump " + name, "pump", "m3/h", 1))
        .with(
            Channel.of(Sheet.id("pump-current", number), "Current pump " + name, "pump", "A", 1)
                .changing(WHEN_IT_RUNS))
        .pace(PUMP_PACE)
        .reading(
            (t, dice, out) -> {
              double duty = Math.sin(t / 1e6 / 540 + phase) > 0.55 ? 1 : 0;
              double state = States.number(States.PUMP, steps.at(t), duty);
              if (world.chance().hits(Chance.Kind.PUMP, index, PUMPS, t)) {
                state = 2;
              }
              boolean runs = state == 1;
              out.set(0, state);
              out.set(1, runs ? 44 * (1 + 0.04 * dice.wobble()) : 0);
              out.set(2, runs ? 21 * (1 + 0.03 * dice.wobble()) : 0.1);
            });
  }
}

package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Limits;

/// Substations of the medium-voltage grid.
final class PowerDevices {
  private static final int SUBSTATIONS = 66;
  private static final Pace PACE = Pace.of(30, 4);

  private static final Limits HOT =
      Guard.above(85, 3, 3, "Shift load to the neighbouring station; send somebody to the fans.");
  private static final Limits OVERLOAD = Guard.above(560, 20, 3, "Shift load before it trips.");

  private final World world;
  private final Sheet sheet;

  private PowerDevices(World world, Sheet sheet) {
    this.world = world;
    this.sheet = sheet;
  }

  static void draw(World world, Sheet sheet) {
    new PowerDevices(world, sheet).substations();
  }

  private void substations() {
    Plan.Numbering names = new Plan.Numbering();
    int number = 0;
    Steps trip = world.script().steps("substation.condamine");
    if (!trip.isEmpty()) {
      Site site = world.sites().near("Rue Terrazzani", 7.42027, 43.73251);
      substation(++number, "La Condamine", site, trip, Course.constant(58)).punctual().byRadio();
      Course heat = world.script().course("transformer.fontvieille", 61);
      Site hot = world.sites().near("Rue du Gabian", 7.41640, 43.72930);
      substation(++number, "Fontvieille", hot, Steps.NONE, heat).punctual().through("GW-FON-2");
    }
    for (Site site : world.sites().kerbs("power", r -> !r.tunnel(), SUBSTATIONS - number)) {
      double usual = Dice.of(world.seed(), "transformer " + number).between(48, 66);
      substation(++number, names.of(site.name()), site, Steps.NONE, Course.constant(usual));
    }
  }

  private Plan substation(int number, String name, Site site, Steps trip, Course heat) {
    double load = Dice.of(world.seed(), "load " + number).between(140, 380);
    return sheet
        .draw(new Plan(Sheet.id("substation", number), "Substation " + name, "power", site))
        .with(
            Channel.of(Sheet.id("feeder", number), "Feeder " + name, "power", States.FEEDER)
                .matters(Criticality.HIGH))
        .with(
            Channel.of(Sheet.id("load", number), "Load " + name, "power", "A", 0).within(OVERLOAD))
        .with(Channel.of(Sheet.id("voltage", number), "Voltage " + name, "power", "kV", 2))
        .with(
            Channel.of(Sheet.id("transformer", number), "Transformer " + name, "power", "Cel", 1)
                .within(HOT))
        .pace(PACE)
        .reading(
            (t, dice, out) -> {
              boolean live = !trip.at(t).equals("tripped");
              double awake = Rhythm.awake(world.hour(t));
              out.set(0, live ? 0 : 1);
              out.set(1, live ? load * (0.55 + 0.45 * awake) * (1 + 0.03 * dice.wobble()) : 0);
              out.set(2, live ? 20.2 - 0.15 * awake + 0.02 * dice.wobble() : 0);
              out.set(3, heat.at(t) + (live ? 0 : -9) + 0.4 * dice.wobble());
            });
  }
}

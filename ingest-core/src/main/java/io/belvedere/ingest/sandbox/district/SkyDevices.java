package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Limits;
import java.time.Duration;
import java.util.List;

/// Air, noise and weather.
final class SkyDevices {
  private static final int AIR = 40;
  private static final int NOISE = 120;
  private static final int WEATHER = 10;
  private static final Pace AIR_PACE = Pace.of(60, 10);
  private static final Pace NOISE_PACE = Pace.of(30, 3);
  private static final Pace WEATHER_PACE = Pace.of(60, 10);

  private static final Limits LOUD = Guard.above(78, 2, 4, "Ask the quarter what is going on.");
  private static final Limits NO2 = Guard.above(200, 10, 3, "Hourly limit: advise traffic.");
  private static final Limits DOWNPOUR = Guard.above(6, 0.5, 3, "Watch the street levels.");
  private static final Limits STORM = Guard.above(20, 1, 3, "Close the quays and the parks.");

  /// No street is as loud to the tenth of a decibel for longer than this.
  private static final Duration NEVER_SO_STILL = Duration.ofMinutes(10);

  /// Where the noise sensor hangs that has been stuck for days, and at what.
  private static final String STUCK_QUARTER = "Larvotto";

  private static final double STUCK_AT = 79.6;

  private final World world;
  private final Sheet sheet;
  private final Plan.Numbering names = new Plan.Numbering();

  private SkyDevices(World world, Sheet sheet) {
    this.world = world;
    this.sheet = sheet;
  }

  static void draw(World world, Sheet sheet) {
    SkyDevices devices = new SkyDevices(world, sheet);
    devices.air();
    devices.noise();
    devices.weather();
  }

  private void air() {
    int number = 0;
    for (Site site : world.sites().kerbs("air", r -> !r.tunnel(), AIR)) {
      String name = names.of("Air " + site.name());
      double dirt = Dice.of(world.seed(), "air " + number).between(0.8, 1.25);
      sheet
          .draw(new Plan(Sheet.id("air", ++number), name, "air", site))
          .with(Channel.of(Sheet.id("no2", number), "NO2 " + name, "air", "ug/m3", 1).within(NO2))
          .with(Channel.of(Sheet.id("pm10", number), "PM10 " + name, "air", "ug/m3", 1))
          .with(Channel.of(Sheet.id("pm25", number), "PM2.5 " + name, "air", "ug/m3", 1))
          .with(Channel.of(Sheet.id("o3", number), "O3 " + name, "air", "ug/m3", 1))
          .pace(AIR_PACE)
          .reading(
              (t, dice, out) -> {
                double rush = Rhythm.rush(world.hour(t));
                double washed = 1 - 0.3 * Math.min(1, world.weather().rain(t));
                out.set(0, dirt * (18 + 30 * rush) * (1 + 0.08 * dice.wobble()));
                out.set(1, dirt * washed * (14 + 9 * rush) * (1 + 0.1 * dice.wobble()));
                out.set(2, dirt * washed * (7 + 4 * rush) * (1 + 0.12 * dice.wobble()));
                out.set(3, (62 - 25 * rush) * (1 + 0.05 * dice.wobble()));
              });
    }
  }

  private void noise() {
    boolean stuckHangs = false;
    int number = 0;
    for (Site site : world.sites().kerbs("noise", r -> !r.tunnel(), NOISE)) {
      String name = names.of("Noise " + site.name());
      boolean stuck = !stuckHangs && site.quarter().equals(STUCK_QUARTER);
      stuckHangs |= stuck;
      int index = number;
      sheet
          .draw(new Plan(Sheet.id("noise", ++number), name, "noise", site))
          .with(
              Channel.of(Sheet.id("noise", number), name, "noise", "dB[SPL]", 1)
                  .within(LOUD)
                  .changing(NEVER_SO_STILL)
                  .matters(Criticality.LOW))
          .pace(NOISE_PACE)
          .reading(stuck ? (t, dice, out) -> out.set(0, STUCK_AT) : microphone(site, index));
    }
  }

  private Instrument microphone(Site site, int index) {
    boolean main =
        world.streets().road(site.street()).roadClass().compareTo(RoadClass.TERTIARY) <= 0;
    double usual = main ? 63 : 56;
    return (t, dice, out) -> {
      double loud = world.chance().hits(Chance.Kind.NOISE, index, NOISE, t) ? 24 : 0;
      out.set(0, usual - 9 * (1 - Rhythm.awake(world.hour(t))) + 3.5 * dice.wobble() + loud);
    };
  }

  private void weather() {
    int number = 0;
    List<Site> sites = world.sites().kerbs("weather", r -> !r.tunnel(), WEATHER - 1);
    station(
        ++number,
        "Jardin Exotique",
        world.sites().near("Boulevard du Jardin Exotique", 7.4137, 43.7314));
    for (Site site : sites) {
      station(++number, names.of(site.name()), site);
    }
  }

  private void station(int number, String name, Site site) {
    Weather weather = world.weather();
    sheet
        .draw(new Plan(Sheet.id("weather", number), "Weather " + name, "weather", site))
        .with(
            Channel.of(Sheet.id("rain", number), "Rain in 5 min " + name, "weather", "mm", 1)
                .within(DOWNPOUR))
        .with(
            Channel.of(Sheet.id("temperature", number), "Temperature " + name, "weather", "Cel", 1))
        .with(Channel.of(Sheet.id("humidity", number), "Humidity " + name, "weather", "%", 0))
        .with(
            Channel.of(Sheet.id("wind", number), "Wind " + name, "weather", "m/s", 1).within(STORM))
        .with(Channel.of(Sheet.id("wind-from", number), "Wind from " + name, "weather", "deg", 0))
        .with(Channel.of(Sheet.id("baro", number), "Air pressure " + name, "weather", "hPa", 1))
        .pace(WEATHER_PACE)
        .reading(
            (t, dice, out) -> {
              out.set(0, weather.rain(t));
              out.set(1, weather.temperature(t) + 0.15 * dice.wobble());
              out.set(2, Math.clamp(weather.humidity(t) + dice.wobble(), 20, 100));
              out.set(3, Math.max(0, weather.wind(t) + 0.8 * dice.wobble()));
              out.set(4, Math.floorMod(Math.round(weather.direction(t) + 8 * dice.wobble()), 360));
              out.set(5, weather.pressure(t) + 0.05 * dice.wobble());
            });
  }
}

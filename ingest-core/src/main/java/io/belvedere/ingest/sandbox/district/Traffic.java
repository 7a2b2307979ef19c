package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.List;

/// How traffic really moves: the free speed of each road, slowed by the hour, by what its
/// neighbourhood does, by the jams of the script and by chance.
final class Traffic {
  private static final double CHANCE_JAM_METRES = 130;

  private final Streets streets;
  private final ScriptClock clock;
  private final Chance chance;
  private final double[] free;
  private final double[] crowding;
  private final double[] phase;
  private final List<List<Script.Jam>> jams = new ArrayList<>();

  private long rushAt = Long.MIN_VALUE;
  private double rush;

  Traffic(Streets streets, Script script, Chance chance, long seed) {
    this.streets = streets;
    this.clock = script.clock();
    this.chance = chance;
    this.free = new double[streets.size()];
    this.crowding = new double[streets.size()];
    this.phase = new double[streets.size()];
    Dice dice = Dice.of(seed, "traffic");
    double waveLon = dice.between(0.004, 0.007);
    double waveLat = dice.between(0.003, 0.006);
    for (int i = 0; i < streets.size(); i++) {
      Road road = streets.road(i);
      double lon = streets.lon(i);
      double lat = streets.lat(i);
      free[i] = freeSpeed(road) * dice.between(0.94, 1.04);
      // Neighbours agree: crowding is a smooth field over the city, and so is its slow swell.
      phase[i] = lon / waveLon + lat / waveLat;
      crowding[i] = 0.17 + 0.1 * Math.sin(phase[i]) + dice.between(0, 0.05);
      jams.add(
          script.jams().stream()
              .filter(
                  j ->
                      j.streets().contains(road.name())
                          && Lines.metres(lon, lat, j.lon(), j.lat()) <= j.radius())
              .toList());
    }
  }

  /// km/h.
  private static double freeSpeed(Road road) {
    return switch (road.roadClass()) {
      case MOTORWAY -> 80;
      case TRUNK -> 60;
      case PRIMARY -> 49;
      case SECONDARY -> 43;
      case TERTIARY -> 39;
      case RESIDENTIAL -> 31;
      case SERVICE, PEDESTRIAN, PATH, STEPS, RAIL -> 19;
    };
  }

  /// The part of its free speed at which a road moves, 0 to 1.
  double part(int road, long t) {
    double part =
        1
            - rush(t) * crowding[road]
            + 0.035 * Math.sin((double) t / Micros.PER_MINUTE / 7 + phase[road]);
    for (Script.Jam jam : jams.get(road)) {
      part *= jam.part().at(t);
    }
    int hit = chance.hit(Chance.Kind.JAM, streets.size(), t);
    if (hit >= 0
        && Lines.metres(streets.lon(hit), streets.lat(hit), streets.lon(road), streets.lat(road))
            < CHANCE_JAM_METRES) {
      part *= 0.3;
    }
    return Math.clamp(part, 0, 1);
  }

  /// What the script does to a road.
  List<Script.Jam> jams(int road) {
    return jams.get(road);
  }

  /// km/h.
  double speed(int road, long t) {
    return free[road] * part(road, t);
  }

  double free(int road) {
    return free[road];
  }

  private double rush(long t) {
    if (t - rushAt > Micros.PER_MINUTE || t < rushAt) {
      rushAt = t - Math.floorMod(t, Micros.PER_MINUTE);
      rush = Rhythm.rush(clock.hour(rushAt));
    }
    return rush;
  }
}

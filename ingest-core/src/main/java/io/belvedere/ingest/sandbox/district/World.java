package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;

/// What the world is, apart from what anything reports of it.
///
/// @param streets the roads that cars use
/// @param sites where things can stand
record World(
    CityMap map,
    Script script,
    Heights heights,
    Streets streets,
    Sites sites,
    Flood flood,
    Traffic traffic,
    Weather weather,
    Chance chance,
    long seed) {
  static World of(CityMap map, Script script, Heights heights, long seed) {
    Streets streets = new Streets(map);
    Chance chance = new Chance(seed, script.clock().at("16:05"));
    return new World(
        map,
        script,
        heights,
        streets,
        new Sites(map, streets, seed),
        new Flood(script),
        new Traffic(streets, script, chance, seed),
        new Weather(script.clock(), seed),
        chance,
        seed);
  }

  /// Hour of the script's day, 0 to 24.
  double hour(long t) {
    return script.clock().hour(t);
  }
}

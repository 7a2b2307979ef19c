package io.belvedere.ingest.sandbox.district;

import java.util.HashMap;
import java.util.Map;

/// How deep the water really stands: the level of a place's basin less the place's height.
final class Flood {
  /// A road counts as flooded from this depth on, cm; it is passable again a little below.
  static final double FLOODED = 5;

  private final Script script;
  private final Map<String, Course> basins = new HashMap<>();

  Flood(Script script) {
    this.script = script;
  }

  /// Depth at `place`, cm; never negative.
  double depth(Heights.Place place, long t) {
    return Math.max(0, basin(place.basin()).at(t) - place.height());
  }

  private Course basin(String name) {
    return basins.computeIfAbsent(name, n -> script.course("basin." + n, 0));
  }
}

package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Area;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Finds the named parts of a district: what is an area by itself, and of boundaries with a level
/// those of the level asked for, or else of the finest that divides.
final class FeatureAreas {
  private final Map<Found, Geometry> areas = new LinkedHashMap<>();
  private final Map<Found, Meaning.OfArea> meanings = new LinkedHashMap<>();

  FeatureAreas(List<Found> placed, OptionalInt asked, ImportLog log) {
    Map<Integer, Integer> levels = new LinkedHashMap<>();
    for (Found one : placed) {
      for (Meaning meaning : one.meanings()) {
        if (meaning instanceof Meaning.OfArea area) {
          if (one.name().isEmpty()) {
            log.dropped(one.element(), "is an area without a name");
          } else {
            meanings.put(one, area);
            levels.merge(area.level(), 1, Integer::sum);
          }
        }
      }
    }
    int level = asked.orElseGet(() -> finest(levels));
    meanings.values().removeIf(area -> area.level() != 0 && area.level() != level);
    for (Found one : meanings.keySet()) {
      Geometry shape = new FeatureGround(one, log).covered();
      if (!shape.isEmpty()) {
        areas.put(one, shape);
      }
    }
  }

  private static int finest(Map<Integer, Integer> levels) {
    int single = 0;
    int divides = 0;
    for (var level : levels.entrySet()) {
      single = Math.max(single, level.getKey());
      divides = level.getValue() > 1 ? Math.max(divides, level.getKey()) : divides;
    }
    return divides > 0 ? divides : single;
  }

  Set<Found> found() {
    return areas.keySet();
  }

  /// @param edge what they are cut at
  /// @param sea no name stands on it where there is land
  List<Area> areas(Geometry edge, Geometry sea, Ground ground) {
    var ids = new UniqueIds();
    List<Area> named = new ArrayList<>();
    areas.forEach(
        (one, shape) -> {
          Geometry within = Ground.intersection(shape, edge);
          List<double[]> rings = Ground.rings(within);
          Meaning.OfArea meaning = meanings.get(one);
          if (!rings.isEmpty() && meaning != null) {
            Coordinate label = meaning.label().orElseGet(() -> ground.labelSpot(within, sea));
            named.add(
                new Area(
                    ids.of(one.id()),
                    one.name(),
                    rings,
                    Ground.rounded(label.x),
                    Ground.rounded(label.y)));
          }
        });
    return named;
  }
}

package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Road;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds what is where on a map. Immutable, so any thread may ask.
public final class Places {
  private final CityMap map;
  private final RoadGrid grid;
  private final Map<String, Road> byId = new HashMap<>();
  private final Map<String, List<Road>> byName = new HashMap<>();

  public Places(CityMap map) {
    this.map = map;
    this.grid = new RoadGrid(map);
    for (Road road : map.roads()) {
      byId.put(road.id(), road);
      if (!road.name().isEmpty()) {
        byName.computeIfAbsent(folded(road.name()), name -> new ArrayList<>()).add(road);
      }
    }
  }

  /// A point on a road.
  ///
  /// @param lon where the road comes nearest
  /// @param along from the road's beginning, metres
  /// @param away from the point that was asked for, metres
  public record OnRoad(Road road, double lon, double lat, double along, double away) {}

  /// The area that a point is in.
  public Optional<Area> area(double lon, double lat) {
    return map.areas().stream().filter(area -> area.contains(lon, lat)).findFirst();
  }

  public Optional<Road> road(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// All pieces of the roads of a name, whatever its capitals, accents and hyphens, in the order of
  /// the map.
  public List<Road> roadsNamed(String name) {
    return List.copyOf(byName.getOrDefault(folded(name), List.of()));
  }

  /// The nearest point on any road that is wanted.
  ///
  /// @param within how far to look, metres
  public Optional<OnRoad> nearestRoad(
      double lon, double lat, double within, Predicate<Road> wanted) {
    return grid.nearest(lon, lat, within, wanted);
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}

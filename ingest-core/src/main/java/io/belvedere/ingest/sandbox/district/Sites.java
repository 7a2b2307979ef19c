package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Where things can stand: picks real places of the map, spread by the seed. Every list is in an
/// order that the seed alone decides.
final class Sites {
  private final CityMap map;
  private final Streets streets;
  private final long seed;

  Sites(CityMap map, Streets streets, long seed) {
    this.map = map;
    this.streets = streets;
    this.seed = seed;
  }

  /// The middle of a road.
  Site middleOf(int street) {
    return on(street, streets.lon(street), streets.lat(street));
  }

  /// A point beside a road, by that road's name.
  Site on(int street, double lon, double lat) {
    Road road = streets.road(street);
    String quarter = streets.quarter(street);
    String name = !road.name().isEmpty() ? road.name() : unnamed(road, quarter);
    return new Site(name, lon, lat, street, road.id(), quarter);
  }

  /// The place of that street which is nearest to a point; the point itself if the map has no such
  /// street.
  Site near(String street, double lon, double lat) {
    return streets
        .nearest(street, lon, lat)
        .map(s -> on(s, lon, lat))
        .orElseGet(() -> new Site(street, lon, lat, -1, "", Streets.quarter(map, lon, lat)));
  }

  private static String unnamed(Road road, String quarter) {
    String what = road.tunnel() ? "Tunnel" : road.bridge() ? "Bridge" : "Lane";
    return quarter.isEmpty() ? what : what + " in " + quarter;
  }

  /// Roads within the areas, the important ones first, each at its middle.
  List<Site> roads(String salt, int most) {
    return spread(salt, s -> streets.length(s) >= 18, byImportance()).stream()
        .limit(most)
        .map(this::middleOf)
        .toList();
  }

  /// Named roads within the areas in an order by the seed, each at a point along it.
  List<Site> kerbs(String salt, Predicate<Road> which, int most) {
    Dice dice = Dice.of(seed, "kerbs " + salt);
    List<Integer> picked =
        spread(
            salt,
            s -> which.test(streets.road(s)) && !streets.road(s).name().isEmpty(),
            Comparator.comparingInt(s -> 0));
    List<Site> sites = new ArrayList<>();
    while (sites.size() < most && !picked.isEmpty()) {
      for (int i = 0; i < picked.size() && sites.size() < most; i++) {
        int street = picked.get(i);
        double metres = streets.length(street) * dice.between(0.1, 0.9);
        double aside = Ground.degreesNorth(dice.between(-6, 6));
        var spot = streets.along(street, metres);
        sites.add(on(street, spot.lon() + aside, spot.lat() + aside));
      }
    }
    return sites;
  }

  private Comparator<Integer> byImportance() {
    return Comparator.comparing(s -> streets.road(s).roadClass());
  }

  private List<Integer> spread(String salt, IntPredicate which, Comparator<Integer> first) {
    long salted = Dice.of(seed, "spread " + salt).next();
    return IntStream.range(0, streets.size())
        .filter(s -> !streets.quarter(s).isEmpty())
        .filter(which)
        .boxed()
        .sorted(
            first
                .thenComparingLong(s -> Dice.mix(salted ^ streets.road(s).id().hashCode()))
                .thenComparing(s -> streets.road(s).id()))
        .toList();
  }

  /// Facilities of a kind, within the areas or not, by id.
  List<Site> facilities(FacilityKind kind) {
    return map.facilities().stream()
        .filter(f -> f.kind() == kind)
        .sorted(Comparator.comparing(Facility::id))
        .map(
            f ->
                new Site(
                    f.name().isEmpty() ? plain(kind) : f.name(),
                    f.lon(),
                    f.lat(),
                    -1,
                    "",
                    Streets.quarter(map, f.lon(), f.lat())))
        .toList();
  }

  private static String plain(FacilityKind kind) {
    String words = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// Buildings within the areas, those with a name first.
  List<Site> buildings() {
    List<Site> sites = new ArrayList<>();
    for (Surface surface : map.surfaces()) {
      if (surface.kind() == SurfaceKind.BUILDING && !surface.rings().isEmpty()) {
        double[] centre = centre(surface.rings().getFirst());
        String quarter = Streets.quarter(map, centre[0], centre[1]);
        if (!quarter.isEmpty()) {
          sites.add(new Site(surface.name(), centre[0], centre[1], -1, "", quarter));
        }
      }
    }
    sites.sort(
        Comparator.comparing((Site s) -> s.name().isEmpty())
            .thenComparing(Site::name)
            .thenComparingDouble(Site::lon)
            .thenComparingDouble(Site::lat));
    return sites;
  }

  /// The upper ends of stairways, where a lift stands.
  List<Site> stairs() {
    List<Site> sites = new ArrayList<>();
    for (Road road : map.roads()) {
      if (road.roadClass() == RoadClass.STEPS && road.points().length >= 4) {
        double lon = road.points()[0];
        double lat = road.points()[1];
        String quarter = Streets.quarter(map, lon, lat);
        if (!quarter.isEmpty()) {
          String near =
              !road.name().isEmpty()
                  ? road.name()
                  : streets.nearest("", lon, lat).map(s -> on(s, lon, lat).name()).orElse(quarter);
          sites.add(new Site(near, lon, lat, -1, road.id(), quarter));
        }
      }
    }
    long salted = Dice.of(seed, "stairs").next();
    sites.sort(
        Comparator.comparingLong((Site s) -> Dice.mix(salted ^ s.road().hashCode()))
            .thenComparing(Site::road));
    return sites;
  }

  private static double[] centre(double[] ring) {
    double lon = 0;
    double lat = 0;
    int points = ring.length / 2 - 1;
    for (int i = 0; i < points; i++) {
      lon += ring[2 * i];
      lat += ring[2 * i + 1];
    }
    return new double[] {lon / points, lat / points};
  }
}

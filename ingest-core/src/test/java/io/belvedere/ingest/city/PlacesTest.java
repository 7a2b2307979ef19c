package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.Places.OnRoad;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final CityMap MAP = Monaco.IMPORTED.map();
  private static final Places PLACES = new Places(MAP);

  @Property(tries = 100)
  void theNearestRoadIsTheNearestOfAll(
      @ForAll @Scale(6) @DoubleRange(min = 7.38, max = 7.47) double lon,
      @ForAll @Scale(6) @DoubleRange(min = 43.70, max = 43.77) double lat) {
    double nearest = Double.POSITIVE_INFINITY;
    var ground = new Ground((MAP.bounds().south() + MAP.bounds().north()) / 2);
    for (Road road : MAP.roads()) {
      double[] line = road.points();
      for (int i = 0; isForCars(road) && i + 3 < line.length; i += 2) {
        double t = ground.nearest(lon, lat, line, i);
        double onLon = line[i] + t * (line[i + 2] - line[i]);
        double onLat = line[i + 1] + t * (line[i + 3] - line[i + 1]);
        nearest = Math.min(nearest, ground.metres(lon, lat, onLon, onLat));
      }
    }
    Optional<OnRoad> found = PLACES.nearestRoad(lon, lat, 1_000, PlacesTest::isForCars);
    if (nearest >= 1_000) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.orElseThrow().away()).isCloseTo(nearest, within(1e-6));
    }
  }

  @Property(tries = 100)
  void aPointOnARoadIsWhereItSaysItIs(
      @ForAll @Scale(6) @DoubleRange(min = 7.412, max = 7.436) double lon,
      @ForAll @Scale(6) @DoubleRange(min = 43.727, max = 43.75) double lat) {
    PLACES
        .nearestRoad(lon, lat, 500, road -> true)
        .ifPresent(
            on -> {
              Lines.Spot spot = Lines.along(on.road().points(), on.along());
              assertThat(Lines.metres(spot.lon(), spot.lat(), on.lon(), on.lat()))
                  .isCloseTo(0, within(0.01));
              assertThat(Lines.metres(lon, lat, on.lon(), on.lat()))
                  .isCloseTo(on.away(), within(0.1));
            });
  }

  @Test
  void namesAreFoundWithoutTheirAccents() {
    assertThat(PLACES.roadsNamed("rond point sainte-devote"))
        .isNotEmpty()
        .allMatch(road -> road.name().equals("Rond-Point Sainte-Dévote"));
    assertThat(PLACES.roadsNamed("Downing Street")).isEmpty();
    assertThat(PLACES.roadsNamed("")).isEmpty();
  }

  @Test
  void aRoadIsFoundByItsId() {
    Road road = MAP.roads().get(100);
    assertThat(PLACES.road(road.id())).containsSame(road);
    assertThat(PLACES.road("w0-0")).isEmpty();
  }

  @Test
  void offTheCoastThereIsNoArea() {
    assertThat(PLACES.area(7.45, 43.72)).isEmpty();
    Area area = MAP.areas().getFirst();
    assertThat(PLACES.area(area.labelLon(), area.labelLat())).containsSame(area);
  }

  private static boolean isForCars(Road road) {
    return road.roadClass().isForCars();
  }
}

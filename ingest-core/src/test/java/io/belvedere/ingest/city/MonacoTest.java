package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.ImportReport.Fate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known of the real city must come out of its extract.
class MonacoTest {
  private static final CityMap MAP = Monaco.IMPORTED.map();
  private static final Places PLACES = new Places(MAP);

  @Test
  void theNineQuartersAreThere() {
    assertThat(MAP.areas())
        .extracting(Area::name)
        .containsExactlyInAnyOrder(
            "Fontvieille",
            "Monaco-Ville",
            "La Condamine",
            "La Rousse",
            "Larvotto",
            "Monte-Carlo",
            "Jardin Exotique",
            "Les Monegetti",
            "Sainte-Dévote");
  }

  @ParameterizedTest
  @CsvSource({
    "7.4206, 43.7310, Monaco-Ville", // the palace
    "7.4283, 43.7391, Monte-Carlo", // the casino
    "7.4156, 43.7276, Fontvieille", // the stadium
    "7.4131, 43.7312, Jardin Exotique", // the exotic garden
    "7.4204, 43.7344, La Condamine", // the market quarter
    "7.4385, 43.7470, Larvotto", // the Sporting
    "7.4197, 43.7381, Sainte-Dévote" // the railway station
  })
  void whatOneKnowsLiesInItsQuarter(double lon, double lat, String quarter) {
    assertThat(PLACES.area(lon, lat)).map(Area::name).contains(quarter);
  }

  @Test
  void areasDoNotOverlapAndEachHoldsItsName() {
    for (Area area : MAP.areas()) {
      assertThat(MAP.areas().stream().filter(a -> a.contains(area.labelLon(), area.labelLat())))
          .as(area.name())
          .containsExactly(area);
    }
  }

  @Test
  void seaIsWhereTheSeaIs() {
    assertThat(isSea(7.4245, 43.7355)).as("in the harbour").isTrue();
    assertThat(isSea(7.4400, 43.7350)).as("off the harbour").isTrue();
    assertThat(isSea(7.4600, 43.7100)).as("far out in the south-east corner").isTrue();
    assertThat(isSea(7.4210, 43.7293)).as("in the harbour of Fontvieille").isTrue();
    assertThat(isSea(7.3900, 43.7600)).as("in the mountains").isFalse();
    assertThat(isSea(7.4339, 43.7480)).as("La Rousse").isFalse();
    for (Area area : MAP.areas()) {
      assertThat(isSea(area.labelLon(), area.labelLat())).as(area.name()).isFalse();
    }
  }

  @Test
  void noRoadForCarsRunsInTheSea() {
    // A tunnel or a bridge may, and a pier or a quay is at the shore itself.
    List<Road> wet =
        MAP.roads().stream()
            .filter(road -> road.roadClass().isForCars() && !road.tunnel() && !road.bridge())
            .filter(road -> isSea(middle(road).lon(), middle(road).lat()))
            .toList();
    assertThat(wet).isEmpty();
  }

  @Test
  void everythingIsCounted() {
    assertThat(segments(MAP.roads())).isBetween(11_000, 11_600);
    assertThat(MAP.roads().stream().filter(road -> road.roadClass().isForCars())).hasSize(1739);
    assertThat(surfaces(SurfaceKind.SEA)).hasSize(1);
    // The extract has 1,208 objects tagged as buildings, of which one is a mere point.
    assertThat(surfaces(SurfaceKind.BUILDING)).hasSize(1207);
    assertThat(surfaces(SurfaceKind.PIER)).hasSize(27);
    assertThat(surfaces(SurfaceKind.PARK)).hasSizeGreaterThan(60);
    assertThat(facilities(FacilityKind.HOSPITAL)).isEqualTo(6);
    assertThat(facilities(FacilityKind.FIRE_STATION)).isEqualTo(2);
    assertThat(facilities(FacilityKind.POLICE)).isEqualTo(9);
    assertThat(facilities(FacilityKind.BUS_STOP)).isEqualTo(104);
    assertThat(facilities(FacilityKind.RAILWAY_STATION)).isEqualTo(1);
    assertThat(facilities(FacilityKind.PARKING)).isEqualTo(60);
    assertThat(Monaco.IMPORTED.report().kept())
        .containsEntry("area", 9)
        .containsEntry("building", 1207);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Avenue Princesse Grace",
        "Pont Sainte-Dévote",
        "Rond-Point Sainte-Dévote",
        "Boulevard Albert 1er",
        "Avenue d'Ostende",
        "Rue Suffren Reymond",
        "Rue de Millo",
        "Rue Grimaldi",
        "Boulevard du Larvotto",
        "Rond-Point du Portier",
        "Boulevard Louis II",
        "Boulevard du Jardin Exotique"
      })
  void theStreetsOfTheScenarioCanBeDriven(String name) {
    assertThat(PLACES.roadsNamed(name)).anyMatch(road -> road.roadClass().isForCars());
  }

  @Test
  void aGalleryThatOneWalksIsNoRoadForCars() {
    assertThat(PLACES.roadsNamed("Galerie Sainte-Dévote"))
        .isNotEmpty()
        .allMatch(road -> road.tunnel() && !road.roadClass().isForCars());
  }

  @Test
  void routesLeadFromOneEndOfTheCityToTheOther() {
    var graph = RoadGraph.of(MAP);
    List<Long> main = graph.mainNodes();
    assertThat(main).hasSizeGreaterThan(1300);
    long fontvieille = node("Avenue des Papalins", main);
    long larvotto = node("Avenue Princesse Grace", main);

    assertThat(graph.route(fontvieille, larvotto))
        .hasValueSatisfying(
            route -> {
              assertThat(route.metres()).isBetween(2_000.0, 7_000.0);
              assertThat(route.seconds()).isBetween(180.0, 1_200.0);
            });
    assertThat(graph.route(larvotto, fontvieille)).isPresent();
  }

  @Test
  void theOutlineGoesAroundAllQuarters() throws IOException {
    String outline = CityMapWriter.outline(MAP);
    JsonNode polygons = new ObjectMapper().readTree(outline).get("coordinates");
    assertThat(polygons).as("the city, and the breakwater off its beach").hasSize(2);
    JsonNode ring = polygons.get(0).get(0);
    double[] points = new double[ring.size() * 2];
    for (int i = 0; i < ring.size(); i++) {
      points[2 * i] = ring.get(i).get(0).doubleValue();
      points[2 * i + 1] = ring.get(i).get(1).doubleValue();
    }
    for (Area area : MAP.areas()) {
      assertThat(Rings.contain(List.of(points), area.labelLon(), area.labelLat())).isTrue();
    }
    assertThat(Rings.contain(List.of(points), 7.45, 43.72)).isFalse();
  }

  @Test
  void everythingLiesWithinTheBounds() {
    Stream.of(
            MAP.roads().stream().map(Road::points),
            MAP.surfaces().stream().flatMap(surface -> surface.rings().stream()),
            MAP.areas().stream().flatMap(area -> area.rings().stream()))
        .flatMap(lines -> lines)
        .forEach(
            line -> {
              for (int i = 0; i < line.length; i += 2) {
                assertThat(MAP.bounds().contains(line[i], line[i + 1])).isTrue();
              }
            });
  }

  @Test
  void whatTheExtractLacksIsMendedAndSaid() {
    assertThat(Monaco.IMPORTED.report().remarks())
        .filteredOn(remark -> remark.fate() == Fate.MENDED)
        .extracting(remark -> remark.element() + " " + remark.what())
        .anyMatch(text -> text.startsWith("relation 5986474 (Les Monegetti) lacks 468 m"))
        .anyMatch(text -> text.startsWith("coastline breaks off at 7.41529 43.72344"))
        .anyMatch(text -> text.startsWith("coastline breaks off at 7.43912 43.74906"));
  }

  @Test
  void theShippedMapIsWhatTheImportMakes() throws IOException {
    List<String> shipped = lines(CityMaps.bundled("monaco"));
    List<String> made = lines(MAP);
    assertThat(shipped).hasSameSizeAs(made);
    for (int i = 0; i < made.size(); i++) {
      // One by one, because the whole would be a megabyte of failure.
      assertThat(shipped.get(i).equals(made.get(i))).as("line %d is the same", i + 1).isTrue();
    }
  }

  private static List<String> lines(CityMap map) throws IOException {
    var text = new StringWriter();
    CityMapWriter.write(map, text);
    return text.toString().lines().toList();
  }

  private static boolean isSea(double lon, double lat) {
    return MAP.surfaces().stream()
        .filter(surface -> surface.kind() == SurfaceKind.SEA)
        .anyMatch(surface -> Rings.contain(surface.rings(), lon, lat));
  }

  private static List<Surface> surfaces(SurfaceKind kind) {
    return MAP.surfaces().stream().filter(surface -> surface.kind() == kind).toList();
  }

  private static long facilities(FacilityKind kind) {
    return MAP.facilities().stream().filter(facility -> facility.kind() == kind).count();
  }

  private static int segments(List<Road> roads) {
    return roads.stream().mapToInt(road -> road.points().length / 2 - 1).sum();
  }

  private static Lines.Spot middle(Road road) {
    return Lines.along(road.points(), Lines.metres(road.points()) / 2);
  }

  private static long node(String street, List<Long> among) {
    return PLACES.roadsNamed(street).stream()
        .map(Road::fromNode)
        .filter(among::contains)
        .findFirst()
        .orElseThrow();
  }
}

package io.belvedere.ingest.city;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CityMapFileTest {
  private static final String SMALL =
      """
      {"type":"FeatureCollection",
      "belvedere":{"format":1,"name":"small","attribution":"us"},
      "bbox":[7,43,8,44],
      "features":[
      {"type":"Feature","id":"a","properties":{"type":"area","name":"A","label":[7.2,43.2]},"geometry":{"type":"MultiPolygon","coordinates":[[[[7,43],[8,43],[8,44],[7,43]]]]}},
      {"type":"Feature","id":"r","properties":{"type":"road","class":"primary","from":1,"to":2,"layer":-1},"geometry":{"type":"LineString","coordinates":[[7.1,43.1],[7.2,43.2]]}},
      {"type":"Feature","id":"f","properties":{"type":"facility","kind":"police"},"geometry":{"type":"Point","coordinates":[7.1,43.1]}}
      ]}
      """;

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("maps") CityMap map) throws IOException {
    assertThat(read(text(map))).usingRecursiveComparison().isEqualTo(map);
  }

  @Test
  void eachFeatureHasALineOfItsOwn() throws IOException {
    assertThat(text(read(SMALL))).isEqualTo(SMALL);
  }

  @Test
  void aHoleStaysWithItsPolygon() throws IOException {
    double[] outer = {7, 43, 8, 43, 8, 44, 7, 44, 7, 43};
    double[] hole = {7.4, 43.4, 7.4, 43.6, 7.6, 43.6, 7.6, 43.4, 7.4, 43.4};
    double[] other = {8.1, 43, 8.2, 43, 8.2, 43.1, 8.1, 43};
    var map =
        new CityMap(
            "holes",
            "us",
            new Bounds(7, 43, 9, 44),
            List.of(),
            List.of(new Surface(SurfaceKind.PARK, "", List.of(outer, hole, other))),
            List.of(),
            List.of());
    assertThat(text(map))
        .contains("[[[[7,43],[8,43],[8,44],[7,44],[7,43]],[[7.4,43.4]")
        .contains("]],[[[8.1,43]");
    assertThat(read(text(map)).surfaces().getFirst().rings()).containsExactly(outer, hole, other);
  }

  @Test
  void membersMayComeInAnyOrderAndUnknownOnesArePassedOver() throws IOException {
    String turned =
        """
        {"features":[
        {"geometry":{"coordinates":[7.1,43.1,12.5],"type":"Point"},"later":{"deep":[1,[2]]},
         "properties":{"kind":"police","opened":1950,"type":"facility"},"id":"f"},
        {"type":"Feature","properties":{"type":"tramway"},"geometry":{"type":"Point","coordinates":[7,43]}}],
        "bbox":[7,43,8,44],"crs":null,"belvedere":{"attribution":"us","more":[],"name":"n","format":1}}
        """;
    CityMap map = read(turned);
    assertThat(map.facilities())
        .containsExactly(new Facility("f", FacilityKind.POLICE, "", 7.1, 43.1));
    assertThat(map.roads()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"format\":1`|`\"format\":2`|small.geojson line 2: /belvedere/format asks for another reader: this one reads format 1 only.",
        "[7,43,8,44]|[7,43,8]|small.geojson line 3: /bbox is no number of degrees up to 180.",
        "`\"layer\":-1`|`\"layer\":\"-1\"`|small.geojson line 6: /features/1/properties/layer is not a whole number.",
        "[7.1,43.1],|[7.1,143.1],|small.geojson line 6: /features/1/geometry/coordinates/0/1 is no number of degrees up to 90.",
        "primary|dirt|`small.geojson line 6: \"dirt\" is no class of a road.`",
        "police|`pub`|`small.geojson line 7: \"pub\" is no kind of a facility.`",
        "`\"from\":1,`|``|small.geojson line 6: a road needs from.",
        "`,[7,43]]]]`|`]]]`|small.geojson line 5: a area needs rings of four or more points that close.",
        "`[7.1,43.1],[7.2`|`[[[[7.1,43.1]]],[7.2`|small.geojson line 6: /features/1/geometry/coordinates/0/0/0/0 is nested more deeply than any geometry.",
      })
  void aFaultIsNamedByLineAndField(String good, String bad, String message) {
    assertThat(SMALL).contains(good);
    assertThatThrownBy(() -> read(SMALL.replace(good, bad)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @Test
  void aFileThatBreaksOffOrIsSomethingElseIsRefused() {
    assertThatThrownBy(() -> read(SMALL.substring(0, 200)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("small.geojson line 5: Unexpected end-of-input");
    assertThatThrownBy(() -> read("{\"type\":\"FeatureCollection\",\"features\":[]}"))
        .hasMessageContaining("is no Belvedere map");
    assertThatThrownBy(() -> read("{\"deep\":" + "[".repeat(2_000)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("small.geojson line 1: Document nesting depth");
    assertThatThrownBy(() -> read("[]"))
        .hasMessage("small.geojson line 1: the file is not an object.");
    assertThatThrownBy(() -> read(""))
        .hasMessage("small.geojson line 1: the file is not an object.");
  }

  @Test
  void aMapIsOpenedByItsFileOrItsFolder(@TempDir Path folder) throws IOException {
    CityMapWriter.write(read(SMALL), folder.resolve(CityMaps.FILE));
    assertThat(CityMaps.open(folder).name()).isEqualTo("small");
    assertThat(CityMaps.open(folder.resolve(CityMaps.FILE)).name()).isEqualTo("small");
    assertThat(folder).isDirectoryContaining("glob:**/map.geojson");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThatThrownBy(() -> CityMaps.open(folder.resolve("none")))
        .hasMessageStartingWith("There is no map file");
    assertThatThrownBy(() -> CityMaps.bundled("atlantis"))
        .hasMessage("No map called \"atlantis\" comes with Belvedere.");
  }

  private static CityMap read(String text) throws IOException {
    return CityMapReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "small.geojson");
  }

  private static String text(CityMap map) throws IOException {
    var text = new StringWriter();
    CityMapWriter.write(map, text);
    return text.toString();
  }

  @Provide
  Arbitrary<CityMap> maps() {
    Arbitrary<String> names = Arbitraries.strings().ofMaxLength(8).filter(name -> !name.isEmpty());
    Arbitrary<Double> degrees =
        Arbitraries.longs().between(-900_000_000, 900_000_000).map(steps -> steps / 1e7);
    Arbitrary<double[]> lines =
        degrees.array(double[].class).ofMinSize(4).ofMaxSize(20).map(CityMapFileTest::even);
    Arbitrary<List<double[]>> rings =
        lines
            .filter(line -> line.length >= 6)
            .map(CityMapFileTest::closed)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    Arbitrary<Area> areas =
        Combinators.combine(names, names, rings, degrees, degrees).as(Area::new);
    Arbitrary<Surface> surfaces =
        Combinators.combine(
                Arbitraries.of(SurfaceKind.values()), Arbitraries.strings().ofMaxLength(5), rings)
            .as(Surface::new);
    Arbitrary<Facility> facilities =
        Combinators.combine(
                names,
                Arbitraries.of(FacilityKind.values()),
                Arbitraries.strings(),
                degrees,
                degrees)
            .as(Facility::new);
    Arbitrary<Long> nodes = Arbitraries.longs().filter(node -> node != 0);
    Arbitrary<Road> roads =
        Combinators.combine(
                names,
                Arbitraries.of(RoadClass.values()),
                nodes,
                nodes,
                Arbitraries.of(true, false).list().ofSize(3),
                Arbitraries.integers().between(-9, 9),
                lines)
            .as(
                (id, roadClass, from, to, flags, layer, points) ->
                    new Road(
                        id,
                        id,
                        roadClass,
                        from,
                        to,
                        flags.get(0),
                        flags.get(1),
                        flags.get(2),
                        layer,
                        points));
    return Combinators.combine(
            names,
            Arbitraries.strings(),
            degrees,
            areas.list().ofMaxSize(2),
            surfaces.list().ofMaxSize(2),
            roads.list().ofMaxSize(3),
            facilities.list().ofMaxSize(2))
        .as(
            (name, attribution, side, a, s, r, f) ->
                new CityMap(name, attribution, new Bounds(-10, -side, 10, side), a, s, r, f));
  }

  private static double[] even(double[] numbers) {
    return Arrays.copyOf(numbers, numbers.length / 2 * 2);
  }

  private static double[] closed(double[] line) {
    double[] ring = Arrays.copyOf(line, line.length + 2);
    ring[line.length] = line[0];
    ring[line.length + 1] = line[1];
    return ring;
  }
}

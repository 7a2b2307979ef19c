package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.ImportReport.Fate;
import io.belvedere.ingest.city.OsmImport.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoJsonImportTest {
  private static final String STREET = "\"highway\":\"residential\"";
  private static final String SQUARE =
      polygon("[[7.41,43.73],[7.42,43.73],[7.42,43.74],[7.41,43.74],[7.41,43.73]]");

  @TempDir private Path folder = Path.of("");

  @Test
  void theShippedMapComesBackAsItWas() throws IOException {
    CityMap shipped = CityMaps.bundled("monaco");
    Path file = folder.resolve("monaco.geojson");
    CityMapWriter.write(shipped, file);
    Imported imported =
        CityImport.read(List.of(file), ImportOptions.named("monaco"), KindMapping.none(), "");
    CityMap map = imported.map();
    assertThat(map.roads()).hasSameSizeAs(shipped.roads());
    assertThat(map.surfaces()).hasSameSizeAs(shipped.surfaces());
    assertThat(map.facilities()).hasSameSizeAs(shipped.facilities());
    assertThat(imported.report().count(Fate.DROPPED)).isZero();
    Path again = folder.resolve("again.geojson");
    CityMapWriter.write(map, again);
    assertThat(again).hasSameTextualContentAs(file);
  }

  @Test
  void openStreetMapsTagsSayWhatAFeatureIs() throws IOException {
    CityMap map =
        map(
            feature(
                STREET + ",\"name\":\"Long\",\"oneway\":true", line("[7.41,43.73],[7.42,43.73]")),
            feature("\"building\":\"yes\"", SQUARE),
            feature(
                "\"amenity\":\"hospital\",\"name\":\"A\"",
                "\"Point\",\"coordinates\":[7.41,43.73]"),
            feature("\"amenity\":\"police\",\"building\":\"yes\"", SQUARE));
    assertThat(map.roads())
        .extracting(Road::roadClass, Road::name, Road::oneway, Road::id)
        .containsExactly(tuple(RoadClass.RESIDENTIAL, "Long", true, "city-1-0"));
    assertThat(map.surfaces())
        .extracting(Surface::kind)
        .containsExactly(SurfaceKind.BUILDING, SurfaceKind.BUILDING);
    assertThat(map.facilities())
        .extracting(Facility::kind, Facility::name)
        .containsExactly(tuple(FacilityKind.HOSPITAL, "A"), tuple(FacilityKind.POLICE, ""));
  }

  @Test
  void whatConvertersMakeOfTagsIsUnderstood() throws IOException {
    CityMap map =
        map(
            feature("\"fclass\":\"primary\",\"oneway\":\"T\"", line("[7.41,43.73],[7.42,43.73]")),
            feature("\"HIGHWAY\":\"Service\",\"BRIDGE\":\"F\"", line("[7.41,43.75],[7.42,43.75]")),
            feature(
                "\"highway\":\"primary\",\"other_tags\":\"\\\"tunnel\\\"=>\\\"yes\\\",\\\"layer\\\"=>\\\"-2\\\"\"",
                line("[7.41,43.76],[7.42,43.76]")),
            feature("\"fclass\":\"fire_station\"", "\"Point\",\"coordinates\":[7.41,43.73]"),
            feature("\"fclass\":\"reservoir\"", SQUARE));
    assertThat(map.roads())
        .extracting(Road::roadClass, Road::oneway, Road::bridge, Road::tunnel, Road::layer)
        .containsExactly(
            tuple(RoadClass.PRIMARY, true, false, false, 0),
            tuple(RoadClass.SERVICE, false, false, false, 0),
            tuple(RoadClass.PRIMARY, false, false, true, -2));
    assertThat(map.roads().getFirst().points()[0]).isEqualTo(7.42);
    assertThat(map.facilities())
        .extracting(Facility::kind)
        .containsExactly(FacilityKind.FIRE_STATION);
    assertThat(map.surfaces()).extracting(Surface::kind).containsExactly(SurfaceKind.WATER);
  }

  @Test
  void theNameOfAFileSaysWhatIsInItWhereNothingElseDoes() throws IOException {
    Path roads = write("city_streets.geojson", feature("", line("[7.41,43.73],[7.42,43.73]")));
    Path houses = write("Buildings.json", feature("\"height\":12", SQUARE));
    Path quarters = write("quarters.geojson", feature("\"NAME\":\"Port\"", SQUARE));
    CityMap map =
        CityImport.read(List.of(roads, houses, quarters), named(), KindMapping.none(), "© City")
            .map();
    assertThat(map.roads()).hasSize(1);
    assertThat(map.surfaces()).extracting(Surface::kind).containsExactly(SurfaceKind.BUILDING);
    assertThat(map.areas()).extracting(CityMap.Area::name).containsExactly("Port");
    assertThat(map.attribution()).isEqualTo("© City");
    assertThat(map.bounds().west()).isLessThan(7.41).isGreaterThan(7.40);
  }

  @Test
  void roadsMeetWhereTheyShareAPoint() throws IOException {
    CityMap map =
        map(
            feature(STREET, line("[7.41,43.73],[7.42,43.73],[7.43,43.73]")),
            feature(
                STREET,
                "\"MultiLineString\",\"coordinates\":[[[7.42,43.72],[7.42,43.73]],[[7.42,43.73],[7.42,43.74]]]"));
    assertThat(map.roads())
        .extracting(Road::id, Road::fromNode, Road::toNode)
        .containsExactly(
            tuple("city-1-0", 1L, 2L),
            tuple("city-1-1", 2L, 3L),
            tuple("city-2-0", 4L, 2L),
            tuple("city-2-2", 2L, 5L));
  }

  @Test
  void aBoxCutsWhatCrossesItsEdge() throws IOException {
    Path file =
        write(
            "city.geojson",
            feature(STREET, line("[7.41,43.73],[7.43,43.73]")),
            feature("\"building\":\"yes\"", SQUARE),
            feature("\"building\":\"yes\"", SQUARE.replace("7.4", "7.5")));
    Imported imported = read(file, new Bounds(7.415, 43.72, 7.425, 43.735));
    assertThat(imported.map().roads().getFirst().points())
        .containsExactly(7.415, 43.73, 7.425, 43.73);
    assertThat(imported.map().surfaces()).hasSize(1);
    assertThat(imported.map().surfaces().getFirst().rings().getFirst())
        .contains(7.415, 43.735)
        .doesNotContain(43.74);
    assertThat(imported.report().beyond()).isEqualTo(1);
  }

  @Test
  void aWholeFileWithSwappedCoordinatesIsMendedWhereItCanBeTold() throws IOException {
    Path file = write("city.geojson", feature(STREET, line("[43.73,7.41],[43.73,7.42]")));
    Imported imported = read(file, new Bounds(7, 43, 8, 44));
    assertThat(imported.map().roads().getFirst().points())
        .containsExactly(7.41, 43.73, 7.42, 43.73);
    assertThat(remarks(imported, Fate.MENDED)).hasSize(1);
    CityMap tokyo = map(feature(STREET, line("[35.68,139.76],[35.68,139.77]")));
    assertThat(tokyo.roads().getFirst().points()).containsExactly(139.76, 35.68, 139.77, 35.68);
  }

  @Test
  void aLineOfHundredsOfKilometresDoesNotStretchTheMap() throws IOException {
    String railway =
        IntStream.range(0, 672)
            .mapToObj(i -> "[%s,43.735]".formatted(7.415 + i * 0.0124))
            .collect(Collectors.joining(","));
    Imported imported =
        imported(
            feature(STREET, line("[7.41,43.73],[7.42,43.73]")),
            feature(STREET, line("[7.41,43.74],[7.42,43.74]")),
            feature("\"railway\":\"rail\"", line(railway)));
    assertThat(imported.map().bounds()).isEqualTo(new Bounds(7.41, 43.73, 7.42, 43.74));
    assertThat(imported.map().roads().getLast().points()).endsWith(7.42, 43.735);
    assertThat(remarks(imported, Fate.CUT))
        .containsExactly("city.geojson feature 3 in line 4 goes on for 668.8 km beyond the edge");
  }

  @Test
  void featuresMayAlsoStandAloneOrOneAfterTheOther() throws IOException {
    Path file = folder.resolve("streets.geojsonl");
    String street = feature(STREET, line("[7.41,43.73],[7.42,43.73]"));
    Files.writeString(file, street + "\n" + street.replace("43.73", "43.74") + "\n[]\n{}\n");
    Imported imported = CityImport.read(List.of(file), named(), KindMapping.none(), "");
    assertThat(imported.map().roads()).hasSize(2);
    assertThat(remarks(imported, Fate.DROPPED))
        .containsExactly(
            "streets.geojsonl has a value that is no GeoJSON in line 3",
            "streets.geojsonl is JSON but no GeoJSON: it has neither features nor a geometry");
    Files.writeString(
        file,
        "{\"geometries\":[{\"coordinates\":[[7.41,43.73],[7.42,43.73]],\"type\":\"LineString\"}]}");
    assertThat(CityImport.read(List.of(file), named(), KindMapping.none(), "").map().roads())
        .hasSize(1);
  }

  @Test
  void badGeometryIsReportedAndTheRestStays() throws IOException {
    Imported imported =
        imported(
            feature(STREET, line("[7.41,43.73],[7.42,43.73]")),
            feature(STREET, line("[43.73,7.41],[43.73,7.42]")),
            feature(STREET, line("[7.41,NaN],[7.42,43.73]")),
            feature(STREET, line("[7.41,43.73],[\"x\",43.73]")),
            feature(STREET, line("")),
            feature(STREET, line("[7.41,43.73]")),
            feature(STREET, line("[7.41,43.73],[7.42,49.73]")),
            feature(STREET, line("[179.9,43.73],[-179.9,43.73]")),
            feature(STREET, line("[7.41,1e99],[7.42,43.73]")),
            feature(STREET, "\"Circle\",\"coordinates\":[7.41,43.73]"),
            feature(STREET, "\"LineString\",\"coordinates\":[[[7.41,43.73]]]"),
            "{\"type\":\"Feature\",\"properties\":{" + STREET + "},\"geometry\":null}",
            "17",
            feature(STREET, line("[2.35,48.85],[2.36,48.85]")),
            feature(
                "\"building\":\"yes\"",
                polygon("[[7.41,43.73],[7.42,43.74],[7.42,43.73],[7.41,43.74],[7.41,43.73]]")),
            feature("\"building\":\"yes\"", polygon("[[7.41,43.73],[7.42,43.73],[7.42,43.74]]")),
            feature("\"building\":\"yes\"", polygon("[[7.41,43.73],[7.42,43.74],[7.41,43.73]]")),
            feature("\"building\":\"yes\"", "\"Point\",\"coordinates\":[7.41,43.73]"),
            feature(STREET, SQUARE));
    assertThat(remarks(imported, Fate.DROPPED))
        .containsExactlyInAnyOrder(
            "city.geojson feature 3 in line 4 has a coordinate that is no number",
            "city.geojson feature 4 in line 5 has a coordinate that is no number",
            "city.geojson feature 5 in line 6 is empty",
            "city.geojson feature 6 in line 7 has fewer than two points",
            "city.geojson feature 7 in line 8 goes straight for 668 km, a wrong coordinate",
            "city.geojson feature 8 in line 9 crosses the antimeridian",
            "city.geojson feature 9 in line 10 has a coordinate that is nowhere on earth",
            "city.geojson feature 10 in line 11 has the unknown geometry type \"Circle\"",
            "city.geojson feature 11 in line 12 is a LineString whose coordinates are not nested like one",
            "city.geojson feature 12 in line 13 has no geometry",
            "city.geojson feature 14 in line 15 lies 700 km away from the rest",
            "city.geojson feature 17 in line 18 encloses nothing",
            "city.geojson feature 18 in line 19 is a surface drawn as a point",
            "city.geojson feature 19 in line 20 is a road that is not drawn as a line");
    assertThat(remarks(imported, Fate.MENDED))
        .containsExactly(
            "city.geojson feature 2 in line 3 had longitude and latitude swapped",
            "city.geojson feature 15 in line 16 crosses itself",
            "city.geojson feature 16 in line 17 had a ring that did not close");
    assertThat(imported.map().roads()).hasSize(2);
    assertThat(imported.map().surfaces()).hasSize(2);
    assertThat(imported.report().passedOver()).containsEntry("city", 1);
  }

  @Test
  void aFileThatBreaksOffKeepsWhatCameBefore() throws IOException {
    Path file =
        write("city.geojson", feature(STREET, line("[7.41,43.73],[7.42,43.73]")), "{\"type\":");
    Imported imported = CityImport.read(List.of(file), named(), KindMapping.none(), "");
    assertThat(imported.map().roads()).hasSize(1);
    assertThat(remarks(imported, Fate.DROPPED))
        .singleElement()
        .asString()
        .startsWith("city.geojson is no longer JSON in line 3, after 1 whole features (");
  }

  @Test
  void whatLeavesNothingIsAnErrorThatSaysWhy() throws IOException {
    Path trees =
        write(
            "trees.geojson", feature("\"ART\":\"Linde\"", "\"Point\",\"coordinates\":[7.4,43.7]"));
    assertThatThrownBy(() -> read(trees, new Bounds(7, 43, 8, 44)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Nothing is left for a map: nothing says what 1 features of trees are; --mapping can tell by art.");
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"a\":[");
    assertThatThrownBy(() -> read(broken, new Bounds(7, 43, 8, 44)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "Nothing is left for a map: broken.json is no longer JSON at byte 6");
    Path tiles = folder.resolve("city.mbtiles");
    Files.writeString(tiles, "SQLite format 3\0");
    assertThatThrownBy(() -> read(tiles, new Bounds(7, 43, 8, 44)))
        .hasMessageStartingWith(tiles + " cannot be read as MBTiles: ");
  }

  @Test
  void aNamedProjectionIsFollowedOrRefused() throws IOException {
    String member =
        "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::%s\"}},";
    String street = feature(STREET, line("[500000,4982950.4],[500100,4982950.4]"));
    Path utm = folder.resolve("utm.geojson");
    Files.writeString(utm, "{" + member.formatted("32632") + "\"features\":[" + street + "]}");
    CityMap map = CityImport.read(List.of(utm), named(), KindMapping.none(), "").map();
    assertThat(map.roads().getFirst().points()[0]).isEqualTo(9.0);
    assertThat(map.roads().getFirst().points()[1]).isCloseTo(45.0, within(1e-6));
    Files.writeString(utm, "{" + member.formatted("31370") + "\"features\":[" + street + "]}");
    assertThatThrownBy(() -> CityImport.read(List.of(utm), named(), KindMapping.none(), ""))
        .hasMessageContaining("EPSG::31370, a projection that Belvedere does not know");
  }

  @Test
  void theCitysMappingTellsWhatItsWordsMean() throws IOException {
    Path mapping = folder.resolve("mapping.json");
    Files.writeString(
        mapping,
        """
        {"strassen/KLASSE=H": "primary", "strassen": "residential", "*/funktion=1100": "building",
         "strassen/STR_NAME": "name", "baeume": "nothing", "strassen/klasse=X": "steps"}
        """);
    Path streets =
        write(
            "Strassen.geojson",
            feature("\"Klasse\":\"h\",\"str_name\":\"Ring\"", line("[7.41,43.73],[7.42,43.73]")),
            feature("\"Klasse\":\"N\"", line("[7.41,43.74],[7.42,43.74]")));
    Path rest =
        write(
            "alkis.geojson",
            feature("\"FUNKTION\":1100", SQUARE),
            feature("\"FUNKTION\":7", SQUARE));
    Imported imported =
        CityImport.read(List.of(streets, rest), named(), KindMapping.read(mapping), "");
    assertThat(imported.map().roads())
        .extracting(Road::roadClass, Road::name)
        .containsExactly(tuple(RoadClass.PRIMARY, "Ring"), tuple(RoadClass.RESIDENTIAL, ""));
    assertThat(imported.map().surfaces()).hasSize(1);
    assertThat(remarks(imported, Fate.DROPPED))
        .containsExactly(
            "rule baeume of the mapping fits nothing",
            "rule strassen/klasse=X of the mapping fits nothing");
    Files.writeString(mapping, "{\"roads\": \"autobahn\"}");
    assertThatThrownBy(() -> KindMapping.read(mapping))
        .hasMessageStartingWith(mapping + ": \"autobahn\" of roads is none of area, motorway,");
  }

  private CityMap map(String... features) throws IOException {
    return imported(features).map();
  }

  private Imported imported(String... features) throws IOException {
    return CityImport.read(
        List.of(write("city.geojson", features)), named(), KindMapping.none(), "");
  }

  private static Imported read(Path file, Bounds box) throws IOException {
    var options = new ImportOptions("test", Optional.of(box), 0, OptionalInt.empty());
    return CityImport.read(List.of(file), options, KindMapping.none(), "");
  }

  private static ImportOptions named() {
    return ImportOptions.named("test");
  }

  private static List<String> remarks(Imported imported, Fate fate) {
    return imported.report().remarks().stream()
        .filter(remark -> remark.fate() == fate)
        .map(remark -> remark.element() + " " + remark.what())
        .toList();
  }

  private Path write(String name, String... features) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        "{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", features) + "]}\n");
    return file;
  }

  private static String feature(String properties, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":{\"type\":%s}}"
        .formatted(properties, geometry);
  }

  private static String line(String points) {
    return "\"LineString\",\"coordinates\":[" + points + "]";
  }

  private static String polygon(String rings) {
    return "\"Polygon\",\"coordinates\":[" + rings + "]";
  }
}

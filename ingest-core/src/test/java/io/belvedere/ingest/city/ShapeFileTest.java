package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.ImportReport.Remark;
import io.belvedere.ingest.city.OsmImport.Imported;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeFileTest {
  private static final String WGS84 =
      """
      GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],
      PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
      """;
  private static final String UTM_32 =
      "PROJCS[\"WGS_1984_UTM_Zone_32N\","
          + WGS84.strip()
          + ",PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],"
          + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",9.0],"
          + "PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],"
          + "UNIT[\"Meter\",1.0]]";

  private static final double[] STREET = {7.41, 43.73, 7.42, 43.73};

  @TempDir private Path folder = Path.of("");

  @Test
  void severalFilesMakeOneMap() throws IOException {
    Path roads =
        new ShapeFileWriter("FCLASS", "NAME", "ONEWAY")
            .lines(List.of(STREET), "primary", "Quai", "F")
            .lines(List.of(new double[] {7.42, 43.73, 7.42, 43.74}), "service", "", "B")
            .write(folder, "roads", StandardCharsets.UTF_8);
    Path houses =
        new ShapeFileWriter("HEIGHT")
            .polygon(List.of(square(7.41, 43.73, 0.001)), "12")
            .write(folder, "BUILDINGS", StandardCharsets.UTF_8);
    Path places =
        new ShapeFileWriter("AMENITY", "NAME")
            .point(7.415, 43.735, "hospital", "Grace")
            .write(folder, "places", StandardCharsets.UTF_8);
    for (String name : List.of("roads", "BUILDINGS", "places")) {
      Files.writeString(folder.resolve(name + ".prj"), WGS84);
    }
    Imported imported = read(roads, houses, places);
    assertThat(imported.map().roads())
        .extracting(Road::roadClass, Road::name, Road::oneway, Road::toNode)
        .containsExactly(
            tuple(RoadClass.PRIMARY, "Quai", true, 2L), tuple(RoadClass.SERVICE, "", false, 3L));
    assertThat(imported.map().surfaces()).hasSize(1);
    assertThat(imported.map().facilities())
        .extracting(Facility::kind, Facility::name)
        .containsExactly(tuple(FacilityKind.HOSPITAL, "Grace"));
    assertThat(imported.report().remarks()).isEmpty();
  }

  @Test
  void aProjectionIsFollowed() throws IOException {
    Path roads =
        new ShapeFileWriter("HIGHWAY")
            .lines(List.of(new double[] {500_000, 4_982_950.4, 500_100, 4_982_950.4}), "primary")
            .write(folder, "roads", StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("roads.prj"), UTM_32);
    double[] points = read(roads).map().roads().getFirst().points();
    assertThat(points[0]).isEqualTo(9.0);
    assertThat(points[1]).isCloseTo(45.0, within(1e-6));
    assertThat(points[2]).isCloseTo(9.0 + 100 / 0.9996 / 78_846.8, within(1e-6));
  }

  @Test
  void anUnknownProjectionIsNamed() throws IOException {
    Path roads = street().write(folder, "roads", StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("roads.prj"), UTM_32.replace("Transverse_Mercator", "Winkel_Tripel"));
    assertThatThrownBy(() -> read(roads))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder.resolve("roads.prj")
                + " is in WGS_1984_UTM_Zone_32N (Winkel_Tripel), a projection that Belvedere does"
                + " not know: export it as WGS 84 (EPSG:4326).");
    Files.writeString(folder.resolve("roads.prj"), UTM_32.substring(0, UTM_32.length() - 1));
    assertThatThrownBy(() -> read(roads)).hasMessage(folder.resolve("roads.prj") + " breaks off.");
  }

  @Test
  void withoutAProjectionDegreesAreTakenForGrantedAndMetresAreNot() throws IOException {
    Path roads = street().write(folder, "roads", StandardCharsets.UTF_8);
    assertThat(remarks(read(roads)))
        .containsExactly("roads.shp has no .prj and is taken as WGS 84 degrees");
    Path metres =
        new ShapeFileWriter("HIGHWAY")
            .lines(List.of(new double[] {500_000, 4_900_000, 500_100, 4_900_000}), "primary")
            .write(folder, "metres", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(metres))
        .hasMessage(metres + " has no .prj beside it, and its coordinates are no degrees.");
  }

  @Test
  void namesAreReadInWhateverEncodingTheyHave() throws IOException {
    assertThat(nameIn(StandardCharsets.UTF_8, "")).isEqualTo("Élysée");
    assertThat(nameIn(Charset.forName("windows-1252"), "")).isEqualTo("Élysée");
    assertThat(nameIn(Charset.forName("IBM850"), "850")).isEqualTo("Élysée");
    assertThat(nameIn(StandardCharsets.UTF_8, "UTF-8")).isEqualTo("Élysée");
    assertThat(nameIn(StandardCharsets.ISO_8859_1, "ISO 88591")).isEqualTo("Élysée");
    assertThat(nameIn(Charset.forName("windows-1252"), "ANSI 1252")).isEqualTo("Élysée");
  }

  private String nameIn(Charset charset, String cpg) throws IOException {
    Path roads =
        new ShapeFileWriter("HIGHWAY", "NAME")
            .lines(List.of(STREET), "primary", "Élysée")
            .write(folder, "roads", charset);
    Path page = folder.resolve("roads.cpg");
    if (cpg.isEmpty()) {
      Files.deleteIfExists(page);
    } else {
      Files.writeString(page, cpg + "\n");
    }
    return read(roads).map().roads().getFirst().name();
  }

  @Test
  void ringsAreSortedIntoPolygonsAndTheirHoles() throws IOException {
    double[] outer = square(7.41, 43.73, 0.01);
    double[] hole = Lines.reversed(square(7.412, 43.732, 0.002));
    double[] second = square(7.43, 43.73, 0.01);
    Path water =
        new ShapeFileWriter("NATURAL")
            .polygon(List.of(outer, second, hole), "water")
            .polygonWithHeights(List.of(Lines.reversed(square(7.45, 43.73, 0.01))), "water")
            .write(folder, "ponds", StandardCharsets.UTF_8);
    List<Surface> surfaces = read(water).map().surfaces();
    assertThat(surfaces).hasSize(2);
    assertThat(surfaces.getFirst().rings()).hasSize(3);
    assertThat(Rings.contain(surfaces.getFirst().rings(), 7.413, 43.733)).isFalse();
    assertThat(Rings.contain(surfaces.getFirst().rings(), 7.411, 43.733)).isTrue();
    assertThat(surfaces.getLast().rings()).hasSize(1);
  }

  @Test
  void badRecordsAreReportedAndTheRestStays() throws IOException {
    Path roads =
        street()
            .raw(31, "primary")
            .raw(0, "primary")
            .raw(3, "primary")
            .lines(List.of(STREET), "*primary")
            .lines(List.of(new double[] {7.41, Double.NaN, 7.42, 43.7}), "primary")
            .lines(List.of(), "primary")
            .write(folder, "roads", StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("roads.prj"), WGS84);
    Imported imported = read(roads);
    assertThat(imported.map().roads()).hasSize(1);
    assertThat(remarks(imported))
        .containsExactly(
            "roads.shp record 2 at byte 188 has the unknown geometry type 31",
            "roads.shp record 3 at byte 200 has no geometry",
            "roads.shp record 4 at byte 212 has parts that do not fit into it",
            "roads.shp record 5 at byte 224 is marked as deleted",
            "roads.shp record 6 at byte 312 has a coordinate that is no number",
            "roads.shp record 7 at byte 400 is empty");
  }

  @Test
  void whateverByteATruncatedFileEndsAtTheWholeRecordsStay() throws IOException {
    Path whole =
        street().lines(List.of(STREET), "primary").write(folder, "whole", StandardCharsets.UTF_8);
    byte[] bytes = Files.readAllBytes(whole);
    byte[] table = Files.readAllBytes(folder.resolve("whole.dbf"));
    Path cut = folder.resolve("roads.shp");
    Files.write(folder.resolve("roads.dbf"), table);
    for (int length = 189; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      Imported imported = read(cut);
      assertThat(imported.map().roads()).as("of %d bytes", length).hasSize(1);
      assertThat(remarks(imported))
          .contains("roads.shp breaks off at byte 188, after 1 whole records");
    }
    Files.write(cut, Arrays.copyOf(bytes, 50));
    assertThatThrownBy(() -> read(cut))
        .hasMessage(cut + " is no Shapefile: it does not begin like one.");
    Files.write(cut, bytes);
    for (int length = 0; length < table.length; length++) {
      Files.write(folder.resolve("roads.dbf"), Arrays.copyOf(table, length));
      assertThat(read(cut).map().roads()).as("with a table of %d bytes", length).hasSize(2);
    }
    Files.delete(folder.resolve("roads.dbf"));
    assertThat(remarks(read(cut)))
        .contains("roads.shp has no .dbf, so that nothing has a name or kind");
  }

  private static ShapeFileWriter street() {
    return new ShapeFileWriter("HIGHWAY").lines(List.of(STREET), "primary");
  }

  /// Clockwise, as outer rings run here.
  private static double[] square(double west, double south, double side) {
    double east = west + side;
    double north = south + side;
    return new double[] {west, south, west, north, east, north, east, south, west, south};
  }

  private static Imported read(Path... files) throws IOException {
    return CityImport.read(List.of(files), ImportOptions.named("test"), KindMapping.none(), "");
  }

  private static List<String> remarks(Imported imported) {
    return imported.report().remarks().stream()
        .sorted((one, other) -> one.fate().compareTo(other.fate()))
        .map((Remark remark) -> remark.element() + " " + remark.what())
        .toList();
  }
}

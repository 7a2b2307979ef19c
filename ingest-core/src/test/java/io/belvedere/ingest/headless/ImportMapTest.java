package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.city.MadeCity;
import io.belvedere.ingest.city.MadeExtract;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ImportMapTest {
  private static final String EXTRACT =
      Path.of(System.getProperty("belvedere.root"))
          .resolve("ingest-core/src/test/resources/osm/monaco-latest.osm.pbf")
          .toString();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void writesMapAndLicenceAndPrintsTheReport() throws IOException {
    Path to = folder.resolve("deep/monaco");
    assertThat(run("--in", EXTRACT, "--out", to.toString())).isZero();
    CityMap map = CityMaps.open(to);
    assertThat(map.name()).isEqualTo("monaco");
    assertThat(map.attribution()).isEqualTo("© OpenStreetMap contributors");
    assertThat(Files.readString(to.resolve("LICENCE")))
        .contains("ODbL", "monaco-latest.osm.pbf, data of 2021-04-21.");
    assertThat(out.toString())
        .startsWith("Wrote " + to.resolve(CityMaps.FILE) + ":")
        .containsPattern("\n +9 {2}area\n")
        .contains("relation 5986474 (Les Monegetti) lacks 468 m of its outline, drawn straight");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theSameExtractGivesTheSameBytes() throws IOException {
    run("--in", EXTRACT, "--out", folder.resolve("a").toString());
    run("--in", EXTRACT, "--out", folder.resolve("b").toString());
    assertThat(folder.resolve("a/map.geojson"))
        .hasSameBinaryContentAs(folder.resolve("b/map.geojson"));
  }

  @Test
  void aBoxAndALevelAreFollowed() throws IOException {
    String box = "7.415,43.73,7.425,43.74";
    assertThat(
            run(
                "--in",
                EXTRACT,
                "--out",
                folder.toString(),
                "--name",
                "port",
                "--bbox",
                box,
                "--admin-level",
                "8"))
        .isZero();
    CityMap map = CityMaps.open(folder);
    assertThat(map.bounds()).isEqualTo(new CityMap.Bounds(7.415, 43.73, 7.425, 43.74));
    assertThat(map.areas()).extracting(Area::name).containsExactly("Monaco");
    assertThat(map.name()).isEqualTo("port");
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() throws IOException {
    Path broken = folder.resolve("broken.osm.pbf");
    Files.write(broken, new byte[] {0, 0, 0, 9, 1, 2});
    assertThat(run("--in", broken.toString(), "--out", folder.toString())).isEqualTo(1);
    assertThat(run("--in", folder.resolve("none").toString(), "--out", folder.toString()))
        .isEqualTo(1);
    assertThat(run("--in", EXTRACT, "--out", folder.toString(), "--margin", "-1")).isEqualTo(1);
    assertThat(run("--in", EXTRACT, "--out", broken.toString())).isEqualTo(1);
    assertThat(run("--in", EXTRACT, "--out", folder.toString(), "--admin-level", "3")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            broken + " breaks off after 0 bytes of whole blocks: copy it again.",
            "There is no file " + folder.resolve("none") + ".",
            "The margin is 0 to 50000 metres, not -1.0.",
            "There is a file where the folder " + broken + " should be.",
            EXTRACT + " has no named boundary of admin_level 3 that closes.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void severalFilesBecomeOneMapWithTheirAttribution() throws IOException {
    Path streets = folder.resolve("streets.geojson");
    Path houses = folder.resolve("houses.geojson");
    Files.writeString(
        streets,
        """
        {"type":"LineString","coordinates":[[7.41,43.73],[7.42,43.73]]}
        """);
    String house =
        """
        {"type":"Polygon","coordinates":[[[7.41,43.731],[7.42,43.731],[7.42,43.74]]]}
        """;
    Files.writeString(houses, house.repeat(12));
    String whose = "© City of Somewhere";
    assertThat(
            run(
                "--in",
                streets.toString(),
                houses.toString(),
                "--out",
                folder.resolve("map").toString(),
                "--attribution",
                whose))
        .isZero();
    CityMap map = CityMaps.open(folder.resolve("map"));
    assertThat(map.name()).isEqualTo("streets");
    assertThat(map.attribution()).isEqualTo(whose);
    assertThat(map.roads()).hasSize(1);
    assertThat(map.surfaces()).hasSize(12);
    assertThat(Files.readString(folder.resolve("map/LICENCE")))
        .startsWith("map.geojson is made from streets.geojson, houses.geojson.")
        .contains(whose)
        .doesNotContain("OpenStreetMap");
    assertThat(out.toString())
        .contains(
            "mended: 12", "houses.geojson feature 10 in line 10 had a ring that did not close")
        .doesNotContain("feature 11")
        .contains("  and 2 more: had a ring that did not close")
        .containsPattern("Took [0-9.]+ s and at most [0-9]+ MB of heap\\.");
  }

  /// Run with `-Dsurefire.jvm=-Xmx256m`, it also shows that no file is held as a tree.
  @ParameterizedTest
  @ValueSource(longs = {600_000, 30_000_000})
  void smallAndLargeFilesBothWork(long bytes) throws IOException {
    Path city = folder.resolve("city.geojson");
    int crossings = MadeCity.write(city, bytes);
    Path to = folder.resolve("city");
    assertThat(run("--in", city.toString(), "--out", to.toString())).isZero();
    CityMap map = CityMaps.open(to);
    assertThat(map.surfaces()).hasSize(4 * crossings);
    assertThat(map.roads()).hasSize(2 * crossings);
    assertThat(map.facilities()).hasSize(Math.ceilDiv(crossings, 50));
    String took = out.toString().lines().reduce("", (before, line) -> line);
    System.out.printf("%d bytes: %s%n", bytes, took);
  }

  /// The same of an OpenStreetMap extract, which says more in as many bytes.
  @ParameterizedTest
  @ValueSource(longs = {600_000, 30_000_000})
  void smallAndLargeExtractsBothWork(long bytes) throws IOException {
    Path city = folder.resolve("city.osm.pbf");
    int crossings = MadeExtract.write(city, bytes);
    Path to = folder.resolve("city");
    assertThat(run("--in", city.toString(), "--out", to.toString())).isZero();
    CityMap map = CityMaps.open(to);
    assertThat(map.surfaces()).hasSize(4 * crossings);
    assertThat(map.roads()).hasSizeGreaterThan(crossings);
    String took = out.toString().lines().reduce("", (before, line) -> line);
    System.out.printf("extract of %d bytes, %d crossings: %s%n", bytes, crossings, took);
  }

  @Test
  void aBoxThatIsNoneIsAUsageError() {
    assertThat(run("--in", EXTRACT, "--out", folder.toString(), "--bbox", "1,2,3")).isEqualTo(2);
    assertThat(run("--in", EXTRACT, "--out", folder.toString(), "--bbox", "3,2,1,4")).isEqualTo(2);
    assertThat(run("--in", EXTRACT, "--out", folder.toString(), "--bbox", "a,b,c,d")).isEqualTo(2);
    assertThat(err.toString())
        .contains("\"1,2,3\" is not west,south,east,north in degrees.")
        .contains("\"a,b,c,d\" is not west,south,east,north in degrees.");
  }

  private int run(String... args) {
    return new CommandLine(new ImportMap())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}

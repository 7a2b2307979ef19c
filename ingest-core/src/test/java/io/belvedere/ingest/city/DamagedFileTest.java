package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever happened to a file, there is a map and a report, or one sentence that says why not.
class DamagedFileTest {
  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("damaged");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 300)
  void geoJson(@ForAll long seed, @ForAll @IntRange(max = 20) int bytes) throws IOException {
    Path file = folder.resolve("city.geojson");
    MadeCity.write(file, 3_000);
    damage(file, new Random(seed), bytes);
    assertIsToldIfWrong(file);
  }

  @Property(tries = 300)
  void shapefile(@ForAll long seed, @ForAll @IntRange(max = 8) int bytes) throws IOException {
    double[] street = {7.41, 43.73, 7.42, 43.73, 7.42, 43.74};
    Path file =
        new ShapeFileWriter("HIGHWAY", "BUILDING", "NAME")
            .lines(List.of(street, Lines.reversed(street)), "primary", "", "Quai")
            .polygon(List.of(street, Lines.reversed(street)), "", "yes", "Tour")
            .point(7.41, 43.73, "bus_stop", "", "Port")
            .write(folder, "roads", StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("roads.prj"),
        """
        GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],
        PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
        """);
    var random = new Random(seed);
    List<String> endings = List.of("shp", "dbf", "prj");
    damage(MapFiles.beside(file, endings.get(random.nextInt(3))), random, bytes);
    assertIsToldIfWrong(file);
  }

  /// Overwrites some bytes, and sometimes cuts the end off.
  private static void damage(Path file, Random random, int count) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < count; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
    Files.write(file, Arrays.copyOf(bytes, length));
  }

  private static void assertIsToldIfWrong(Path file) {
    try {
      CityMap map =
          CityImport.read(List.of(file), ImportOptions.named("test"), KindMapping.none(), "").map();
      assertThat(map.bounds().west()).isFinite();
    } catch (IOException e) {
      assertThat(e.getMessage()).endsWith(".").doesNotContain("Exception");
    }
  }
}

package io.belvedere.ingest.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.tiles.TileArchive.Content;
import io.belvedere.ingest.tiles.TileArchive.Label;
import io.tileverse.pmtiles.PMTilesHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileArchiveTest {
  private static final TileId A = new TileId(14, 8529, 5974);
  private static final TileId B = new TileId(14, 8530, 5973);
  private static final TileId COARSE = new TileId(3, 4, 2);

  @TempDir private Path folder = Path.of("");

  @Test
  void bothKindsOfArchiveGiveTheSameTiles() throws Exception {
    var made = new MadeArchive().with(A, bytes("a")).with(B, bytes("b")).with(COARSE, bytes("c"));
    Path mbtiles = made.mbtiles(folder.resolve("city.mbtiles"), "jpg");
    Path pmtiles =
        made.compression(PMTilesHeader.COMPRESSION_NONE)
            .pmtiles(folder.resolve("city.pmtiles"), PMTilesHeader.TILETYPE_JPEG);
    for (Path file : List.of(mbtiles, pmtiles)) {
      try (TileArchive archive = TileArchive.open(file)) {
        assertThat(archive.label())
            .isEqualTo(new Label(Content.JPEG, 3, 14, "© OpenStreetMap contributors"));
        assertThat(archive.tile(A))
            .hasValueSatisfying(tile -> assertThat(tile).asString().isEqualTo("a"));
        assertThat(archive.tile(B))
            .hasValueSatisfying(tile -> assertThat(tile).asString().isEqualTo("b"));
        assertThat(archive.tile(new TileId(14, 8531, 5973))).isEmpty();
        List<String> all = new ArrayList<>();
        archive.forEach(
            14,
            (id, tile) -> all.add(id + " " + new String(tile, StandardCharsets.UTF_8)),
            (tile, what) -> all.add("trouble"));
        assertThat(all).containsExactlyInAnyOrder(A + " a", B + " b");
      }
    }
  }

  @Test
  void packedTilesAreUnpackedAndThoseThatCannotBeAreTold() throws Exception {
    byte[] packed = MadeArchive.gzip(bytes("hello, hello, hello"));
    byte[] torn = Arrays.copyOf(packed, packed.length - 12);
    var made = new MadeArchive().with(A, packed).with(B, torn);
    for (Path file :
        List.of(
            made.mbtiles(folder.resolve("city.mbtiles"), "pbf"),
            made.pmtiles(folder.resolve("city.pmtiles"), PMTilesHeader.TILETYPE_MVT))) {
      try (TileArchive archive = TileArchive.open(file)) {
        assertThat(archive.label().content()).isEqualTo(Content.VECTOR);
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        archive.forEach(
            14,
            (id, tile) -> good.add(new String(tile, StandardCharsets.UTF_8)),
            (tile, what) -> bad.add(tile + " " + what));
        assertThat(good).containsExactly("hello, hello, hello");
        assertThat(bad)
            .singleElement()
            .asString()
            .matches("tile 14/8530/5973 (is damaged: it cannot be unpacked|cannot be read)");
        assertThatThrownBy(() -> archive.tile(B)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void tileThatUnpacksToMoreThanAnyHasIsTold() throws Exception {
    byte[] bomb = MadeArchive.gzip(new byte[TileArchive.LARGEST + 1]);
    Path file = new MadeArchive().with(A, bomb).mbtiles(folder.resolve("city.mbtiles"), "pbf");
    try (TileArchive archive = TileArchive.open(file)) {
      assertThatThrownBy(() -> archive.tile(A)).hasMessage("is larger than 16 MB");
    }
  }

  @Test
  void archiveThatIsNoneIsAnErrorInOneSentence() throws Exception {
    Path file = folder.resolve("city.tiles");
    Files.writeString(file, "SQLite format 3\0 and then nothing of the kind");
    requireError(file, " cannot be read as MBTiles: SQLite says: .*\\.");
    Files.delete(file);
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = database.createStatement()) {
      statement.execute("create table houses (id integer)");
    }
    requireError(file, " cannot be read as MBTiles: it has no table of tiles\\.");
    Files.writeString(file, "PMTiles\3 and then nothing of the kind");
    requireError(file, " cannot be read as PMTiles: .*\\.");
    new MadeArchive().with(A, bytes("a")).metadata("{no json").pmtiles(file, 1);
    requireError(file, " cannot be read as PMTiles: its metadata is no JSON\\.");
    Files.writeString(file, "hello");
    requireError(file, " is neither an MBTiles nor a PMTiles archive\\.");
    assertThatThrownBy(() -> TileArchive.open(folder)).hasMessageStartingWith("There is no file ");
  }

  @Test
  void compressionThatIsNotKnownIsTold() throws Exception {
    Path file =
        new MadeArchive()
            .with(A, bytes("a"))
            .compression(PMTilesHeader.COMPRESSION_BROTLI)
            .pmtiles(folder.resolve("city.pmtiles"), PMTilesHeader.TILETYPE_MVT);
    List<String> bad = new ArrayList<>();
    try (TileArchive archive = TileArchive.open(file)) {
      archive.forEach(14, (id, tile) -> {}, (tile, what) -> bad.add(tile + " " + what));
    }
    assertThat(bad).containsExactly("tile 14/8529/5974 is packed in a way that is not read");
  }

  /// Whatever bytes are wrong: a sentence, a tile less, and no other exception.
  @Test
  void damagedArchiveIsNeverFatal() throws Exception {
    var made = new MadeArchive();
    for (int i = 0; i < 40; i++) {
      made.with(new TileId(14, 8500 + i % 8, 5970 + i / 8), MadeArchive.gzip(bytes("tile " + i)));
    }
    Path mbtiles = made.mbtiles(folder.resolve("city.mbtiles"), "pbf");
    Path pmtiles = made.pmtiles(folder.resolve("city.pmtiles"), PMTilesHeader.TILETYPE_MVT);
    var random = new Random(14);
    int errors = 0;
    for (Path file : List.of(mbtiles, pmtiles)) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 150; i++) {
        byte[] damaged =
            i % 3 == 0
                ? Arrays.copyOf(whole, 16 + random.nextInt(whole.length - 16))
                : whole.clone();
        for (int k = 0; k < 4; k++) {
          damaged[16 + random.nextInt(damaged.length - 16)] = (byte) random.nextInt();
        }
        Path other = folder.resolve("damaged-" + i);
        Files.write(other, damaged);
        try (TileArchive archive = TileArchive.open(other)) {
          archive.forEach(
              archive.label().finest(),
              (id, tile) -> {},
              (tile, what) -> assertThat(what).isNotEmpty());
        } catch (IOException e) {
          errors++;
          assertThat(e)
              .hasMessageStartingWith(other + " cannot be read as ")
              .hasMessageEndingWith(".");
        }
      }
    }
    assertThat(errors).isPositive();
  }

  @Test
  void tileKnowsWhereItIs() {
    assertThat(A.above(11)).isEqualTo(COARSE);
    assertThat(A.rowFromSouth()).isEqualTo(16383 - 5974);
    assertThat(new TileId(1, 1, 1).west()).isEqualTo(0.5);
    assertThatThrownBy(() -> new TileId(2, 4, 0)).hasMessage("There is no tile 2/4/0.");
  }

  private static void requireError(Path file, String rest) {
    assertThatThrownBy(() -> TileArchive.open(file))
        .isInstanceOf(IOException.class)
        .message()
        .matches("\\Q" + file + "\\E" + rest);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.belvedere.app.map.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.app.map.TiledGround;
import io.belvedere.ingest.tiles.TileId;
import io.belvedere.ingest.time.Clock;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveGroundTest {
  private static final TileId TILE = new TileId(2, 1, 0);

  @TempDir private Path folder = Path.of("");

  @Test
  void tilesOfAnArchiveAreDrawnWithoutAServer() throws Exception {
    Path file = archive("png", TilesStub.png(Color.ORANGE, 512));
    try (TiledGround ground = open(file)) {
      assertThat(ground.side()).isEqualTo(512);
      assertThat(ground.finest()).isEqualTo(2);
      assertThat(ground.attribution()).isEqualTo("© City & Partners");
      var picture = ground.picture(TILE);
      assertThat(picture.isAwaited()).isFalse();
      assertThat(new Color(Objects.requireNonNull(picture.picture()).getRGB(9, 9)))
          .isEqualTo(Color.ORANGE);
      assertThat(ground.picture(new TileId(2, 1, 3)).picture()).isNull();
      assertThat(ground.newTrouble()).isEmpty();
    }
  }

  @Test
  void tileThatIsDamagedIsToldOnceAndTheOthersAreDrawn() throws Exception {
    Path file = archive("png", TilesStub.png(Color.ORANGE, 256));
    TilesFile.insert(file, new TileId(2, 0, 0), "garbage".getBytes(StandardCharsets.UTF_8));
    TilesFile.insert(file, new TileId(2, 0, 1), "rubbish".getBytes(StandardCharsets.UTF_8));
    try (TiledGround ground = open(file)) {
      assertThat(ground.picture(new TileId(2, 0, 0)).picture()).isNull();
      assertThat(ground.picture(new TileId(2, 0, 1)).picture()).isNull();
      assertThat(ground.picture(TILE).picture()).isNotNull();
      assertThat(ground.newTrouble())
          .isEqualTo("Tile 2/0/0 of city.mbtiles is no picture. Our own ground is drawn there.");
      assertThat(ground.newTrouble()).isEmpty();
      assertThat(ground.words()).isEqualTo("Ground: city.mbtiles, 2 tiles damaged");
    }
  }

  @Test
  void archiveThatHasNoPicturesIsToldInASentence() throws Exception {
    assertThatThrownBy(() -> open(archive("pbf", new byte[] {1})))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "city.mbtiles holds vector tiles: import-map makes a map of them, which --map opens.");
    Files.delete(folder.resolve("city.mbtiles"));
    assertThatThrownBy(() -> open(archive("png", new byte[] {1})))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("city.mbtiles holds no pictures: tile 2/1/0 is no picture.");
    Path none = folder.resolve("none.mbtiles");
    assertThatThrownBy(() -> open(none)).hasMessage("There is no file " + none + ".");
    Files.writeString(none, "SQLite format 3\0, so it seems");
    assertThatThrownBy(() -> open(none))
        .hasMessageStartingWith(none + " cannot be read as MBTiles: SQLite says: ");
  }

  private static TiledGround open(Path file) throws IOException {
    return new TilesChoice(true, file.toString(), "", 256, 0, 19, Map.of(), 0).open(Clock.system());
  }

  private Path archive(String format, byte[] tile) throws SQLException {
    Path file = folder.resolve("city.mbtiles");
    String whose = "<a href=\"x\">&copy; City &amp; Partners</a>";
    TilesFile.create(file, format, whose);
    TilesFile.insert(file, TILE, tile);
    return file;
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.look.Theme;
import io.belvedere.app.map.BaseMapWorker.Finished;
import io.belvedere.app.map.BaseMapWorker.Wish;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.Mercator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseMapWorkerTest {
  private static final BaseStyle STYLE = new BaseStyle(Theme.LIGHT, false);

  private static TileKey tile(double lon, double lat, double zoom) {
    Level level = new Level(STYLE, zoom, 1);
    return new TileKey(
        level,
        (long) (Mercator.x(lon) * level.pixels() / TileKey.SIDE),
        (long) (Mercator.y(lat) * level.pixels() / TileKey.SIDE));
  }

  @Test
  void drawsWhatIsWanted() throws InterruptedException {
    BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
    TileKey key = tile(7.42, 43.735, 16);
    worker.want(List.of(new Wish.Tile(key)));
    worker.runOnce();
    assertThat(worker.finished())
        .isInstanceOfSatisfying(
            Finished.Tile.class,
            done -> {
              assertThat(done.key()).isEqualTo(key);
              assertThat(done.pixels()).hasSize(TileKey.SIDE * TileKey.SIDE);
              for (int pixel : done.pixels()) {
                assertThat(pixel >>> 24).isEqualTo(255);
              }
            });
    assertThat(worker.finished()).isNull();
  }

  @Test
  void newestWishesReplaceOlderOnes() {
    BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
    worker.want(List.of(new Wish.Tile(tile(7.42, 43.735, 16))));
    Level level = new Level(STYLE, 15, 1);
    worker.want(List.of(new Wish.Labels(level)));
    worker.runAll();
    assertThat(worker.finished()).isInstanceOf(Finished.Labels.class);
    assertThat(worker.finished()).isNull();
  }

  @Test
  void tilesMeetWithoutASeam() {
    BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
    TileKey left = tile(7.42, 43.735, 17);
    TileKey right = new TileKey(left.level(), left.column() + 1, left.row());
    worker.want(List.of(new Wish.Tile(left), new Wish.Tile(right)));
    worker.runAll();
    int[] a = pixels(worker);
    int[] b = pixels(worker);
    int jumps = 0;
    for (int y = 0; y < TileKey.SIDE; y++) {
      int row = y * TileKey.SIDE;
      jumps += distance(a[row + TileKey.SIDE - 1], b[row]) > 40 ? 1 : 0;
    }
    // Edges of houses and roads may run along the seam by chance, a seam would be all of it.
    assertThat(jumps).isLessThan(TileKey.SIDE / 8);
  }

  @Test
  void shapeThatCannotBeDrawnCostsItsTileAlone() throws InterruptedException {
    // No rings at all are fine; a ring of one number is not.
    CityMap broken =
        new CityMap(
            "broken",
            "",
            new Bounds(7.4, 43.7, 7.5, 43.8),
            List.of(),
            List.of(new Surface(SurfaceKind.PARK, "", List.of(new double[] {7.42}))),
            List.of(),
            List.of());
    BaseMapWorker worker = new BaseMapWorker(broken);
    worker.want(List.of(new Wish.Tile(tile(7.42, 43.735, 16))));
    worker.runOnce();
    assertThat(worker.finished()).isInstanceOf(Finished.Tile.class);
  }

  @Test
  void threadEndsWhenClosed() {
    BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
    worker.start();
    worker.close();
    await().until(() -> !worker.isRunning());
  }

  private static int[] pixels(BaseMapWorker worker) {
    return worker.finished() instanceof Finished.Tile tile ? tile.pixels() : new int[0];
  }

  private static int distance(int a, int b) {
    return Math.abs((a & 0xFF) - (b & 0xFF))
        + Math.abs(((a >> 8) & 0xFF) - ((b >> 8) & 0xFF))
        + Math.abs(((a >> 16) & 0xFF) - ((b >> 16) & 0xFF));
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Frames are drawn in parts: cell by cell where something has changed, and strip by strip where
/// the map was moved. Nobody may see that.
class RasterPartsTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;

  /// Draws many things at places of which `seed` decides, all of them moved by (dx, dy). Places are
  /// eighths of a pixel, so that nothing is rounded otherwise when it is moved.
  private static void draw(Raster raster, long seed, int dx, int dy) {
    var random = new Random(seed);
    raster.fill(0xFFE6E8E9);
    for (int i = 0; i < 24; i++) {
      int argb = 0xFF000000 | random.nextInt(1 << 24);
      double x = eighths(random, 2 * WIDTH) - WIDTH / 2.0 + dx;
      double y = eighths(random, 2 * HEIGHT) - HEIGHT / 2.0 + dy;
      double size = 0.5 + eighths(random, 20);
      switch (random.nextInt(6)) {
        case 0 -> raster.line(x, y, x + eighths(random, 60) - 30, y + 4 * size - 40, size, argb);
        case 1 -> raster.disc(x, y, size, argb);
        case 2 -> raster.ring(x, y, 2 * size, 1 + size / 8, argb);
        case 3 -> raster.sprite(glow(random), (int) Math.floor(x), (int) Math.floor(y));
        case 4 -> raster.copy(tile(argb), 12, (int) Math.floor(x), (int) Math.floor(y));
        default -> {
          int left = (int) Math.floor(x);
          int top = (int) Math.floor(y);
          raster.fillRect(left, top, left + (int) size, top + 7, argb);
        }
      }
    }
  }

  private static double eighths(Random random, int below) {
    return random.nextInt(8 * below) / 8.0;
  }

  private static int[] tile(int argb) {
    int[] pixels = new int[144];
    Arrays.setAll(pixels, i -> i % 5 == 0 ? 0xFF000000 : argb);
    return pixels;
  }

  private static Sprite glow(Random random) {
    int width = 1 + random.nextInt(20);
    int height = 1 + random.nextInt(20);
    int[] pixels = new int[width * height];
    Arrays.setAll(
        pixels,
        i -> {
          int alpha = random.nextInt(3) * 120;
          return alpha << 24 | (alpha / 2) << 16 | alpha;
        });
    return new Sprite(width, height, random.nextInt(width), random.nextInt(height), pixels);
  }

  @Property
  void drawnCellByCellIsTheSameAsDrawnAtOnce(@ForAll long seed) {
    var whole = new Raster(WIDTH, HEIGHT);
    drawWithPatterns(whole, seed);
    var cells = new Raster(WIDTH, HEIGHT);
    var random = new Random(~seed);
    int[] columns = cuts(random, WIDTH);
    int[] rows = cuts(random, HEIGHT);
    for (int row = 1; row < rows.length; row++) {
      for (int column = 1; column < columns.length; column++) {
        cells.clip(columns[column - 1], rows[row - 1], columns[column], rows[row]);
        drawWithPatterns(cells, seed);
      }
    }
    assertSame(cells, whole);
  }

  private static void drawWithPatterns(Raster raster, long seed) {
    draw(raster, seed, 0, 0);
    var random = new Random(seed);
    var line = new LinePattern(raster, 1 + random.nextInt(3) / 2.0);
    double[] points = random.doubles(8, -20, WIDTH).toArray();
    line.solid(points, 8, 9, 0xFF1C2126);
    line.waves(points, 8, 12, 1.8, 1.5, 0xFFFFFFFF);
    line.bars(points, 8, 10, 13, 2.5, 0xFFA3122B);
    line.dots(points, 4, 8, 4, 0xFF5A6168);
    raster.hatch(1 + random.nextInt(14), 1 + random.nextInt(3), 0xFF1C2126, random.nextInt(256));
  }

  /// From 0 to `end` in steps of which none is empty.
  private static int[] cuts(Random random, int end) {
    IntStream inner = random.ints(random.nextInt(6), 1, end);
    return IntStream.concat(IntStream.of(0, end), inner).sorted().distinct().toArray();
  }

  private static void assertSame(Raster one, Raster other) {
    assertThat(Arrays.mismatch(one.pixels, other.pixels)).as("pixel that differs").isEqualTo(-1);
  }

  @Property
  void movedAndFilledUpIsTheSameAsDrawnAnew(@ForAll long seed) {
    var random = new Random(~seed);
    int dx = random.nextInt(2 * WIDTH - 1) - WIDTH + 1;
    int dy = random.nextInt(2 * HEIGHT - 1) - HEIGHT + 1;
    var before = new Raster(WIDTH, HEIGHT);
    draw(before, seed, 0, 0);
    var moved = new Raster(WIDTH, HEIGHT);
    moved.copyMoved(before, dx, dy);
    moved.clip(dx > 0 ? 0 : WIDTH + dx, 0, dx > 0 ? dx : WIDTH, HEIGHT);
    draw(moved, seed, dx, dy);
    moved.clip(0, dy > 0 ? 0 : HEIGHT + dy, WIDTH, dy > 0 ? dy : HEIGHT);
    draw(moved, seed, dx, dy);
    var anew = new Raster(WIDTH, HEIGHT);
    draw(anew, seed, dx, dy);
    assertSame(moved, anew);
  }
}

package io.belvedere.app.map;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What the rasteriser draws, held against pictures in `golden`.
class GoldenRasterTest {
  private static final int PAPER = 0xFFE6E8E9;
  private static final int INK = 0xFF1C2126;
  private static final int RED = 0xFFA3122B;
  private static final int BLUE = 0xFF7FB2E5;

  private static Raster paper(int width, int height) {
    var raster = new Raster(width, height);
    raster.fill(PAPER);
    return raster;
  }

  @Test
  void linesOfEverySlopeAndThickness() throws IOException {
    Raster raster = paper(180, 180);
    for (int i = 0; i < 24; i++) {
      double angle = StrictMath.toRadians(i * 15);
      double x = StrictMath.cos(angle);
      double y = StrictMath.sin(angle);
      double thickness = 0.5 + i % 8;
      raster.line(90 + 24 * x, 90 + 24 * y, 90 + 82 * x, 90 + 82 * y, thickness, RED);
    }
    raster.disc(90, 90, 20.5, BLUE);
    raster.ring(90, 90, 34, 2.25, INK);
    GoldenPicture.require("lines", raster);
  }

  @Test
  void patternsAlongABentLine() throws IOException {
    GoldenPicture.require("patterns", patterns(1));
  }

  @Test
  void patternsOnAFinerScreen() throws IOException {
    GoldenPicture.require("patterns-1.25", patterns(1.25));
  }

  /// As the roads show them: solid, flooded, closed, jam, slow, unknown.
  private static Raster patterns(double scale) {
    Raster raster = paper((int) (200 * scale), (int) (180 * scale));
    var line = new LinePattern(raster, scale);
    for (int row = 0; row < 6; row++) {
      double[] points = {8, 10, 62.3, 22.6, 105, 8.5, 106.25, 8.5, 192, 27};
      for (int i = 0; i < points.length; i += 2) {
        points[i] *= scale;
        points[i + 1] = (points[i + 1] + row * 27) * scale;
      }
      int count = points.length;
      if (row != 5) {
        line.solid(points, count, 11, INK);
        line.solid(points, count, 8, BLUE);
      }
      switch (row) {
        case 1 -> line.waves(points, count, 12, 1.8, 1.5, INK);
        case 2 -> line.bars(points, count, 10, 13, 2.5, INK);
        case 3 -> line.bars(points, count, 5, 7, 1.5, INK);
        case 4 -> line.bars(points, count, 18, 7, 1.5, INK);
        case 5 -> line.dots(points, count, 8, 4, INK);
        default -> {}
      }
    }
    return raster;
  }

  @Test
  void spritesOverEachOtherAndOverTheEdges() throws IOException {
    Raster raster = paper(96, 72);
    raster.fillRect(0, 36, 96, 72, INK);
    Sprite lens = lens(25, RED);
    for (int y = 0; y <= 72; y += 24) {
      for (int x = 0; x <= 96; x += 32) {
        raster.sprite(lens, x, y);
      }
    }
    raster.sprite(lens(9, BLUE), 48, 36);
    GoldenPicture.require("sprites", raster);
  }

  @Test
  void fillsAndHatch() throws IOException {
    Raster raster = paper(120, 80);
    raster.fillRect(-5, -5, 30, 30, BLUE);
    raster.fillRect(20, 20, 60, 60, RED);
    raster.fillRect(70, 10, 70, 40, INK);
    raster.fillRect(100, 60, 300, 300, INK);
    raster.clip(10, 8, 90, 72);
    raster.hatch(12, 2, INK, 56);
    raster.clip(90, 0, 120, 80);
    raster.hatch(5, 1, RED, 255);
    GoldenPicture.require("fills", raster);
  }

  @Test
  void copiesAtManySizes() throws IOException {
    Raster raster = paper(150, 90);
    int[] tile = tile();
    raster.copy(tile, 16, 4, 4);
    raster.copyScaled(tile, 16, 30.5, 4.25, 7.5);
    raster.copyScaled(tile, 16, 50.25, 4.75, 23.7);
    raster.copyScaled(tile, 16, 90.1, 4.9, 41.25);
    raster.copyScaled(tile, 16, -20.4, 50.3, 57);
    raster.copyScaled(tile, 16, 110.6, 60.2, 333.3);
    GoldenPicture.require("copies", raster);
  }

  @Test
  void allIsCutAtTheClip() throws IOException {
    Raster raster = paper(90, 70);
    raster.clip(21, 17, 68, 52);
    raster.fill(BLUE);
    raster.fillRect(0, 40, 40, 70, PAPER);
    raster.copyScaled(tile(), 16, 55.5, 8.5, 30);
    raster.line(0, 0, 90, 70, 7, RED);
    raster.line(0, 52, 90, 52, 3, INK);
    raster.ring(66, 50, 25, 3, INK);
    raster.sprite(lens(25, INK), 22, 30);
    raster.sprite(lens(25, INK), 45, 17);
    GoldenPicture.require("clip", raster);
  }

  @Test
  void movedEveryWay() throws IOException {
    Raster sheet = paper(110, 110);
    int[][] ways = {{13, 5}, {-13, 5}, {13, -5}, {-13, -5}};
    for (int i = 0; i < ways.length; i++) {
      Raster moved = crossedTile();
      moved.copyMoved(crossedTile(), ways[i][0], ways[i][1]);
      sheet.copy(moved.pixels, 48, 5 + i % 2 * 52, 5 + i / 2 * 52);
    }
    GoldenPicture.require("moved", sheet);
  }

  private static Raster crossedTile() {
    Raster raster = paper(48, 48);
    raster.copyScaled(tile(), 16, 0, 0, 48);
    raster.line(0, 0, 48, 48, 3, RED);
    return raster;
  }

  /// Chequered, darker to the right, with a corner that tells where up is.
  private static int[] tile() {
    int[] pixels = new int[16 * 16];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % 16;
      int y = i / 16;
      int grey = 250 - x * 9 - (x / 2 + y / 2) % 2 * 60;
      pixels[i] = x + y < 4 ? RED : 0xFF000000 | grey << 16 | grey << 8 | grey;
    }
    return pixels;
  }

  /// Round, from opaque in its middle to nothing at its edge.
  private static Sprite lens(int side, int argb) {
    int[] pixels = new int[side * side];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % side - side / 2;
      int y = i / side - side / 2;
      int fall = 1280 * (x * x + y * y) / (side * side);
      int alpha = Math.clamp(320 - fall, 0, 255);
      pixels[i] = alpha << 24;
      for (int shift = 0; shift < 24; shift += 8) {
        pixels[i] |= (((argb >> shift) & 0xFF) * alpha / 255) << shift;
      }
    }
    return new Sprite(side, side, side / 2, side / 2, pixels);
  }
}

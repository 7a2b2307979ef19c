package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RasterTest {
  private static final int BLACK = 0xFF000000;
  private static final int WHITE = 0xFFFFFFFF;

  /// Eight shades from paper to ink.
  private static final String SHADES = "_.:-=+*#";

  private static String drawn(int width, int height, Consumer<Raster> drawing) {
    Raster raster = new Raster(width, height);
    raster.fill(WHITE);
    drawing.accept(raster);
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int light = raster.pixels[y * width + x] & 0xFF;
        text.append(SHADES.charAt((255 - light) * 7 / 255));
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void levelLineOnPixelMiddlesIsSharp() {
    assertThat(drawn(9, 5, r -> r.line(2.5, 2.5, 6.5, 2.5, 1, BLACK)))
        .isEqualTo(
            """
            _________
            _________
            __#####__
            _________
            _________
            """);
  }

  @Test
  void lineBetweenTwoRowsIsSharedByBoth() {
    assertThat(drawn(7, 4, r -> r.line(-5, 2, 20, 2, 1, BLACK)))
        .isEqualTo(
            """
            _______
            -------
            -------
            _______
            """);
  }

  @Test
  void slantedLineHasSoftEdges() {
    assertThat(drawn(8, 8, r -> r.line(1.5, 1.5, 6.5, 6.5, 2, BLACK)))
        .isEqualTo(
            """
            _-______
            -#+_____
            _+#+____
            __+#+___
            ___+#+__
            ____+#+_
            _____+#-
            ______-_
            """);
  }

  @Test
  void discIsRound() {
    assertThat(drawn(9, 9, r -> r.disc(4.5, 4.5, 7, BLACK)))
        .isEqualTo(
            """
            _________
            __:+#+:__
            _:#####:_
            _+#####+_
            _#######_
            _+#####+_
            _:#####:_
            __:+#+:__
            _________
            """);
  }

  @Test
  void ringIsHollow() {
    assertThat(drawn(11, 11, r -> r.ring(5.5, 5.5, 9, 2, BLACK)))
        .isEqualTo(
            """
            ___________
            ___-*#*-___
            __+#####+__
            _-#+._.+#-_
            _*#.___.#*_
            _##_____##_
            _*#.___.#*_
            _-#+._.+#-_
            __+#####+__
            ___-*#*-___
            ___________
            """);
  }

  @Test
  void hatchRunsThroughTheBordersOfClips() {
    String whole = drawn(16, 8, r -> r.hatch(4, 1, BLACK, 255));
    String inParts =
        drawn(
            16,
            8,
            r -> {
              for (int x = 0; x < 16; x += 5) {
                r.clip(x, 0, x + 5, 8);
                r.hatch(4, 1, BLACK, 255);
              }
            });
    assertThat(inParts).isEqualTo(whole).contains("#___#___#");
  }

  @Property
  void drawnInPartsIsTheSameAsDrawnAtOnce(
      @ForAll @DoubleRange(min = -20, max = 80) double x0,
      @ForAll @DoubleRange(min = -20, max = 80) double y0,
      @ForAll @DoubleRange(min = -20, max = 80) double x1,
      @ForAll @DoubleRange(min = -20, max = 80) double y1,
      @ForAll @DoubleRange(min = 0.5, max = 12) double thickness,
      @ForAll @IntRange(min = 1, max = 63) int cut) {
    Consumer<Raster> drawing =
        r -> {
          r.fill(WHITE);
          r.line(x0, y0, x1, y1, thickness, 0xFFA3122B);
          r.ring(x1, y0, 3 * thickness, 2, BLACK);
          r.sprite(blob(), (int) x0, (int) y1);
        };
    Raster whole = new Raster(64, 64);
    drawing.accept(whole);
    Raster parts = new Raster(64, 64);
    int[][] clips = {{0, 0, cut, cut}, {cut, 0, 64, cut}, {0, cut, cut, 64}, {cut, cut, 64, 64}};
    for (int[] clip : clips) {
      parts.clip(clip[0], clip[1], clip[2], clip[3]);
      drawing.accept(parts);
    }
    assertThat(parts.pixels).isEqualTo(whole.pixels);
  }

  @Property
  void nothingIsDrawnOutsideTheClip(
      @ForAll @DoubleRange(min = -50, max = 90) double x,
      @ForAll @DoubleRange(min = -50, max = 90) double y) {
    Raster raster = new Raster(40, 40);
    raster.fill(WHITE);
    raster.clip(10, 12, 30, 25);
    raster.line(x, y, 40 - x, y / 2, 9, BLACK);
    raster.disc(x, y, 30, BLACK);
    raster.sprite(blob(), (int) x, (int) y);
    raster.copy(new int[16 * 16], 16, (int) x, (int) y);
    raster.copyScaled(filled(16), 16, x, y, 23.7);
    raster.fillRect((int) x, (int) y, 90, 90, BLACK);
    for (int py = 0; py < 40; py++) {
      for (int px = 0; px < 40; px++) {
        if (px < 10 || px >= 30 || py < 12 || py >= 25) {
          assertThat(raster.pixels[py * 40 + px]).isEqualTo(WHITE);
        }
      }
    }
  }

  @Property
  void everyPixelStaysOpaque(@ForAll @IntRange(min = 0, max = 255) int alpha) {
    Raster raster = new Raster(4, 4);
    raster.fill(0xFF123456);
    int[] pixels = new int[16];
    Arrays.fill(pixels, alpha << 24 | alpha << 16 | (alpha / 2) << 8);
    raster.sprite(new Sprite(4, 4, 0, 0, pixels), 0, 0);
    raster.line(0, 0, 4, 4, 1.3, 0xFFFF0000);
    for (int pixel : raster.pixels) {
      assertThat(pixel >>> 24).isEqualTo(255);
    }
  }

  @Test
  void enlargedTileKeepsItsPixelsInOrder() {
    int[] tile = {1, 2, 3, 4};
    Raster raster = new Raster(6, 6);
    raster.copyScaled(tile, 2, 0, 0, 6);
    assertThat(Arrays.copyOf(raster.pixels, 6)).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(Arrays.copyOfRange(raster.pixels, 30, 36)).containsExactly(3, 3, 3, 4, 4, 4);
  }

  private static int[] filled(int side) {
    int[] tile = new int[side * side];
    Arrays.fill(tile, BLACK);
    return tile;
  }

  private static Sprite blob() {
    int[] pixels = new int[81];
    for (int i = 0; i < 81; i++) {
      int alpha = i * 3;
      pixels[i] = alpha << 24 | alpha << 8;
    }
    return new Sprite(9, 9, 4, 4, pixels);
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ScaledCopyTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;

  @Property
  void enlargedInStripsIsTheSameAsEnlargedAtOnce(@ForAll long seed) {
    var random = new Random(seed);
    int side = 1 << (4 + random.nextInt(6));
    int[] tile = random.ints((long) side * side).toArray();
    double x = random.nextDouble() * 200 - 100;
    double y = random.nextDouble() * 200 - 100;
    double size = 32 + random.nextDouble() * 500;
    var whole = new Raster(WIDTH, HEIGHT);
    whole.copyScaled(tile, side, x, y, size);
    var strips = new Raster(WIDTH, HEIGHT);
    for (int left = 0; left < WIDTH; left += 7) {
      strips.clip(left, 0, left + 7, HEIGHT);
      strips.copyScaled(tile, side, x, y, size);
    }
    assertThat(Arrays.mismatch(whole.pixels, strips.pixels)).as("pixel").isEqualTo(-1);
  }
}

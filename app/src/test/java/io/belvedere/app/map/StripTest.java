package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StripTest {
  private static final int SIDE = 90;
  private static final int GROUND = 0xFF808890;

  @Property
  void aStripLooksLikeWhatItWasTakenFromInEveryClip(@ForAll long seed) {
    var random = new Random(seed);
    int colour = 0xFF000000 | random.nextInt(1 << 24);
    double[] line = random.doubles(8, -20, SIDE + 20).toArray();
    double thickness = 1 + random.nextDouble() * 9;
    var sheet = new Raster(SIDE, SIDE);
    new LinePattern(sheet, 1).solid(line, line.length, thickness, colour);
    Strip strip = Strip.of(sheet);

    var straight = new Raster(SIDE, SIDE);
    var copied = new Raster(SIDE, SIDE);
    int left = random.nextInt(SIDE);
    int top = random.nextInt(SIDE);
    for (Raster raster : new Raster[] {straight, copied}) {
      raster.fill(GROUND);
      raster.clip(left, top, left + random.nextInt(SIDE) / 2 + 45, top + 60);
    }
    straight.clip(copied.clipLeft(), copied.clipTop(), copied.clipRight(), copied.clipBottom());
    new LinePattern(straight, 1).solid(line, line.length, thickness, colour);
    copied.strip(strip);
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertThat(apart(straight.pixels[i], copied.pixels[i]))
          .as("pixel %d, %d", i % SIDE, i / SIDE)
          .isLessThanOrEqualTo(6);
    }
  }

  @Test
  void whereNothingIsDrawnThereIsNothingToKeep() {
    assertThat(Strip.of(new Raster(20, 20)).pixels).isEmpty();
    var sheet = new Raster(20, 20);
    sheet.line(4, 4, 15, 4, 2, 0xFF102030);
    assertThat(Strip.of(sheet).pixels.length).isLessThan(2 * 14);
  }

  @Test
  void whatIsKeptIsDrawnOnce() {
    var sheet = new Raster(20, 20);
    sheet.line(4, 4, 15, 4, 2, 0xFF102030);
    var kept = new RoadStrips();
    int[] drawn = {0};
    for (int i = 0; i < 3; i++) {
      kept.get(
          7,
          () -> {
            drawn[0]++;
            return Strip.of(sheet);
          });
    }
    assertThat(drawn[0]).isEqualTo(1);
    kept.clear();
    assertThat(kept.get(7, () -> Strip.EMPTY)).isSameAs(Strip.EMPTY);
  }

  /// The greatest difference of one channel.
  private static int apart(int one, int other) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      most = Math.max(most, Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)));
    }
    return most;
  }
}

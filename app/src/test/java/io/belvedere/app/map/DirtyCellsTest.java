package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DirtyCellsTest {
  @Property(tries = 200)
  void runsCoverWhatWasMarkedAndNeverOverlap(@ForAll long seed) {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(500);
    int height = 1 + random.nextInt(400);
    DirtyCells cells = new DirtyCells(width, height);
    boolean[] marked = new boolean[width * height];
    for (int n = random.nextInt(6); n > 0; n--) {
      int x = random.nextInt(700) - 100;
      int y = random.nextInt(600) - 100;
      int w = random.nextInt(90);
      int h = random.nextInt(90);
      cells.mark(x, y, x + w, y + h);
      for (int py = Math.max(0, y); py < Math.min(height, y + h); py++) {
        for (int px = Math.max(0, x); px < Math.min(width, x + w); px++) {
          marked[py * width + px] = true;
        }
      }
    }
    boolean[] covered = new boolean[width * height];
    cells.forEachRun(
        (left, top, right, bottom) -> {
          for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
              assertThat(covered[y * width + x]).isFalse();
              covered[y * width + x] = true;
            }
          }
        });
    for (int i = 0; i < marked.length; i++) {
      assertThat(covered[i] || !marked[i]).isTrue();
    }
  }

  @Test
  void whatLiesOutsideMarksNothing() {
    DirtyCells cells = new DirtyCells(300, 200);
    cells.mark(-50, 10, 0, 20);
    cells.mark(300, 10, 320, 20);
    cells.mark(10, 200, 20, 220);
    assertThat(cells.isEmpty()).isTrue();
  }
}

package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GridIndexTest {
  @Property(tries = 200)
  void findsAllThatLieWithin(@ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int count) {
    Random random = new Random(seed);
    double[] x = random.doubles(count).toArray();
    double[] y = random.doubles(count).map(v -> v * 0.01).toArray();
    GridIndex grid = new GridIndex(x, y, count);
    double x0 = random.nextDouble() * 1.4 - 0.2;
    double x1 = x0 + random.nextDouble() * 0.5;
    double y0 = random.nextDouble() * 0.014 - 0.002;
    double y1 = y0 + random.nextDouble() * 0.005;
    List<Integer> found = new ArrayList<>();
    grid.near(x0, y0, x1, y1, found::add);
    assertThat(found).doesNotHaveDuplicates();
    for (int i = 0; i < count; i++) {
      if (x[i] >= x0 && x[i] <= x1 && y[i] >= y0 && y[i] <= y1) {
        assertThat(found).contains(i);
      }
    }
  }

  @Test
  void pointsInOnePlaceAreAllFound() {
    double[] x = {0.5, 0.5, 0.5};
    GridIndex grid = new GridIndex(x, x, 3);
    List<Integer> found = new ArrayList<>();
    grid.near(0.4, 0.4, 0.6, 0.6, found::add);
    assertThat(found).containsExactlyInAnyOrder(0, 1, 2);
  }
}

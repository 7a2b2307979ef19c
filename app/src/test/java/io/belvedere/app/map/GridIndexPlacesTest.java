package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Points as cities have them: in crowds, along a street, on top of each other.
class GridIndexPlacesTest {
  /// A way to strew points.
  private enum Places {
    CROWDS,
    STREET,
    FEW_PLACES,
    ONE_FAR_AWAY
  }

  private static double[][] strew(Places places, int count, Random random) {
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      switch (places) {
        case CROWDS -> {
          x[i] = i % 3 * 0.3 + random.nextGaussian() * 1e-3;
          y[i] = i % 5 * 0.2 + random.nextGaussian() * 1e-4;
        }
        case STREET -> {
          x[i] = random.nextDouble();
          y[i] = 0.25;
        }
        case FEW_PLACES -> {
          x[i] = random.nextInt(4) / 8.0;
          y[i] = random.nextInt(4) / 8.0;
        }
        case ONE_FAR_AWAY -> {
          x[i] = i == 0 ? 40 : random.nextDouble() * 1e-3;
          y[i] = i == 0 ? -40 : random.nextDouble() * 1e-3;
        }
      }
    }
    return new double[][] {x, y};
  }

  @Property(tries = 400)
  void findsAllThatLookingAtEveryPointFinds(
      @ForAll long seed,
      @ForAll Places places,
      @ForAll @IntRange(min = 0, max = 400) int count,
      @ForAll @IntRange(min = 0, max = 20) int unused) {
    Random random = new Random(seed);
    double[][] points = strew(places, count + unused, random);
    GridIndex grid = new GridIndex(points[0], points[1], count);
    double[] xs = {edge(points[0], random), edge(points[0], random)};
    double[] ys = {edge(points[1], random), edge(points[1], random)};
    Arrays.sort(xs);
    Arrays.sort(ys);
    List<Integer> found = new ArrayList<>();
    grid.near(xs[0], ys[0], xs[1], ys[1], found::add);
    assertThat(found).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < count);
    for (int i = 0; i < count; i++) {
      double x = points[0][i];
      double y = points[1][i];
      if (x >= xs[0] && x <= xs[1] && y >= ys[0] && y <= ys[1]) {
        assertThat(found).contains(i);
      }
    }
  }

  /// Mostly through one of the points, sometimes beyond all of them.
  private static double edge(double[] along, Random random) {
    return along.length == 0 || random.nextInt(4) == 0
        ? random.nextDouble() * 200 - 100
        : along[random.nextInt(along.length)] + random.nextInt(3) * 1e-4 - 1e-4;
  }

  @Test
  void aSmallRectangleLooksAtFewPoints() {
    Random random = new Random(3);
    double[] x = random.doubles(100_000).toArray();
    double[] y = random.doubles(100_000).toArray();
    GridIndex grid = new GridIndex(x, y, x.length);
    List<Integer> found = new ArrayList<>();
    grid.near(0.5, 0.5, 0.501, 0.501, found::add);
    assertThat(found).hasSizeLessThan(40);
  }
}

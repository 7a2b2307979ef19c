package io.belvedere.app.map;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Finds points that stand still by place: the points of each cell of a grid, one cell after the
/// other in one array. Built in a millisecond for 100,000 points, and faster to ask than any tree.
final class GridIndex {
  private static final int POINTS_PER_CELL = 4;

  private final double left;
  private final double top;
  private final double cell;
  private final int columns;
  private final int rows;

  /// Where each cell's points begin in [#points]; one more than there are cells.
  private final int[] first;

  private final int[] points;

  /// @param count of points; the first so many of `x` and `y` are used
  GridIndex(double[] x, double[] y, int count) {
    double minX = Double.MAX_VALUE;
    double minY = Double.MAX_VALUE;
    double maxX = -Double.MAX_VALUE;
    double maxY = -Double.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      minX = Math.min(minX, x[i]);
      minY = Math.min(minY, y[i]);
      maxX = Math.max(maxX, x[i]);
      maxY = Math.max(maxY, y[i]);
    }
    left = count == 0 ? 0 : minX;
    top = count == 0 ? 0 : minY;
    double width = count == 0 ? 0 : maxX - minX;
    double height = count == 0 ? 0 : maxY - minY;
    double wanted = Math.sqrt(width * height * POINTS_PER_CELL / Math.max(1, count));
    // Points on one line have no area: then cells along the line.
    cell = Math.max(Math.max(wanted, Math.max(width, height) / 4096), 1e-12);
    columns = (int) (width / cell) + 1;
    rows = (int) (height / cell) + 1;
    first = new int[columns * rows + 1];
    points = new int[count];
    int[] cellOf = new int[count];
    for (int i = 0; i < count; i++) {
      cellOf[i] = row(y[i]) * columns + column(x[i]);
      first[cellOf[i] + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    int[] next = first.clone();
    for (int i = 0; i < count; i++) {
      points[next[cellOf[i]]++] = i;
    }
  }

  /// Every point in a cell that the rectangle touches: all within it, and some around it.
  void near(double x0, double y0, double x1, double y1, IntConsumer found) {
    int lastColumn = column(x1);
    int lastRow = row(y1);
    for (int row = row(y0); row <= lastRow; row++) {
      int from = first[row * columns + column(x0)];
      int to = first[row * columns + lastColumn + 1];
      for (int i = from; i < to; i++) {
        found.accept(points[i]);
      }
    }
  }

  private int column(double x) {
    return Math.clamp((long) Math.floor((x - left) / cell), 0, columns - 1);
  }

  private int row(double y) {
    return Math.clamp((long) Math.floor((y - top) / cell), 0, rows - 1);
  }
}

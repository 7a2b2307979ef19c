package io.belvedere.app.map;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The boxes that names and signs already stand on, by cell.
final class TakenBoxes {
  private static final double CELL = 128;

  private final Map<Long, List<Rectangle2D>> byCell = new HashMap<>();

  boolean isFree(List<Rectangle2D> boxes) {
    for (Rectangle2D box : boxes) {
      for (long cell : cells(box)) {
        for (Rectangle2D other : byCell.getOrDefault(cell, List.of())) {
          if (other.intersects(box)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /// Takes them, whatever stands there.
  void add(List<Rectangle2D> boxes) {
    for (Rectangle2D box : boxes) {
      for (long cell : cells(box)) {
        byCell.computeIfAbsent(cell, c -> new ArrayList<>()).add(box);
      }
    }
  }

  private static List<Long> cells(Rectangle2D box) {
    List<Long> cells = new ArrayList<>();
    long columns = (long) Math.floor(box.getMaxX() / CELL);
    long rows = (long) Math.floor(box.getMaxY() / CELL);
    for (long row = (long) Math.floor(box.getMinY() / CELL); row <= rows; row++) {
      for (long column = (long) Math.floor(box.getMinX() / CELL); column <= columns; column++) {
        cells.add((row << 32) ^ (column & 0xFFFFFFFFL));
      }
    }
    return cells;
  }
}

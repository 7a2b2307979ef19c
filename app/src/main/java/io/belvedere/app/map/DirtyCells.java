package io.belvedere.app.map;

import java.util.Arrays;

/// Which squares of the picture must be drawn anew.
final class DirtyCells {
  /// Side of a cell, device pixels.
  static final int SIDE = 32;

  private final int width;
  private final int height;
  private final int columns;
  private final boolean[] dirty;
  private int count;

  /// Takes a run of neighbouring dirty cells: a rectangle, right and bottom exclusive.
  interface Run {
    void at(int left, int top, int right, int bottom);
  }

  DirtyCells(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = (width + SIDE - 1) / SIDE;
    this.dirty = new boolean[columns * ((height + SIDE - 1) / SIDE)];
  }

  /// Marks every cell that a rectangle touches.
  void mark(double x0, double y0, double x1, double y1) {
    if (x1 <= 0 || y1 <= 0 || x0 >= width || y0 >= height) {
      return;
    }
    int firstColumn = Math.max(0, (int) x0 / SIDE);
    int lastColumn = Math.min(columns - 1, (int) x1 / SIDE);
    int firstRow = Math.max(0, (int) y0 / SIDE);
    int lastRow = Math.min(dirty.length / columns - 1, (int) y1 / SIDE);
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        int cell = row * columns + column;
        count += dirty[cell] ? 0 : 1;
        dirty[cell] = true;
      }
    }
  }

  void mark(Sprite sprite, int x, int y) {
    mark(
        x - sprite.originX,
        y - sprite.originY,
        x - sprite.originX + sprite.width,
        y - sprite.originY + sprite.height);
  }

  void markAll() {
    Arrays.fill(dirty, true);
    count = dirty.length;
  }

  void clear() {
    Arrays.fill(dirty, false);
    count = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Beyond half of the picture one pass over all of it is cheaper.
  boolean isMost() {
    return count * 2 > dirty.length;
  }

  void forEachRun(Run run) {
    forEachRun(0, 0, columns - 1, dirty.length / columns - 1, run);
  }

  /// Goes through what is dirty of the cells that a rectangle touches, and takes it for clean.
  void takeRuns(int left, int top, int right, int bottom, Run run) {
    int firstColumn = Math.max(0, left) / SIDE;
    int lastColumn = (Math.min(width, right) - 1) / SIDE;
    int firstRow = Math.max(0, top) / SIDE;
    int lastRow = (Math.min(height, bottom) - 1) / SIDE;
    if (count == 0 || left >= width || top >= height || right <= 0 || bottom <= 0) {
      return;
    }
    forEachRun(firstColumn, firstRow, lastColumn, lastRow, run);
    for (int row = firstRow; row <= lastRow; row++) {
      for (int cell = row * columns + firstColumn; cell <= row * columns + lastColumn; cell++) {
        count -= dirty[cell] ? 1 : 0;
        dirty[cell] = false;
      }
    }
  }

  private void forEachRun(int firstColumn, int firstRow, int lastColumn, int lastRow, Run run) {
    for (int row = firstRow; row <= lastRow; row++) {
      int column = firstColumn;
      while (column <= lastColumn) {
        int end = column;
        while (end <= lastColumn && dirty[row * columns + end]) {
          end++;
        }
        if (end > column) {
          run.at(
              column * SIDE,
              row * SIDE,
              Math.min(width, end * SIDE),
              Math.min(height, (row + 1) * SIDE));
        }
        column = end + 1;
      }
    }
  }
}

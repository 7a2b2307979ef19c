package io.belvedere.app.map;

/// Part of a picture that is long and thin, as a road is: of each row only what lies between the
/// first and the last pixel that is drawn, premultiplied.
final class Strip {
  static final Strip EMPTY = new Strip(0, new int[0], new int[1], new int[0]);

  /// Row of the first.
  final int top;

  /// Column of the first pixel, by row.
  final int[] left;

  /// Where the pixels of a row begin, by row, and where those of the last one end.
  final int[] start;

  final int[] pixels;

  private Strip(int top, int[] left, int[] start, int[] pixels) {
    this.top = top;
    this.left = left;
    this.start = start;
    this.pixels = pixels;
  }

  /// Takes what is drawn within a raster's clip; nothing is 0.
  static Strip of(Raster raster) {
    int rows = Math.max(0, raster.clipBottom() - raster.clipTop());
    int[] left = new int[rows];
    int[] start = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      int row = (raster.clipTop() + i) * raster.width;
      int first = raster.clipLeft();
      int end = raster.clipRight();
      while (first < end && raster.pixels[row + first] == 0) {
        first++;
      }
      while (end > first && raster.pixels[row + end - 1] == 0) {
        end--;
      }
      left[i] = first;
      start[i + 1] = start[i] + Math.max(0, end - first);
    }
    int[] pixels = new int[start[rows]];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          raster.pixels,
          (raster.clipTop() + i) * raster.width + left[i],
          pixels,
          start[i],
          start[i + 1] - start[i]);
    }
    return pixels.length == 0 ? EMPTY : new Strip(raster.clipTop(), left, start, pixels);
  }

  int rows() {
    return left.length;
  }
}

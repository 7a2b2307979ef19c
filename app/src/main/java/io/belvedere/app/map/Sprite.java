package io.belvedere.app.map;

/// A small picture that is drawn again and again. Compared by identity: sprites are cached, and the
/// same look is the same sprite.
final class Sprite {
  final int width;
  final int height;

  /// From the upper left corner to the point that is placed on the map.
  final int originX;
  final int originY;

  /// Premultiplied `0xAARRGGBB`, row by row.
  final int[] pixels;

  /// The first column of each row that is not empty, and the one after the last: slanted names are
  /// mostly empty.
  final int[] from;

  final int[] to;

  Sprite(int width, int height, int originX, int originY, int[] pixels) {
    if (pixels.length != width * height) {
      throw new IllegalArgumentException(
          "A sprite of " + width + " x " + height + " has not " + pixels.length + " pixels.");
    }
    this.width = width;
    this.height = height;
    this.originX = originX;
    this.originY = originY;
    this.pixels = pixels;
    this.from = new int[height];
    this.to = new int[height];
    for (int row = 0; row < height; row++) {
      int first = 0;
      int end = width;
      while (first < end && pixels[row * width + first] == 0) {
        first++;
      }
      while (end > first && pixels[row * width + end - 1] == 0) {
        end--;
      }
      from[row] = first;
      to[row] = end;
    }
  }

  /// Whether it, placed at a point, covers part of a box around another.
  boolean touches(int x, int y, int boxX, int boxY, int halfWidth, int halfHeight) {
    return Math.abs(x - boxX) < originX + halfWidth && Math.abs(y - boxY) < originY + halfHeight;
  }

  /// From the origin to the farther side.
  int reachAcross() {
    return Math.max(originX, width - originX);
  }

  /// From the origin to the farther of the upper and the lower edge.
  int reachAlong() {
    return Math.max(originY, height - originY);
  }

  /// Whether it, placed at a point, has anything but emptiness within a box around another: what is
  /// slanted fills little of its own box.
  boolean covers(int x, int y, int boxX, int boxY, int halfWidth, int halfHeight) {
    int left = boxX - halfWidth - (x - originX);
    int right = boxX + halfWidth - (x - originX);
    int top = Math.max(0, boxY - halfHeight - (y - originY));
    int bottom = Math.min(height, boxY + halfHeight - (y - originY));
    for (int row = top; row < bottom; row++) {
      if (from[row] < right && to[row] > left) {
        return true;
      }
    }
    return false;
  }
}

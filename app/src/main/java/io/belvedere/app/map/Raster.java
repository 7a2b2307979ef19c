package io.belvedere.app.map;

import java.util.Arrays;

/// Draws into an `int[]` of premultiplied pixels: our own rasteriser, because the ways that the
/// toolkit offers were measured 5 to 50 times slower without a GPU. Lines are anti-aliased by the
/// distance of each pixel's middle from the line. Everything is cut at the clip.
///
/// Coordinates are device pixels; (0, 0) is the upper left corner of the first pixel, and its
/// middle is (0.5, 0.5).
final class Raster {
  final int width;
  final int height;

  /// Row by row, `0xAARRGGBB`; opaque but where nothing was drawn on a ground that is left out.
  final int[] pixels;

  private int left;
  private int top;
  private int right;
  private int bottom;

  Raster(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
    unclip();
  }

  /// From now on only pixels with `left <= x < right` and `top <= y < bottom` are drawn.
  void clip(int left, int top, int right, int bottom) {
    this.left = Math.clamp(left, 0, width);
    this.top = Math.clamp(top, 0, height);
    this.right = Math.clamp(right, this.left, width);
    this.bottom = Math.clamp(bottom, this.top, height);
  }

  void unclip() {
    clip(0, 0, width, height);
  }

  int clipLeft() {
    return left;
  }

  int clipTop() {
    return top;
  }

  int clipRight() {
    return right;
  }

  int clipBottom() {
    return bottom;
  }

  /// Whether a rectangle has a pixel within the clip.
  boolean touchesClip(double x0, double y0, double x1, double y1) {
    return x1 > left && x0 < right && y1 > top && y0 < bottom;
  }

  /// Takes over another picture of the same size, moved; what comes into the picture keeps the
  /// pixels that were there.
  ///
  /// @param dx to the right, less than the width
  /// @param dy downward, less than the height
  void copyMoved(Raster from, int dx, int dy) {
    int length = width - Math.abs(dx);
    int source = Math.max(0, -dx);
    int target = Math.max(0, dx);
    int end = height - Math.max(0, -dy);
    for (int row = Math.max(0, dy); row < end; row++) {
      System.arraycopy(
          from.pixels, (row - dy) * width + source, pixels, row * width + target, length);
    }
  }

  /// Takes over a part of another picture of the same size.
  void copy(Raster from, Damage part) {
    for (int row = part.top(); row < part.bottom(); row++) {
      int start = row * width + part.left();
      System.arraycopy(from.pixels, start, pixels, start, part.right() - part.left());
    }
  }

  void fill(int argb) {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(pixels, y * width + left, y * width + right, argb);
    }
  }

  void fillRect(int x0, int y0, int x1, int y1, int argb) {
    int l = Math.max(left, x0);
    int r = Math.min(right, x1);
    int b = Math.min(bottom, y1);
    for (int y = Math.max(top, y0); y < b && l < r; y++) {
      Arrays.fill(pixels, y * width + l, y * width + r, argb);
    }
  }

  /// Copies a square tile to (x, y), pixel by pixel.
  void copy(int[] tile, int side, int x, int y) {
    int l = Math.max(left, x);
    int r = Math.min(right, x + side);
    int b = Math.min(bottom, y + side);
    for (int row = Math.max(top, y); row < b && l < r; row++) {
      System.arraycopy(tile, (row - y) * side + l - x, pixels, row * width + l, r - l);
    }
  }

  /// Copies a square tile enlarged or reduced to `size` pixels at (x, y); nearest neighbour,
  /// because it is only seen while the view moves.
  void copyScaled(int[] tile, int side, double x, double y, double size) {
    int l = Math.max(left, (int) Math.round(x));
    int r = Math.min(right, (int) Math.round(x + size));
    int t = Math.max(top, (int) Math.round(y));
    int b = Math.min(bottom, (int) Math.round(y + size));
    double step = side / size;
    // 32 bits of fraction, counted from the tile's own edge, so that every clip shows the same
    // copy.
    long stepFixed = Math.round(step * (1L << 32));
    long edge = Math.round(x);
    long firstFixed =
        (long) Math.floor((edge + 0.5 - x) * step * (1L << 32)) + (l - edge) * stepFixed;
    long last = ((long) side << 32) - 1;
    for (int row = t; row < b && l < r; row++) {
      int source = Math.clamp((int) ((row + 0.5 - y) * step), 0, side - 1) * side;
      long fixed = firstFixed;
      int to = row * width + l;
      for (int column = l; column < r; column++) {
        pixels[to++] = tile[source + (int) (Math.clamp(fixed, 0L, last) >> 32)];
        fixed += stepFixed;
      }
    }
  }

  /// Draws a sprite with its origin at (x, y).
  void sprite(Sprite sprite, int x, int y) {
    int x0 = x - sprite.originX;
    int y0 = y - sprite.originY;
    int end = Math.min(bottom, y0 + sprite.height);
    if (x0 >= right || x0 + sprite.width <= left) {
      return;
    }
    int[] source = sprite.pixels;
    for (int row = Math.max(top, y0); row < end; row++) {
      int l = Math.max(left, x0 + sprite.from[row - y0]);
      int r = Math.min(right, x0 + sprite.to[row - y0]);
      put(source, (row - y0) * sprite.width + l - x0, row * width + l, r - l);
    }
  }

  /// Draws a strip where it was taken from.
  void strip(Strip strip) {
    int end = Math.min(bottom, strip.top + strip.rows());
    for (int row = Math.max(top, strip.top); row < end; row++) {
      int i = row - strip.top;
      int first = strip.left[i];
      int l = Math.max(left, first);
      int r = Math.min(right, first + strip.start[i + 1] - strip.start[i]);
      put(strip.pixels, strip.start[i] + l - first, row * width + l, r - l);
    }
  }

  /// Puts premultiplied pixels over a part of a row.
  private void put(int[] source, int from, int to, int count) {
    for (int i = 0; i < count; i++) {
      int over = source[from + i];
      int alpha = over >>> 24;
      if (alpha == 255) {
        pixels[to + i] = over;
      } else if (alpha != 0) {
        pixels[to + i] = over(over, alpha, pixels[to + i]);
      }
    }
  }

  /// A line with round ends.
  ///
  /// @param thickness device pixels
  void line(double x0, double y0, double x1, double y1, double thickness, int argb) {
    double radius = thickness / 2;
    double reach = radius + 0.5;
    double minX = Math.min(x0, x1) - reach;
    double maxX = Math.max(x0, x1) + reach;
    double minY = Math.min(y0, y1) - reach;
    double maxY = Math.max(y0, y1) + reach;
    if (!touchesClip(minX, minY, maxX, maxY)) {
      return;
    }
    // Up to there a pixel is covered wholly, and no root is needed to tell how much.
    double inside = radius < 0.5 ? -1 : (radius - 0.5) * (radius - 0.5);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double lengthSquared = dx * dx + dy * dy;
    double inverse = lengthSquared > 0 ? 1 / lengthSquared : 0;
    double length = Math.sqrt(lengthSquared);
    // Along a row the line's body spans reach / |sin| to either side of where its axis crosses.
    double slope = Math.abs(dy) > 1e-9 ? dx / dy : 0;
    double span = Math.abs(dy) > 1e-9 ? reach * length / Math.abs(dy) : Double.MAX_VALUE;
    // From one pixel of a row to the next: along the axis as a part of its length, and across it.
    double alongStep = dx * inverse;
    double acrossStep = length > 0 ? dy / length : 0;
    double perAlong = Math.abs(alongStep) > 1e-9 ? 1 / alongStep : 0;
    double perAcross = Math.abs(acrossStep) > 1e-9 ? 1 / acrossStep : 0;
    boolean isThick = radius >= 2 && perAlong != 0 && perAcross != 0;
    int rowEnd = (int) Math.min(bottom, Math.ceil(maxY));
    for (int row = (int) Math.max(top, Math.floor(minY)); row < rowEnd; row++) {
      double py = row + 0.5 - y0;
      double axis = x0 + py * slope;
      // Counted from the line's own edge, so that every clip shows the same line.
      int edge = (int) Math.floor(Math.max(minX, axis - span));
      int from = Math.max(left, edge);
      int to = (int) Math.min(right, Math.ceil(Math.min(maxX, axis + span) + 1));
      double edgeX = edge + 0.5 - x0;
      double firstAlong = (edgeX * dx + py * dy) * inverse;
      double firstAcross = length > 0 ? (edgeX * dy - py * dx) / length : 0;
      // Most of a thick line is covered wholly, and needs no look at each pixel.
      int whole = to - edge;
      int wholeEnd = whole;
      if (isThick) {
        double start = -firstAlong * perAlong;
        double finish = start + perAlong;
        double above = (0.5 - radius - firstAcross) * perAcross;
        double below = (radius - 0.5 - firstAcross) * perAcross;
        double lowest = Math.max(Math.min(start, finish), Math.min(above, below));
        double highest = Math.min(Math.max(start, finish), Math.max(above, below));
        int first = Math.max(from - edge, (int) Math.ceil(lowest));
        int end = Math.min(to - edge, (int) Math.floor(highest) + 1);
        if (first < end) {
          whole = first;
          wholeEnd = end;
          Arrays.fill(pixels, row * width + edge + first, row * width + edge + end, argb);
        }
      }
      for (int column = from - edge; column < to - edge; column++) {
        if (column == whole) {
          column = wholeEnd;
          if (column >= to - edge) {
            break;
          }
        }
        int i = row * width + edge + column;
        double along = firstAlong + column * alongStep;
        double squared;
        if (along >= 0 && along <= 1 && length > 0) {
          double across = firstAcross + column * acrossStep;
          squared = across * across;
        } else {
          double px = edgeX + column - (along > 1 ? dx : 0);
          double endY = along > 1 ? py - dy : py;
          squared = px * px + endY * endY;
        }
        if (squared <= inside) {
          pixels[i] = argb;
        } else if (squared < reach * reach) {
          cover(i, reach - Math.sqrt(squared), argb);
        }
      }
    }
  }

  void disc(double x, double y, double diameter, int argb) {
    line(x, y, x, y, diameter, argb);
  }

  /// A circle of a line's thickness.
  void ring(double x, double y, double diameter, double thickness, int argb) {
    double outer = diameter / 2 + 0.5;
    double inner = diameter / 2 - thickness - 0.5;
    int rowEnd = (int) Math.min(bottom, Math.ceil(y + outer));
    int columnEnd = (int) Math.min(right, Math.ceil(x + outer));
    for (int row = (int) Math.max(top, Math.floor(y - outer)); row < rowEnd; row++) {
      for (int column = (int) Math.max(left, Math.floor(x - outer)); column < columnEnd; column++) {
        double distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
        cover(row * width + column, Math.min(outer - distance, distance - inner), argb);
      }
    }
  }

  /// Lines at 45 degrees over the whole clip, fixed to the picture and not to the ground.
  ///
  /// @param period from one line to the next along a row, device pixels
  /// @param alpha 0 to 255
  void hatch(int period, int thickness, int argb, int alpha) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if ((x + y) % period < thickness) {
          int i = y * width + x;
          pixels[i] = mix(argb, alpha, pixels[i]);
        }
      }
    }
  }

  private void cover(int index, double coverage, int argb) {
    if (coverage >= 1) {
      pixels[index] = argb;
    } else if (coverage > 0) {
      pixels[index] = mix(argb, (int) (coverage * 255 + 0.5), pixels[index]);
    }
  }

  /// A premultiplied pixel over another.
  private static int over(int source, int alpha, int under) {
    int rest = 256 - alpha - (alpha >>> 7);
    int rb = (((under & 0xFF00FF) * rest) >>> 8) & 0xFF00FF;
    int g = (((under & 0x00FF00) * rest) >>> 8) & 0x00FF00;
    return opacity(256 - rest, rest, under) | ((source & 0xFFFFFF) + (rb | g));
  }

  /// An opaque colour over a premultiplied pixel, to a part of 255.
  private static int mix(int argb, int alpha, int under) {
    int part = alpha + (alpha >>> 7);
    int rest = 256 - part;
    int rb = (((argb & 0xFF00FF) * part + (under & 0xFF00FF) * rest) >>> 8) & 0xFF00FF;
    int g = (((argb & 0x00FF00) * part + (under & 0x00FF00) * rest) >>> 8) & 0x00FF00;
    return opacity(part, rest, under) | rb | g;
  }

  /// Alpha, in its place, of two pixels that lie over each other; opaque stays opaque.
  ///
  /// @param part of the upper one, of 256
  /// @param rest what it leaves, of 256
  private static int opacity(int part, int rest, int under) {
    int alpha = under >>> 24;
    return Math.min(255, part + (((alpha + (alpha >>> 7)) * rest) >>> 8)) << 24;
  }
}

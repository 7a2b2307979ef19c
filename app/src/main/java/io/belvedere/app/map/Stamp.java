package io.belvedere.app.map;

/// Puts sprites on a copy of another, and makes one of all of them.
final class Stamp {
  private final Sprite ground;
  private final int[] pixels;

  Stamp(Sprite ground) {
    this.ground = ground;
    this.pixels = ground.pixels.clone();
  }

  /// Puts a sprite with its origin at a point, which is told from the origin of what it is put on;
  /// what would stand out is cut off.
  ///
  /// @param x device pixels
  void put(Sprite sprite, double x, double y) {
    int left = (int) Math.round(x) + ground.originX - sprite.originX;
    int top = (int) Math.round(y) + ground.originY - sprite.originY;
    for (int row = Math.max(0, -top); row < sprite.height && top + row < ground.height; row++) {
      int end = Math.min(sprite.width, ground.width - left);
      for (int column = Math.max(0, -left); column < end; column++) {
        int to = (top + row) * ground.width + left + column;
        pixels[to] = over(sprite.pixels[row * sprite.width + column], pixels[to]);
      }
    }
  }

  Sprite sprite() {
    return new Sprite(ground.width, ground.height, ground.originX, ground.originY, pixels);
  }

  /// Both premultiplied, as is what comes out.
  private static int over(int source, int under) {
    int alpha = source >>> 24;
    int rest = 256 - alpha - (alpha >>> 7);
    int rb = (((under & 0xFF00FF) * rest) >>> 8) & 0xFF00FF;
    int ag = ((((under >>> 8) & 0xFF00FF) * rest) >>> 8) & 0xFF00FF;
    return source + (rb | (ag << 8));
  }
}

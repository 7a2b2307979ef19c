package io.belvedere.app.map;

import java.util.List;

/// A cluster as it stands on the picture.
///
/// @param x device pixels
record ClusterSign(Sprite sprite, SymbolSprites.Counts counts, int x, int y, List<Integer> things) {
  ClusterSign {
    things = List.copyOf(things);
  }

  ClusterSign shifted(int dx, int dy) {
    return new ClusterSign(sprite, counts, x + dx, y + dy, things);
  }

  /// Whether the same pixels stand at the same place.
  boolean looksLike(ClusterSign other) {
    return sprite == other.sprite && x == other.x && y == other.y;
  }

  boolean isAt(double px, double py) {
    return Math.abs(px - x) <= sprite.originX && Math.abs(py - y) <= sprite.originY;
  }
}

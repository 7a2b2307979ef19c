package io.belvedere.app.map;

import java.util.HashSet;
import java.util.Set;

/// Which parts of a map are taken by small texts: whoever comes first stands, who would touch it
/// does not. Counted in pixels from the corner of the world, so that panning changes nothing.
final class Room {
  private static final int CELL = 8;

  private final Set<Long> taken = new HashSet<>();

  /// Takes the place of a sprite unless part of it is taken.
  ///
  /// @param x where its origin stands
  /// @return whether it is taken now
  boolean take(long x, long y, Sprite sprite) {
    long left = Math.floorDiv(x - sprite.originX, CELL);
    long right = Math.floorDiv(x - sprite.originX + sprite.width, CELL);
    long top = Math.floorDiv(y - sprite.originY, CELL);
    long bottom = Math.floorDiv(y - sprite.originY + sprite.height, CELL);
    Set<Long> wanted = new HashSet<>();
    for (long row = top; row <= bottom; row++) {
      for (long column = left; column <= right; column++) {
        wanted.add(row << 32 | column);
      }
    }
    for (long cell : wanted) {
      if (taken.contains(cell)) {
        return false;
      }
    }
    return taken.addAll(wanted);
  }
}

package io.belvedere.app.map;

import io.belvedere.ingest.tiles.TileId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a [TiledGround] was still on its way when a piece of the base map was drawn.
///
/// @param ground null if none was drawn
/// @param arrivals how many tiles had come when drawing began
record Awaited(@Nullable TiledGround ground, long arrivals, Set<TileId> tiles) {
  static final Awaited NOTHING = new Awaited(null, 0, Set.of());

  Awaited {
    tiles = Set.copyOf(tiles);
  }

  /// Whether the piece would be drawn otherwise now.
  boolean isOutdated(@Nullable TiledGround current) {
    if (current != ground) {
      return true;
    }
    for (TileId id : tiles) {
      if (current != null && current.hasComeSince(id, arrivals)) {
        return true;
      }
    }
    return false;
  }
}

package io.belvedere.app.map;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tiles that are drawn; those looked at longest ago are forgotten first.
final class TileCache {
  private final int capacity;
  private final LinkedHashMap<TileKey, int[]> tiles = new LinkedHashMap<>(128, 0.75f, true);

  /// @param capacity tiles, of a megabyte each
  TileCache(int capacity) {
    this.capacity = capacity;
  }

  int @Nullable [] get(TileKey key) {
    return tiles.get(key);
  }

  void put(TileKey key, int[] pixels) {
    tiles.put(key, pixels);
    while (tiles.size() > capacity) {
      Map.Entry<TileKey, int[]> eldest = tiles.firstEntry();
      tiles.remove(eldest.getKey());
    }
  }

  boolean contains(TileKey key) {
    return tiles.containsKey(key);
  }

  int size() {
    return tiles.size();
  }

  void clear() {
    tiles.clear();
  }
}

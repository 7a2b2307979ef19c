package io.belvedere.app.map;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of each tile; those looked at longest ago are forgotten first.
///
/// @param <T> a megabyte, about
final class TileCache<T> {
  private final int capacity;
  private final LinkedHashMap<TileKey, T> tiles = new LinkedHashMap<>(128, 0.75f, true);

  /// @param capacity tiles, of a megabyte each
  TileCache(int capacity) {
    this.capacity = capacity;
  }

  @Nullable T get(TileKey key) {
    return tiles.get(key);
  }

  void put(TileKey key, T tile) {
    tiles.put(key, tile);
    while (tiles.size() > capacity) {
      Map.Entry<TileKey, T> eldest = tiles.firstEntry();
      tiles.remove(eldest.getKey());
    }
  }

  Collection<T> all() {
    return tiles.values();
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

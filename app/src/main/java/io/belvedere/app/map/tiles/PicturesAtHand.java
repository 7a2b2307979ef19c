package io.belvedere.app.map.tiles;

import io.belvedere.ingest.tiles.TileId;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pictures that were drawn last; those looked at longest ago are forgotten first. Safe for use
/// by any thread.
final class PicturesAtHand {
  /// Pixels, of four bytes each.
  private static final long MOST = 12_000_000;

  private final LinkedHashMap<TileId, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long pixels;

  /// @param expires when a newer one is to be asked for, microseconds UTC
  record Kept(BufferedImage picture, long expires) {
    long pixels() {
      return (long) picture.getWidth() * picture.getHeight();
    }
  }

  synchronized @Nullable Kept get(TileId id) {
    return kept.get(id);
  }

  synchronized void put(TileId id, Kept picture) {
    Kept before = kept.put(id, picture);
    pixels += picture.pixels() - (before == null ? 0 : before.pixels());
    while (pixels > MOST && kept.size() > 1) {
      Map.Entry<TileId, Kept> eldest = kept.firstEntry();
      pixels -= eldest.getValue().pixels();
      kept.remove(eldest.getKey());
    }
  }
}

package io.belvedere.app.map;

import io.belvedere.app.map.BaseMapWorker.Finished;
import io.belvedere.app.map.BaseMapWorker.Wish;
import io.belvedere.app.map.TileKey.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ground under everything: copies the tiles that are there, enlarges coarser ones where they
/// are not, and has the missing ones drawn once the view rests.
final class BaseMap {
  private static final int TILES = 96;
  private static final int LABEL_LAYOUTS = 6;

  private final BaseMapWorker worker;
  private final TileCache tiles = new TileCache(TILES);
  private final LinkedHashMap<Level, List<Label>> labels = new LinkedHashMap<>();
  private @Nullable Level last;
  private @Nullable Level lastComplete;
  private List<Label> labelsOnScreen = List.of();

  BaseMap(BaseMapWorker worker) {
    this.worker = worker;
  }

  /// Takes in what has been drawn since the last call.
  ///
  /// @return whether there was anything
  boolean takeFinished() {
    boolean any = false;
    for (Finished done = worker.finished(); done != null; done = worker.finished()) {
      any = true;
      switch (done) {
        case Finished.Tile(TileKey key, int[] pixels) -> tiles.put(key, pixels);
        case Finished.Labels(Level level, List<Label> layout) -> {
          labels.put(level, layout);
          if (labels.size() > LABEL_LAYOUTS) {
            Map.Entry<Level, List<Label>> eldest = labels.firstEntry();
            labels.remove(eldest.getKey());
          }
        }
      }
    }
    return any;
  }

  /// Asks for what the view lacks.
  ///
  /// @return whether nothing is missing
  boolean request(View view, BaseStyle style) {
    Level level = Level.of(style, view);
    List<Wish> missing = new ArrayList<>();
    List<TileKey> visible = visible(view, level);
    double middleX = view.left() + view.width() / 2.0;
    double middleY = view.top() + view.height() / 2.0;
    visible.sort(
        java.util.Comparator.comparingDouble(
            key ->
                Math.hypot(
                    key.left() + TileKey.SIDE / 2.0 - middleX,
                    key.top() + TileKey.SIDE / 2.0 - middleY)));
    for (TileKey key : visible) {
      if (!tiles.contains(key)) {
        missing.add(new Wish.Tile(key));
      }
    }
    boolean complete = missing.isEmpty();
    if (complete) {
      lastComplete = level;
    }
    if (!labels.containsKey(level)) {
      missing.add(new Wish.Labels(level));
    }
    if (!missing.isEmpty()) {
      worker.want(missing);
    }
    return missing.isEmpty();
  }

  /// Names for a view: of its own level, or those that were on screen before until they are there.
  List<Label> labels(View view, BaseStyle style) {
    List<Label> own = labels.get(Level.of(style, view));
    if (own != null) {
      labelsOnScreen = own;
    }
    return labelsOnScreen;
  }

  /// Draws the ground within the clip.
  void draw(Raster raster, View view, BaseStyle style) {
    Level level = Level.of(style, view);
    if (!drawExact(raster, view, level, true)) {
      raster.fill(style.land());
      Level coarser = lastComplete;
      if (coarser != null) {
        drawScaled(raster, view, coarser);
      }
      Level other = last;
      if (other != null && !other.equals(coarser)) {
        drawScaled(raster, view, other);
      }
      drawExact(raster, view, level, false);
    }
    last = level;
  }

  /// @param allOrNothing draw only if every tile within the clip is there
  private boolean drawExact(Raster raster, View view, Level level, boolean allOrNothing) {
    if (level.pixels() != view.pixels()) {
      return false;
    }
    List<TileKey> keys = new ArrayList<>();
    for (TileKey key : visible(view, level)) {
      long x = key.left() - view.left();
      long y = key.top() - view.top();
      if (raster.touchesClip(x, y, x + TileKey.SIDE, y + TileKey.SIDE)) {
        if (tiles.contains(key)) {
          keys.add(key);
        } else if (allOrNothing) {
          return false;
        }
      }
    }
    for (TileKey key : keys) {
      int[] tile = tiles.get(key);
      if (tile != null) {
        raster.copy(
            tile, TileKey.SIDE, (int) (key.left() - view.left()), (int) (key.top() - view.top()));
      }
    }
    return true;
  }

  private void drawScaled(Raster raster, View view, Level level) {
    double factor = view.pixels() / level.pixels();
    double size = TileKey.SIDE * factor;
    // So far out that hundreds of tiles would be shrunk, bare ground says as much.
    if (size < 32) {
      return;
    }
    long firstColumn = (long) Math.floor(view.left() / size);
    long lastColumn = (long) Math.floor((view.left() + view.width()) / size);
    long firstRow = (long) Math.floor(view.top() / size);
    long lastRow = (long) Math.floor((view.top() + view.height()) / size);
    for (long row = firstRow; row <= lastRow; row++) {
      for (long column = firstColumn; column <= lastColumn; column++) {
        double x = column * size - view.left();
        double y = row * size - view.top();
        if (raster.touchesClip(x, y, x + size, y + size)) {
          int[] tile = tiles.get(new TileKey(level, column, row));
          if (tile != null) {
            raster.copyScaled(tile, TileKey.SIDE, x, y, size);
          }
        }
      }
    }
  }

  private static List<TileKey> visible(View view, Level level) {
    List<TileKey> keys = new ArrayList<>();
    long lastColumn = Math.floorDiv(view.left() + view.width() - 1, TileKey.SIDE);
    long lastRow = Math.floorDiv(view.top() + view.height() - 1, TileKey.SIDE);
    for (long row = Math.floorDiv(view.top(), TileKey.SIDE); row <= lastRow; row++) {
      for (long column = Math.floorDiv(view.left(), TileKey.SIDE); column <= lastColumn; column++) {
        keys.add(new TileKey(level, column, row));
      }
    }
    return keys;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.map.TileKey.Level;
import io.belvedere.app.session.Layer;
import java.util.List;

/// The ground together with what lies flat on it and seldom changes: watermark, outlines, roads.
/// Kept tile by tile, so that a sensor that changes on it, or a map that is dragged, costs copying
/// and not drawing; where the base map has no tile yet, it is drawn right onto the picture.
final class GroundTiles {
  private final BaseMap base;
  private final Outlines outlines;
  private final TrafficLines lines;
  private final TileCache<Tile> tiles = new TileCache<>(BaseMap.TILES);
  private Look look = new Look(false, false, false);
  private List<TileKey> visible = List.of();

  /// What is drawn over the base map.
  private record Look(boolean simulated, boolean outlines, boolean roads) {
    static Look of(Shot shot) {
      return new Look(
          shot.simulated(), shot.layers().shows(Layer.OUTLINES), shot.layers().shows(Layer.ROADS));
    }
  }

  /// One square, drawn where its cells are not dirty.
  private static final class Tile {
    final Raster raster = new Raster(TileKey.SIDE, TileKey.SIDE);
    final DirtyCells cells = new DirtyCells(TileKey.SIDE, TileKey.SIDE);
    final View view;
    final int[] ground;

    Tile(TileKey key, View shown, int[] ground) {
      this.ground = ground;
      view =
          new View(
              shown.pixels(),
              key.left(),
              key.top(),
              TileKey.SIDE,
              TileKey.SIDE,
              shown.zoom(),
              shown.scale());
      cells.markAll();
    }
  }

  GroundTiles(BaseMap base, Outlines outlines, TrafficLines lines) {
    this.base = base;
    this.outlines = outlines;
    this.lines = lines;
  }

  /// Has a road drawn anew wherever it is seen next.
  void markRoad(int road) {
    for (Tile tile : tiles.all()) {
      lines.markDirty(tile.cells, tile.view, road);
    }
  }

  /// Begins a frame, which is drawn clip by clip.
  ///
  /// @param style of the base map
  void begin(Shot shot, BaseStyle style) {
    Look now = Look.of(shot);
    if (!now.equals(look)) {
      look = now;
      tiles.clear();
    }
    visible = BaseMap.visible(shot.view(), Level.of(style, shot.view()));
  }

  /// Draws all of it within the clip.
  ///
  /// @param bare without the base map: what is not drawn stays transparent
  void draw(Raster raster, Shot shot, SymbolSprites symbols, boolean bare) {
    View view = shot.view();
    if (bare) {
      raster.fill(0);
      drawOver(raster, view, shot, symbols);
      return;
    }
    int left = raster.clipLeft();
    int top = raster.clipTop();
    int right = raster.clipRight();
    int bottom = raster.clipBottom();
    for (TileKey key : visible) {
      int x = (int) (key.left() - view.left());
      int y = (int) (key.top() - view.top());
      if (!raster.touchesClip(x, y, x + TileKey.SIDE, y + TileKey.SIDE)) {
        continue;
      }
      int[] ground = base.tile(key);
      if (ground != null) {
        Tile tile = tile(key, view, ground);
        tile.cells.takeRuns(
            left - x,
            top - y,
            right - x,
            bottom - y,
            (l, t, r, b) -> {
              tile.raster.clip(l, t, r, b);
              tile.raster.copy(ground, TileKey.SIDE, 0, 0);
              drawOver(tile.raster, tile.view, shot, symbols);
            });
        raster.copy(tile.raster.pixels, TileKey.SIDE, x, y);
      } else {
        raster.clip(
            Math.max(left, x),
            Math.max(top, y),
            Math.min(right, x + TileKey.SIDE),
            Math.min(bottom, y + TileKey.SIDE));
        base.drawMissing(raster, view, key.level());
        drawOver(raster, view, shot, symbols);
        raster.clip(left, top, right, bottom);
      }
    }
  }

  /// Ends a frame.
  void end() {
    base.remember(visible.getFirst().level());
  }

  private Tile tile(TileKey key, View view, int[] ground) {
    Tile tile = tiles.get(key);
    if (tile == null || tile.ground != ground) {
      tile = new Tile(key, view, ground);
      tiles.put(key, tile);
    }
    return tile;
  }

  private void drawOver(Raster raster, View view, Shot shot, SymbolSprites symbols) {
    if (look.simulated) {
      drawWatermark(raster, view, symbols);
    }
    if (look.outlines) {
      outlines.draw(raster, view, shot.theme());
    }
    if (look.roads) {
      lines.draw(raster, view, shot.theme());
    }
  }

  private static void drawWatermark(Raster raster, View view, SymbolSprites symbols) {
    Sprite mark = symbols.watermark("SIMULATED");
    int stepX = mark.width + view.px(80);
    int stepY = mark.height + view.px(60);
    // Fixed to the ground, so that it moves with it.
    long row = Math.floorDiv(view.top(), stepY);
    for (int y = (int) (row * stepY - view.top()); y < view.height() + stepY; y += stepY) {
      long left = view.left() + (row++ & 1) * stepX / 2;
      for (int x = -Math.floorMod(left, stepX); x < view.width() + stepX; x += stepX) {
        raster.sprite(mark, x, y);
      }
    }
  }
}

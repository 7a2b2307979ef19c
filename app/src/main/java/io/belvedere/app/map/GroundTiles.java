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
  private final Raster sheet = new Raster(TileKey.SIDE, TileKey.SIDE);
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
    final RoadStrips strips = new RoadStrips();
    final View view;
    final int[] ground;

    Tile(TileKey key, int[] ground) {
      this.ground = ground;
      Level level = key.level();
      view =
          new View(
              level.pixels(),
              key.left(),
              key.top(),
              TileKey.SIDE,
              TileKey.SIDE,
              level.zoom(),
              level.scale());
      cells.markAll();
    }
  }

  GroundTiles(BaseMap base, Outlines outlines, TrafficLines lines) {
    this.base = base;
    this.outlines = outlines;
    this.lines = lines;
  }

  /// Forgets all that was drawn.
  void clear() {
    tiles.clear();
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
    List<TileKey> before = visible;
    visible = BaseMap.visible(shot.view(), Level.of(style, shot.view()));
    if (!visible.equals(before)) {
      dropStrips(before);
    }
  }

  /// What is out of sight is kept as a picture only.
  private void dropStrips(List<TileKey> before) {
    for (TileKey key : before) {
      Tile tile = visible.contains(key) ? null : tiles.get(key);
      if (tile != null) {
        tile.strips.clear();
      }
    }
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
        Tile tile = tile(key, ground);
        finish(tile, left - x, top - y, right - x, bottom - y, shot, symbols);
        raster.copy(tile.raster.pixels, TileKey.SIDE, x, y);
      } else {
        raster.clip(
            Math.max(left, x),
            Math.max(top, y),
            Math.min(right, x + TileKey.SIDE),
            Math.min(bottom, y + TileKey.SIDE));
        base.drawMissing(
            raster,
            view,
            key.level(),
            () -> drawOver(raster, view, shot, symbols),
            (other, pixels) -> {
              Tile tile = tile(other, pixels);
              finish(tile, 0, 0, TileKey.SIDE, TileKey.SIDE, shot, symbols);
              return tile.raster.pixels;
            });
        raster.clip(left, top, right, bottom);
      }
    }
  }

  /// Ends a frame.
  void end() {
    base.remember(visible.getFirst().level());
  }

  private Tile tile(TileKey key, int[] ground) {
    Tile tile = tiles.get(key);
    if (tile == null || tile.ground != ground) {
      tile = new Tile(key, ground);
      tiles.put(key, tile);
    }
    return tile;
  }

  /// Draws what a part of a tile still lacks.
  private void finish(
      Tile tile, int left, int top, int right, int bottom, Shot shot, SymbolSprites symbols) {
    tile.cells.takeRuns(
        left,
        top,
        right,
        bottom,
        (l, t, r, b) -> {
          tile.raster.clip(l, t, r, b);
          tile.raster.copy(tile.ground, TileKey.SIDE, 0, 0);
          drawUnderRoads(tile.raster, tile.view, shot, symbols);
          if (look.roads) {
            lines.draw(tile.raster, tile.view, shot.theme(), tile.strips, sheet);
          }
        });
  }

  private void drawOver(Raster raster, View view, Shot shot, SymbolSprites symbols) {
    drawUnderRoads(raster, view, shot, symbols);
    if (look.roads) {
      lines.draw(raster, view, shot.theme());
    }
  }

  private void drawUnderRoads(Raster raster, View view, Shot shot, SymbolSprites symbols) {
    if (look.simulated) {
      drawWatermark(raster, view, symbols);
    }
    if (look.outlines) {
      outlines.draw(raster, view, shot.theme());
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

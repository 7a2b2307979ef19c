package io.belvedere.app.map;

import io.belvedere.ingest.tiles.TileId;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tiles of one colour each, which come when a test says so.
final class MadeTiles implements TiledGround {
  final List<TileId> asked = new ArrayList<>();
  private final Map<TileId, BufferedImage> there = new HashMap<>();
  private final Map<TileId, Long> came = new HashMap<>();
  private final int finest;

  MadeTiles(int finest) {
    this.finest = finest;
  }

  void come(TileId id, Color color) {
    var picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = picture.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, 256, 256);
    g.dispose();
    there.put(id, picture);
    came.put(id, (long) there.size());
  }

  /// Everything at a zoom around a tile.
  void comeAround(TileId middle, Color color) {
    for (int row = middle.row() - 8; row <= middle.row() + 8; row++) {
      for (int column = middle.column() - 8; column <= middle.column() + 8; column++) {
        come(new TileId(middle.zoom(), column, row), color);
      }
    }
  }

  @Override
  public int side() {
    return 256;
  }

  @Override
  public int coarsest() {
    return 0;
  }

  @Override
  public int finest() {
    return finest;
  }

  @Override
  public String attribution() {
    return "© City";
  }

  @Override
  public void beginView() {}

  @Override
  public Answer picture(TileId id) {
    asked.add(id);
    return new Answer(there.get(id), !there.containsKey(id));
  }

  @Override
  public @Nullable BufferedImage atHand(TileId id) {
    return there.get(id);
  }

  @Override
  public long arrivals() {
    return there.size();
  }

  @Override
  public boolean hasComeSince(TileId id, long arrivals) {
    return came.getOrDefault(id, 0L) > arrivals;
  }

  @Override
  public boolean isBusy() {
    return false;
  }

  @Override
  public String newTrouble() {
    return "";
  }

  @Override
  public String words() {
    return "";
  }

  @Override
  public void close() {}
}

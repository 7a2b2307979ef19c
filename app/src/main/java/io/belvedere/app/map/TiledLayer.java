package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.app.map.TiledGround.Answer;
import io.belvedere.ingest.tiles.TileId;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts one square of the base map together out of the tiles of somebody else, and mutes their
/// colours: text must be read on whatever they show, and colour means that somebody is needed.
final class TiledLayer {
  /// So far out that it would take more tiles, our own ground says as much.
  private static final int MOST = 64;

  /// A missing tile is enlarged out of one that is so many levels coarser, and no more.
  private static final int COARSER = 6;

  /// How much of our own land is mixed in, of 256: black and white in the picture stay so far from
  /// the colour of the text that their contrast is 4.5:1.
  private static final int LAND_BY_DAY = 160;

  /// More by night: roads are dark then, and must be lighter than most of the ground.
  private static final int LAND_BY_NIGHT = 212;

  private final TiledGround ground;
  private final Set<TileId> awaited = new HashSet<>();
  private final long arrivals;

  TiledLayer(TiledGround ground) {
    this.ground = ground;
    this.arrivals = ground.arrivals();
  }

  /// What may come still of all that was drawn.
  Awaited awaited() {
    return new Awaited(ground, arrivals, awaited);
  }

  /// @return as large as a square of the base map, and transparent where no tile is; null if none
  ///     is anywhere
  @Nullable BufferedImage draw(TileKey key) {
    Level level = key.level();
    double fitting = Math.log(level.pixels() / ground.side()) / Math.log(2);
    int zoom = Math.clamp(Math.round(fitting), ground.coarsest(), ground.finest());
    double size = level.pixels() / (1 << zoom);
    int last = (1 << zoom) - 1;
    int west = Math.clamp((long) Math.floor(key.left() / size), 0, last);
    int north = Math.clamp((long) Math.floor(key.top() / size), 0, last);
    int east = Math.clamp((long) Math.floor((key.left() + TileKey.SIDE - 1) / size), 0, last);
    int south = Math.clamp((long) Math.floor((key.top() + TileKey.SIDE - 1) / size), 0, last);
    if ((east - west + 1L) * (south - north + 1L) > MOST) {
      return null;
    }
    BufferedImage layer =
        new BufferedImage(TileKey.SIDE, TileKey.SIDE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = layer.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    boolean any = false;
    try {
      for (int row = north; row <= south; row++) {
        for (int column = west; column <= east; column++) {
          any |= draw(g, key, new TileId(zoom, column, row), size);
        }
      }
    } finally {
      g.dispose();
    }
    if (!any) {
      return null;
    }
    mute(Brush.pixels(layer), level.style());
    return layer;
  }

  private boolean draw(Graphics2D g, TileKey key, TileId id, double size) {
    Answer answer = ground.picture(id);
    if (answer.isAwaited()) {
      awaited.add(id);
    }
    BufferedImage picture = answer.picture();
    int levels = 0;
    while (picture == null && levels < COARSER && id.zoom() - levels > ground.coarsest()) {
      levels++;
      picture = ground.atHand(id.above(levels));
    }
    if (picture == null) {
      return false;
    }
    // Edges are rounded alike on both sides, so that tiles meet.
    int left = (int) Math.round(id.column() * size - key.left());
    int top = (int) Math.round(id.row() * size - key.top());
    int right = (int) Math.round((id.column() + 1) * size - key.left());
    int bottom = (int) Math.round((id.row() + 1) * size - key.top());
    TileId whole = id.above(levels);
    double share = picture.getWidth() / (double) (1 << levels);
    int fromX = (int) ((id.column() - ((long) whole.column() << levels)) * share);
    int fromY = (int) ((id.row() - ((long) whole.row() << levels)) * share);
    int part = (int) Math.max(1, share);
    g.drawImage(picture, left, top, right, bottom, fromX, fromY, fromX + part, fromY + part, null);
    return true;
  }

  private static void mute(int[] pixels, BaseStyle style) {
    int ours = style.theme() == Theme.LIGHT ? LAND_BY_DAY : LAND_BY_NIGHT;
    int land = style.land();
    for (int i = 0; i < pixels.length; i++) {
      int argb = pixels[i];
      if (argb >>> 24 != 0) {
        pixels[i] = BaseStyle.mix(style.desaturated() ? BaseStyle.grey(argb) : argb, land, ours);
      }
    }
  }
}

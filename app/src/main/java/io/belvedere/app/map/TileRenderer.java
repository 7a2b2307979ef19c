package io.belvedere.app.map;

import io.belvedere.app.map.BaseGeometry.Ground;
import io.belvedere.app.map.BaseGeometry.Way;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws one tile of the base map: ground from large to small, over it the ground of somebody else
/// where there is one, then roads, the least important first, each class cased as a whole, so that
/// crossings stay open.
final class TileRenderer {
  private static final SurfaceKind[] GROUND_ORDER = {
    SurfaceKind.SEA,
    SurfaceKind.PIER,
    SurfaceKind.SAND,
    SurfaceKind.PARK,
    SurfaceKind.WATER,
    SurfaceKind.BUILDING
  };

  /// Widest road and its casing, logical pixels: what a road outside a tile may reach into it.
  private static final double REACH = 16;

  private final BaseGeometry geometry;
  private final OutsideDimmer outside;

  TileRenderer(BaseGeometry geometry) {
    this.geometry = geometry;
    this.outside = new OutsideDimmer(geometry);
  }

  /// @param over what covers our own ground, under the roads; null if nothing does
  /// @return the tile's pixels, row by row, opaque
  int[] render(TileKey key, @Nullable TiledLayer over) {
    BufferedImage image = new BufferedImage(TileKey.SIDE, TileKey.SIDE, BufferedImage.TYPE_INT_RGB);
    int[] pixels = Brush.pixels(image);
    Level level = key.level();
    Arrays.fill(pixels, level.style().outside());
    Graphics2D g = Brush.open(image);
    double enlarge = level.pixels() / BaseGeometry.PIXELS;
    AffineTransform toTile = new AffineTransform();
    toTile.translate(
        geometry.originX * level.pixels() - key.left(),
        geometry.originY * level.pixels() - key.top());
    toTile.scale(enlarge, enlarge);
    try {
      double reach = REACH * level.scale();
      Rectangle2D seen =
          new Rectangle2D.Double(
              (-reach - toTile.getTranslateX()) / enlarge,
              (-reach - toTile.getTranslateY()) / enlarge,
              (TileKey.SIDE + 2 * reach) / enlarge,
              (TileKey.SIDE + 2 * reach) / enlarge);
      g.setColor(Brush.color(level.style().land()));
      g.fill(toTile.createTransformedShape(geometry.extent));
      drawGrounds(g, level, toTile, seen);
      if (over != null && geometry.extent.intersects(seen)) {
        drawOver(g, over.draw(key), toTile.createTransformedShape(geometry.extent));
      }
      drawWays(g, level, toTile, seen);
    } finally {
      g.dispose();
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] |= 0xFF000000;
    }
    outside.dim(pixels, level.style(), toTile);
    return pixels;
  }

  /// Their ground ends where the map does, as ours.
  private static void drawOver(Graphics2D g, @Nullable BufferedImage layer, Shape extent) {
    if (layer != null) {
      Shape before = g.getClip();
      g.clip(extent);
      g.drawImage(layer, 0, 0, null);
      g.setClip(before);
    }
  }

  private void drawGrounds(Graphics2D g, Level level, AffineTransform toTile, Rectangle2D seen) {
    for (SurfaceKind kind : GROUND_ORDER) {
      if (kind == SurfaceKind.BUILDING && !BaseStyle.drawsBuildings(level.zoom())) {
        continue;
      }
      g.setColor(Brush.color(level.style().surface(kind)));
      for (Ground ground : geometry.grounds) {
        if (ground.kind() == kind && ground.bounds().intersects(seen)) {
          g.fill(toTile.createTransformedShape(ground.path()));
        }
      }
    }
  }

  private void drawWays(Graphics2D g, Level level, AffineTransform toTile, Rectangle2D seen) {
    Map<RoadClass, Path2D> open = new EnumMap<>(RoadClass.class);
    Map<RoadClass, Path2D> tunnels = new EnumMap<>(RoadClass.class);
    Map<RoadClass, Path2D> bridges = new EnumMap<>(RoadClass.class);
    for (Way way : geometry.ways) {
      if (way.bounds().intersects(seen) && BaseStyle.width(way.roadClass(), level.zoom()) > 0) {
        Map<RoadClass, Path2D> into = way.tunnel() ? tunnels : way.bridge() ? bridges : open;
        into.computeIfAbsent(way.roadClass(), c -> new Path2D.Float())
            .append(way.path().getPathIterator(toTile), false);
      }
    }
    drawTunnels(g, level, tunnels);
    drawOpen(g, level, open);
    drawOpen(g, level, bridges);
  }

  private static void drawOpen(Graphics2D g, Level level, Map<RoadClass, Path2D> ways) {
    RoadClass[] classes = RoadClass.values();
    g.setColor(Brush.color(level.style().casing()));
    for (int i = classes.length - 1; i >= 0; i--) {
      Path2D path = ways.get(classes[i]);
      double width = BaseStyle.width(classes[i], level.zoom()) * level.scale();
      if (path != null && classes[i].isForCars() && width >= 2) {
        g.setStroke(Brush.round(width + 2 * level.scale()));
        g.draw(path);
      }
    }
    for (int i = classes.length - 1; i >= 0; i--) {
      Path2D path = ways.get(classes[i]);
      if (path != null) {
        g.setColor(Brush.color(level.style().road(classes[i])));
        g.setStroke(stroke(classes[i], level));
        g.draw(path);
      }
    }
  }

  /// Only their edges, dashed: the ground above is what one sees.
  private static void drawTunnels(Graphics2D g, Level level, Map<RoadClass, Path2D> ways) {
    g.setColor(Brush.color(level.style().casing()));
    float dash = (float) (4 * level.scale());
    BasicStroke dashed =
        new BasicStroke(
            (float) level.scale(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            new float[] {dash, dash * 0.75f},
            0);
    ways.forEach(
        (roadClass, path) -> {
          double width = BaseStyle.width(roadClass, level.zoom()) * level.scale();
          g.setStroke(dashed);
          if (width < 3 || !roadClass.isForCars()) {
            g.draw(path);
          } else {
            Shape edges = Brush.round(width).createStrokedShape(path);
            g.draw(edges);
          }
        });
  }

  private static BasicStroke stroke(RoadClass roadClass, Level level) {
    double width = BaseStyle.width(roadClass, level.zoom()) * level.scale();
    if (roadClass != RoadClass.STEPS && roadClass != RoadClass.RAIL) {
      return Brush.round(width);
    }
    float dash = (float) ((roadClass == RoadClass.RAIL ? 5 : 2) * level.scale());
    return new BasicStroke(
        (float) width,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        new float[] {dash, dash},
        0);
  }
}

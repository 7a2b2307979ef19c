package io.belvedere.app.map;

import io.belvedere.app.map.SeenGround.Name;
import io.belvedere.ingest.city.CityMap.Area;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the ground outside of the districts on screen calmer: half way to the colour of where the
/// map ends, so that it has half the contrast in both themes. Works on finished tiles, on the
/// thread that draws them.
final class OutsideDimmer {
  /// How much of the ground's own colour is taken, of 256.
  private static final int TAKEN = 140;

  private final BaseGeometry geometry;
  private @Nullable SeenGround shapesOf;
  private List<Shape> shapes = List.of();

  OutsideDimmer(BaseGeometry geometry) {
    this.geometry = geometry;
  }

  /// @param pixels of the tile, opaque
  /// @param toTile from where the geometry is kept to the tile
  void dim(int[] pixels, BaseStyle style, AffineTransform toTile) {
    if (!style.seen().equals(shapesOf)) {
      shapesOf = style.seen();
      shapes = shapes(style.seen());
    }
    if (shapes.isEmpty()) {
      return;
    }
    byte[] inside = mask(toTile);
    int calm = style.outside();
    for (int i = 0; i < pixels.length; i++) {
      int outside = 255 - (inside[i] & 0xFF);
      if (outside > 0) {
        pixels[i] = BaseStyle.mix(pixels[i], calm, TAKEN * outside / 255);
      }
    }
  }

  private byte[] mask(AffineTransform toTile) {
    var mask = new BufferedImage(TileKey.SIDE, TileKey.SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = Brush.open(mask);
    try {
      g.setColor(Color.WHITE);
      g.setStroke(Brush.round(1));
      for (Shape shape : shapes) {
        Shape placed = toTile.createTransformedShape(shape);
        g.fill(placed);
        // Closes the hair between two neighbours.
        g.draw(placed);
      }
    } finally {
      g.dispose();
    }
    return ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
  }

  private List<Shape> shapes(SeenGround seen) {
    List<Shape> found = new ArrayList<>();
    boolean all = seen.outlines().isEmpty() && seen.named().isEmpty();
    for (String outline : seen.outlines()) {
      List<Shape> own =
          SentOutline.polygons(outline).stream().<Shape>map(geometry::closed).toList();
      all |= own.isEmpty();
      found.addAll(own);
    }
    for (Name name : seen.named()) {
      List<Shape> own =
          geometry.areas.stream()
              .filter(area -> name.isOf(area.id(), area.name()))
              .<Shape>map(this::shape)
              .toList();
      all |= own.isEmpty();
      found.addAll(own);
    }
    return all ? geometry.areas.stream().<Shape>map(this::shape).toList() : found;
  }

  private Shape shape(Area area) {
    return geometry.closed(area.rings());
  }
}

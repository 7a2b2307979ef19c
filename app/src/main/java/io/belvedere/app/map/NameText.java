package io.belvedere.app.map;

import io.belvedere.app.look.Token;
import io.belvedere.app.map.TileKey.Level;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// A name, measured.
final class NameText {
  private static final double HALO = 3;

  /// Logical pixels.
  final double width;

  final double height;
  final String name;
  private final TextLayout layout;
  private final Token token;

  /// @param size logical pixels
  NameText(String name, double size, Token token) {
    this(name, MapFont.regular(size), token);
  }

  private NameText(String name, Font font, Token token) {
    this.layout = new TextLayout(name, font, MapFont.MEASURE);
    this.width = layout.getAdvance();
    this.height = layout.getAscent() + layout.getDescent();
    this.token = token;
    this.name = name;
  }

  static NameText semibold(String name, double size, Token token) {
    return new NameText(name, MapFont.semibold(size), token);
  }

  /// What it covers around a point. A slanted name takes a chain of small boxes, not one large one.
  List<Rectangle2D> boxes(double x, double y, double angle) {
    double side = height + 2;
    if (angle == 0) {
      return List.of(new Rectangle2D.Double(x - width / 2 - 4, y - side / 2, width + 8, side));
    }
    int count = (int) Math.ceil(width / side) + 1;
    List<Rectangle2D> boxes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double along = ((double) i / (count - 1) - 0.5) * width;
      boxes.add(
          new Rectangle2D.Double(
              x + Math.cos(angle) * along - side / 2,
              y + Math.sin(angle) * along - side / 2,
              side,
              side));
    }
    return boxes;
  }

  Sprite sprite(double angle, Level level) {
    AffineTransform turn = AffineTransform.getRotateInstance(angle);
    turn.translate(-width / 2, (layout.getAscent() - layout.getDescent()) / 2);
    Shape outline = layout.getOutline(turn);
    double halfWidth = (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * height) / 2;
    double halfHeight =
        (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * height) / 2;
    return Brush.centred(
        halfWidth + HALO,
        halfHeight + HALO,
        level.scale(),
        g -> {
          g.setColor(Brush.color((level.style().land() & 0xFFFFFF) | 0xD8000000));
          g.setStroke(new BasicStroke((float) HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
          g.draw(outline);
          g.setColor(Brush.color(level.style().color(token)));
          g.fill(outline);
        });
  }
}

package io.belvedere.app.map;

import io.belvedere.app.look.SvgPath;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.SymbolShape;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SymbolSprites.Ring;
import io.belvedere.ingest.model.Severity;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// What several signs of the map have in common, in the colours of a theme.
final class SpritePen {
  private final Theme theme;

  SpritePen(Theme theme) {
    this.theme = theme;
  }

  int argb(Token token) {
    return token.argb(theme);
  }

  /// A ground for a sign or words, so that they are read on everything.
  void plate(Graphics2D g, Shape plate, Token edge, Stroke stroke) {
    g.setColor(Brush.color(argb(Token.RAISED)));
    g.fill(plate);
    g.setColor(Brush.color(argb(edge)));
    g.setStroke(stroke);
    g.draw(plate);
  }

  void ring(Graphics2D g, Ring ring, Path2D path) {
    if (ring == Ring.NONE) {
      return;
    }
    g.setColor(Brush.color(argb(Token.TEXT)));
    g.setStroke(Brush.round(7));
    g.draw(path);
    g.setColor(Brush.color(argb(Token.RAISED)));
    g.setStroke(Brush.round(ring == Ring.DOUBLE ? 5 : 3));
    g.draw(path);
  }

  /// The shape of a severity around (x, y).
  void shape(Graphics2D g, Severity severity, double x, double y, double size, boolean filled) {
    SymbolShape shape = SymbolShape.of(severity);
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(size / shape.size(), size / shape.size());
    Shape path = place.createTransformedShape(SvgPath.parse(shape.path()));
    if (filled) {
      g.setColor(Brush.color(argb(Token.fill(severity))));
      g.fill(path);
    }
    g.setColor(Brush.color(argb(Token.TEXT)));
    g.setStroke(Brush.round(1.2));
    g.draw(path);
  }

  /// The arrowhead of a vehicle around (0, 0).
  ///
  /// @param heading 0 to [SymbolSprites#HEADINGS] - 1, clockwise from north
  static Shape arrowhead(int heading, double size) {
    AffineTransform place =
        AffineTransform.getRotateInstance(2 * Math.PI * heading / SymbolSprites.HEADINGS);
    place.scale(size, size);
    return place.createTransformedShape(SvgPath.parse(SymbolGlyph.ARROWHEAD.fill()));
  }

  static Shape circle(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }
}

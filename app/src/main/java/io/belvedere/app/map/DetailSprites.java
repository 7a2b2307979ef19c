package io.belvedere.app.map;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The small pictures beside the symbols at one theme and scale, drawn at first use. The same look
/// is the same sprite.
final class DetailSprites {
  private final SymbolSprites symbols;
  private final Theme theme;
  private final double scale;
  private final Map<Object, Sprite> sprites = new HashMap<>();

  private record Guess(int heading, boolean emergency) {}

  /// @param symbols of the same theme and scale
  DetailSprites(SymbolSprites symbols, Theme theme, double scale) {
    this.symbols = symbols;
    this.theme = theme;
    this.scale = scale;
  }

  /// Whether it is of the same theme and scale as these symbols.
  boolean goesWith(SymbolSprites others) {
    return symbols == others;
  }

  /// Where a vehicle may be by now: its arrowhead as a dashed outline with nothing in it.
  ///
  /// @param heading 0 to [SymbolSprites#HEADINGS] - 1, clockwise from north
  Sprite guess(int heading, boolean emergency) {
    return get(new Guess(heading, emergency), () -> drawGuess(heading, emergency));
  }

  private Sprite get(Object look, Supplier<Sprite> draw) {
    return sprites.computeIfAbsent(look, l -> draw.get());
  }

  private Sprite drawGuess(int heading, boolean emergency) {
    AffineTransform place =
        AffineTransform.getRotateInstance(2 * Math.PI * heading / SymbolSprites.HEADINGS);
    double size = emergency ? 0.95 : 0.8;
    place.scale(size, size);
    Shape head = place.createTransformedShape(SvgPath.parse(SymbolGlyph.VEHICLE.fill()));
    return Brush.centred(
        12,
        12,
        scale,
        g -> {
          g.setColor(Brush.color(argb(Token.RAISED)));
          g.setStroke(Brush.round(3.5));
          g.draw(head);
          g.setColor(Brush.color(argb(Token.TEXT)));
          float[] dashes = {2.5f, 2};
          g.setStroke(
              new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
          g.draw(head);
        });
  }

  private int argb(Token token) {
    return token.argb(theme);
  }
}

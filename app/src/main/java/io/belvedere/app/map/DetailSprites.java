package io.belvedere.app.map;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.RoundRectangle2D;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The small pictures beside the symbols at one theme and scale, drawn at first use. The same look
/// is the same sprite.
final class DetailSprites {
  /// How much larger than others a silent symbol is drawn, by how long it has been silent: small
  /// ones grow up to what is wrong, and that grows too.
  private static final double[] SMALL_GROWS = {1.4, 1.8, 2.2, 2.6};

  private static final double[] LARGE_GROWS = {1, 1.15, 1.3, 1.45};

  private final SymbolSprites symbols;
  private final Theme theme;
  private final SpritePen pen;
  private final double scale;
  private final Map<Object, Sprite> sprites = new HashMap<>();
  private final Map<Double, SymbolSprites> grown = new HashMap<>();

  private record Guess(int heading, boolean emergency) {}

  private record Count(int things) {}

  private record Doubted(Doubt doubt) {}

  private record Plate(SymbolGlyph glyph, boolean overdue) {}

  /// @param symbols of the same theme and scale
  DetailSprites(SymbolSprites symbols, Theme theme, double scale) {
    this.symbols = symbols;
    this.theme = theme;
    this.pen = new SpritePen(theme);
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

  /// The symbols at the size of a silence.
  ///
  /// @param step 0 to [Silence#STEPS] - 1
  /// @param large whether it is of something that is wrong
  SymbolSprites grown(int step, boolean large) {
    double times = (large ? LARGE_GROWS : SMALL_GROWS)[step];
    return times == 1
        ? symbols
        : grown.computeIfAbsent(times, t -> new SymbolSprites(theme, scale * t));
  }

  /// How many things a mark stands for.
  Sprite count(int things) {
    return get(new Count(things), () -> drawCount(Integer.toString(things)));
  }

  /// Why something is not to be believed, to stand beside its mark or, where that is but a dot, in
  /// its stead.
  Sprite doubt(Doubt doubt) {
    return get(new Doubted(doubt), () -> drawDoubt(doubt.sign()));
  }

  /// A thing that is all right, large enough to be told from others and picked.
  ///
  /// @param overdue whether its next value should be here by now
  Sprite plate(SymbolGlyph glyph, boolean overdue) {
    return get(new Plate(glyph, overdue), () -> drawPlate(glyph, overdue));
  }

  private Sprite get(Object look, Supplier<Sprite> draw) {
    return sprites.computeIfAbsent(look, l -> draw.get());
  }

  private Sprite drawGuess(int heading, boolean emergency) {
    Shape head = SpritePen.arrowhead(heading, emergency ? 0.95 : 0.8);
    return Brush.centred(
        12,
        12,
        scale,
        g -> {
          g.setColor(Brush.color(pen.argb(Token.RAISED)));
          g.setStroke(Brush.round(3.5));
          g.draw(head);
          g.setColor(Brush.color(pen.argb(Token.TEXT)));
          g.setStroke(Brush.dashed(1.3f, 2.5f, 2));
          g.draw(head);
        });
  }

  private Sprite drawDoubt(SymbolGlyph sign) {
    return Brush.centred(
        8,
        8,
        scale,
        g -> {
          pen.plate(g, SpritePen.circle(6.5), Token.TEXT_SECONDARY, Brush.round(1));
          Brush.glyph(g, sign, 0, 0, 0.62, 0, pen.argb(Token.TEXT));
        });
  }

  private Sprite drawCount(String number) {
    var text = new TextLayout(number, MapFont.semibold(12), MapFont.MEASURE);
    double width = Math.max(14, text.getAdvance() + 7);
    return Brush.centred(
        width / 2 + 1,
        8,
        scale,
        g -> {
          Shape pill = new RoundRectangle2D.Double(-width / 2, -7, width, 14, 14, 14);
          pen.plate(g, pill, Token.TEXT_SECONDARY, Brush.round(1));
          g.setColor(Brush.color(pen.argb(Token.TEXT)));
          text.draw(g, -text.getAdvance() / 2, 4.3f);
        });
  }

  private Sprite drawPlate(SymbolGlyph glyph, boolean overdue) {
    return Brush.centred(
        11,
        11,
        scale,
        g -> {
          Shape plate = new RoundRectangle2D.Double(-10, -10, 20, 20, 6, 6);
          pen.plate(
              g,
              plate,
              Token.TEXT_SECONDARY,
              overdue ? Brush.dashed(1.3f, 3, 2.5f) : Brush.round(1.3));
          Brush.glyph(g, glyph, 0, 0, 0.8, 0, pen.argb(Token.TEXT));
        });
  }
}

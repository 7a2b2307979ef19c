package io.belvedere.app.map;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SymbolSprites.Counts;
import io.belvedere.app.map.SymbolSprites.Ring;
import io.belvedere.ingest.model.Severity;
import java.awt.font.TextLayout;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.HashMap;
import java.util.Map;

/// The signs of clusters. They are put together of parts that are kept, because their numbers are
/// always other ones.
final class ClusterSprites {
  /// From one digit of a number to the next, logical pixels.
  private static final double DIGIT = 7.2;

  private static final int ROW = 17;

  private final SpritePen pen;
  private final double scale;
  private final Map<Plate, Sprite> plates = new HashMap<>();
  private final Map<Integer, Sprite> icons = new HashMap<>();
  private final Map<Character, Sprite> digits = new HashMap<>();

  private record Plate(double width, double height, Ring ring) {}

  ClusterSprites(SpritePen pen, double scale) {
    this.pen = pen;
    this.scale = scale;
  }

  Sprite sign(Counts counts, Ring ring) {
    int[] numbers = {counts.p1(), counts.p2(), counts.p3(), counts.p4(), counts.silent()};
    int entries = 0;
    int widest = 1;
    for (int number : numbers) {
      entries += number > 0 ? 1 : 0;
      widest = Math.max(widest, Integer.toString(number).length());
    }
    int columns = Math.min(2, entries);
    int rows = (entries + columns - 1) / columns;
    double cell = 19 + 7.5 * widest;
    double width = columns * cell + 4;
    double height = rows * ROW + 4.0;
    Stamp stamp =
        new Stamp(plates.computeIfAbsent(new Plate(width, height, ring), this::drawPlate));
    int entry = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] > 0) {
        double x = -width / 2 + 2 + entry % columns * cell;
        int row = entry / columns;
        double y = -height / 2 + 2 + row * ROW + ROW / 2.0;
        stamp.put(icons.computeIfAbsent(i, this::drawIcon), (x + 8.5) * scale, y * scale);
        double right = x + 17.5;
        for (char digit : Integer.toString(numbers[i]).toCharArray()) {
          Sprite drawn = digits.computeIfAbsent(digit, this::drawDigit);
          stamp.put(drawn, (right + DIGIT / 2) * scale, y * scale);
          right += DIGIT;
        }
        entry++;
      }
    }
    return stamp.sprite();
  }

  private Sprite drawPlate(Plate of) {
    return Brush.centred(
        of.width / 2 + 4,
        of.height / 2 + 4,
        scale,
        g -> {
          Path2D plate =
              new Path2D.Double(
                  new RoundRectangle2D.Double(
                      -of.width / 2, -of.height / 2, of.width, of.height, 6, 6));
          pen.ring(g, of.ring, plate);
          pen.plate(g, plate, Token.TEXT, Brush.round(1.2));
        });
  }

  /// @param kind 0 for P1 to 3 for P4, 4 for silent
  private Sprite drawIcon(int kind) {
    return Brush.centred(
        8,
        8,
        scale,
        g -> {
          if (kind < 4) {
            pen.shape(g, Severity.ofPriority(kind + 1), 0, 0, 12, kind < 2);
          } else {
            int grey = pen.argb(Token.TEXT_SECONDARY);
            g.setColor(Brush.color(grey));
            g.setStroke(Brush.round(1.2));
            g.draw(SpritePen.circle(5));
            Brush.glyph(g, SymbolGlyph.OFFLINE, 0, 0, 0.45, 0, grey);
          }
        });
  }

  private Sprite drawDigit(char digit) {
    return Brush.centred(
        DIGIT,
        8,
        scale,
        g -> {
          TextLayout text =
              new TextLayout(String.valueOf(digit), MapFont.semibold(12), MapFont.MEASURE);
          g.setColor(Brush.color(pen.argb(Token.TEXT)));
          text.draw(g, -text.getAdvance() / 2, 4.3f);
        });
  }
}

package io.belvedere.app.map;

import io.belvedere.app.look.SvgPath;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.SymbolShape;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.Liveness;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Every symbol of the map at one theme and scale, drawn at first use. The same look is the same
/// sprite, so that comparing two frames is comparing references.
final class SymbolSprites {
  /// Directions in which an arrowhead is drawn.
  static final int HEADINGS = 32;

  /// Looks that are kept; clusters and ages come in many.
  private static final int MOST = 4096;

  /// Half of a normal sensor's dot, logical pixels.
  private static final double DOT = 2;

  private static final double SMALL = 5;

  private final double scale;
  private final SpritePen pen;
  private final ClusterSprites clusters;
  private final Map<Look, Sprite> sprites = new HashMap<>();

  SymbolSprites(Theme theme, double scale) {
    this.scale = scale;
    this.pen = new SpritePen(theme);
    this.clusters = new ClusterSprites(pen, scale);
  }

  /// What a sprite shows.
  private sealed interface Look {
    record Sensor(
        SymbolGlyph glyph, Severity severity, Liveness liveness, boolean quarantined, Ring ring)
        implements Look {}

    record Arrow(Severity severity, int heading, boolean lastFix, boolean emergency)
        implements Look {}

    record Plate(SymbolGlyph glyph, Token ink) implements Look {}

    record Dot(Token ink) implements Look {}

    record FacilityDot() implements Look {}

    record Cluster(Counts counts, Ring ring) implements Look {}

    record Note(String text) implements Look {}

    record Nameplate(String text) implements Look {}

    record Box(Severity severity, String text) implements Look {}

    record Halo(int diameter, boolean selected) implements Look {}

    record Watermark(String text) implements Look {}
  }

  /// What is drawn around an alarm that nobody has acknowledged.
  enum Ring {
    NONE,
    /// The outline at the bright half of its blinking.
    BLINK,
    /// Instead of blinking, for those whom motion disturbs.
    DOUBLE
  }

  /// How many of each severity a cluster stands for.
  ///
  /// @param silent normal by its last value, but stale, offline or unknown
  record Counts(int p1, int p2, int p3, int p4, int silent) {
    int total() {
      return p1 + p2 + p3 + p4 + silent;
    }
  }

  /// A sensor or any other thing that stands still.
  Sprite sensor(
      SymbolGlyph glyph, Severity severity, Liveness liveness, boolean quarantined, Ring ring) {
    SymbolGlyph shown = severity == Severity.NORMAL ? SymbolGlyph.DOT : glyph;
    return get(
        new Look.Sensor(shown, severity, liveness, quarantined, ring),
        look -> severity == Severity.NORMAL ? small(liveness, quarantined) : abnormal(look));
  }

  /// @param heading 0 to [#HEADINGS] - 1, clockwise from north
  /// @param lastFix nothing newer is known although it should be
  Sprite arrow(Severity severity, int heading, boolean lastFix, boolean emergency) {
    return get(new Look.Arrow(severity, heading, lastFix, emergency), this::drawArrow);
  }

  Sprite facility(SymbolGlyph glyph) {
    return plate(glyph, Token.TEXT_SECONDARY);
  }

  /// A sign on a plate, which nobody takes for an alarm.
  Sprite plate(SymbolGlyph glyph, Token ink) {
    return get(new Look.Plate(glyph, ink), look -> drawPlate(look.glyph(), ink));
  }

  /// A facility that is too far away for its sign.
  Sprite facilityDot() {
    return get(
        new Look.FacilityDot(),
        look ->
            Brush.centred(
                4,
                4,
                scale,
                g -> {
                  Shape square = new Rectangle2D.Double(-2.5, -2.5, 5, 5);
                  g.setColor(Brush.color(pen.argb(Token.RAISED)));
                  g.fill(square);
                  g.setColor(Brush.color(pen.argb(Token.TEXT_SECONDARY)));
                  g.setStroke(Brush.round(1));
                  g.draw(square);
                }));
  }

  /// A sensor that is all right, in a grey that tells it from others.
  Sprite dot(Token ink) {
    return get(
        new Look.Dot(ink),
        look ->
            Brush.centred(
                SMALL + 4,
                SMALL + 3,
                scale,
                g -> {
                  g.setColor(Brush.color(pen.argb(look.ink())));
                  g.fill(SpritePen.circle(DOT));
                }));
  }

  Sprite cluster(Counts counts, Ring ring) {
    return get(new Look.Cluster(counts, ring), look -> clusters.sign(look.counts(), ring));
  }

  /// A value, or how old a stale one is, to stand below its symbol.
  Sprite note(String text) {
    return get(new Look.Note(text), look -> drawNote(look.text()));
  }

  /// A name on a plate, its origin in the middle.
  Sprite nameplate(String text) {
    return get(new Look.Nameplate(text), look -> drawNameplate(look.text()));
  }

  /// A line of text beside the shape of a severity in a box, its origin in the middle.
  Sprite callout(Severity severity, String text) {
    return get(new Look.Box(severity, text), look -> drawBox(severity, look.text()));
  }

  /// A ring around what is selected or pointed at.
  ///
  /// @param diameter logical pixels
  Sprite halo(int diameter, boolean selected) {
    return get(new Look.Halo(diameter, selected), look -> drawHalo(look.diameter(), selected));
  }

  Sprite watermark(String text) {
    return get(new Look.Watermark(text), look -> drawWatermark(look.text()));
  }

  private <L extends Look> Sprite get(L look, Function<L, Sprite> draw) {
    if (sprites.size() > MOST) {
      sprites.clear();
    }
    return sprites.computeIfAbsent(look, l -> draw.apply(look));
  }

  private Sprite small(Liveness liveness, boolean quarantined) {
    int grey = pen.argb(Token.NORMAL_DOT);
    return Brush.centred(
        SMALL + 4,
        SMALL + 3,
        scale,
        g -> {
          g.setColor(Brush.color(grey));
          switch (liveness) {
            case FRESH -> g.fill(SpritePen.circle(DOT));
            case OVERDUE -> {
              g.setStroke(Brush.round(1.2));
              g.draw(SpritePen.circle(DOT + 0.4));
            }
            case STALE, OFFLINE, UNKNOWN -> {
              g.setColor(Brush.color(pen.argb(Token.RAISED)));
              g.fill(SpritePen.circle(SMALL));
              g.setColor(Brush.color(pen.argb(Token.TEXT_SECONDARY)));
              g.setStroke(Brush.round(1.2));
              g.draw(SpritePen.circle(SMALL));
              Brush.glyph(g, mark(liveness), 0, 0, 0.45, 0, pen.argb(Token.TEXT));
            }
          }
          if (quarantined) {
            Brush.glyph(g, SymbolGlyph.QUARANTINED, 0, 0, 1, 0, pen.argb(Token.TEXT_SECONDARY));
          }
        });
  }

  private Sprite abnormal(Look.Sensor look) {
    SymbolShape shape = SymbolShape.of(look.severity());
    double half = shape.size() / 2.0 + (look.quarantined() ? 8 : 0) + 5;
    Path2D path = SvgPath.parse(shape.path());
    return Brush.centred(
        half,
        shape.size() / 2.0 + 5,
        scale,
        g -> {
          pen.ring(g, look.ring(), path);
          boolean hollow = look.liveness().compareTo(Liveness.STALE) >= 0;
          int ink = pen.argb(hollow ? Token.TEXT : Token.SYMBOL_OUTLINE);
          if (hollow) {
            drawHollow(g, path, look.severity());
          } else {
            g.setColor(Brush.color(pen.argb(Token.fill(look.severity()))));
            g.fill(path);
          }
          g.setColor(Brush.color(ink));
          g.setStroke(outline(look.liveness()));
          g.draw(path);
          SymbolGlyph inside = hollow ? mark(look.liveness()) : look.glyph();
          if (look.liveness() == Liveness.STALE) {
            drawInside(g, shape, look.glyph(), ink);
          }
          drawInside(g, shape, inside, hollow ? ink : pen.argb(Token.glyph(look.severity())));
          if (look.quarantined()) {
            AffineTransform wide = AffineTransform.getScaleInstance(shape.size() / 15.0 + 0.3, 1.4);
            g.setColor(Brush.color(pen.argb(Token.TEXT)));
            g.setStroke(Brush.round(1.5));
            g.draw(wide.createTransformedShape(SvgPath.parse(SymbolGlyph.QUARANTINED.stroke())));
          }
        });
  }

  /// Empty, but with a broad edge of its colour: what fell silent at its worst stays to be seen.
  private void drawHollow(Graphics2D g, Path2D path, Severity severity) {
    g.setColor(Brush.color(pen.argb(Token.RAISED)));
    g.fill(path);
    Shape before = g.getClip();
    g.clip(path);
    g.setColor(Brush.color(pen.argb(Token.fill(severity))));
    g.setStroke(Brush.round(6));
    g.draw(path);
    g.setClip(before);
  }

  private static void drawInside(Graphics2D g, SymbolShape shape, SymbolGlyph glyph, int argb) {
    Brush.glyph(g, glyph, 0, shape.glyphY(), shape.glyphScale(), 0, argb);
  }

  private static BasicStroke outline(Liveness liveness) {
    return liveness == Liveness.OVERDUE
        ? Brush.dashed(SymbolShape.OUTLINE, 3, 2.5f)
        : Brush.round(SymbolShape.OUTLINE);
  }

  private static SymbolGlyph mark(Liveness liveness) {
    return switch (liveness) {
      case STALE -> SymbolGlyph.STALE;
      case OFFLINE -> SymbolGlyph.OFFLINE;
      case UNKNOWN -> SymbolGlyph.UNKNOWN;
      case FRESH, OVERDUE ->
          throw new IllegalArgumentException("A " + liveness + " sensor has no mark.");
    };
  }

  private Sprite drawArrow(Look.Arrow look) {
    boolean abnormal = look.severity().isAbnormal();
    int fill =
        abnormal
            ? pen.argb(Token.fill(look.severity()))
            : pen.argb(look.emergency() ? Token.TEXT : Token.TEXT_SECONDARY);
    double size = look.emergency() || abnormal ? 0.95 : 0.65;
    Shape head = SpritePen.arrowhead(look.heading(), size);
    return Brush.centred(
        12,
        12,
        scale,
        g -> {
          if (look.lastFix()) {
            g.setColor(Brush.color(pen.argb(Token.TEXT_SECONDARY)));
            g.setStroke(Brush.round(1.2));
            g.draw(SpritePen.circle(10.5));
          }
          g.setColor(Brush.color(pen.argb(Token.RAISED)));
          g.setStroke(Brush.round(2.5));
          g.draw(head);
          g.setColor(Brush.color(fill));
          g.fill(head);
          if (abnormal) {
            g.setColor(Brush.color(pen.argb(Token.SYMBOL_OUTLINE)));
            g.setStroke(Brush.round(1.2));
            g.draw(head);
          }
        });
  }

  private Sprite drawPlate(SymbolGlyph glyph, Token ink) {
    return Brush.centred(
        10,
        10,
        scale,
        g -> {
          Shape plate = new RoundRectangle2D.Double(-8, -8, 16, 16, 5, 5);
          pen.plate(g, plate, Token.TEXT_SECONDARY, Brush.round(1));
          Brush.glyph(g, glyph, 0, 0, 0.66, 0, pen.argb(ink));
        });
  }

  private Sprite drawNote(String text) {
    TextLayout layout = new TextLayout(text, MapFont.semibold(12), MapFont.MEASURE);
    double width = layout.getAdvance();
    return Brush.centred(
        width / 2 + 3,
        9,
        scale,
        g -> {
          Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(-width / 2, 4.3));
          g.setColor(Brush.color(pen.argb(Token.LAND)));
          g.setStroke(Brush.round(3));
          g.draw(outline);
          g.setColor(Brush.color(pen.argb(Token.TEXT)));
          g.fill(outline);
        });
  }

  private Sprite drawNameplate(String text) {
    TextLayout layout = new TextLayout(text, MapFont.semibold(12), MapFont.MEASURE);
    double width = layout.getAdvance() + 12;
    return Brush.centred(
        width / 2 + 1,
        11,
        scale,
        g -> {
          Shape plate = new RoundRectangle2D.Double(-width / 2, -10, width, 20, 4, 4);
          pen.plate(g, plate, Token.TEXT, Brush.round(1));
          layout.draw(g, (float) (6 - width / 2), 4.3f);
        });
  }

  private Sprite drawBox(Severity severity, String text) {
    TextLayout layout = new TextLayout(text, MapFont.semibold(14), MapFont.MEASURE);
    double width = layout.getAdvance() + 44;
    return Brush.centred(
        width / 2 + 2,
        16,
        scale,
        g -> {
          Shape box = new RoundRectangle2D.Double(-width / 2, -14, width, 28, 6, 6);
          pen.plate(g, box, Token.TEXT, Brush.round(1.5));
          pen.shape(g, severity, 18 - width / 2, 0, 16, true);
          g.setColor(Brush.color(pen.argb(Token.TEXT)));
          layout.draw(g, (float) (32 - width / 2), 5);
        });
  }

  private Sprite drawHalo(int diameter, boolean selected) {
    double radius = diameter / 2.0;
    return Brush.centred(
        radius + 3,
        radius + 3,
        scale,
        g -> {
          g.setColor(Brush.color(pen.argb(Token.RAISED)));
          g.setStroke(Brush.round(selected ? 5 : 3.5));
          g.draw(SpritePen.circle(radius));
          g.setColor(Brush.color(pen.argb(Token.TEXT)));
          g.setStroke(Brush.round(selected ? 2.5 : 1.2));
          g.draw(SpritePen.circle(radius));
        });
  }

  private Sprite drawWatermark(String text) {
    TextLayout layout = new TextLayout(text, MapFont.semibold(40), MapFont.MEASURE);
    double width = layout.getAdvance();
    double angle = Math.toRadians(-24);
    // 6 % of 255.
    int faint = (pen.argb(Token.TEXT) & 0xFFFFFF) | 0x0F000000;
    return Brush.centred(
        width / 2,
        width / 4 + 20,
        scale,
        g -> {
          g.rotate(angle);
          g.setColor(Brush.color(faint));
          g.fill(layout.getOutline(AffineTransform.getTranslateInstance(-width / 2, 14)));
        });
  }
}

package io.belvedere.app.look;

import io.belvedere.ingest.model.Severity;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// Symbols as scene graph nodes, for lists, chips and legends. Their colours are looked up in the
/// style sheet, so that they follow the theme. The map draws the same paths by itself.
public final class SymbolNode {
  private static final String[] DIGITS = {
    "",
    "M-2.2 -3L0.8 -5L0.8 5",
    "M-3 -3C-3 -6.2 3 -6.2 3 -2.8C3 -0.5 -3 2.5 -3 5L3.2 5",
    "M-3 -4C-1 -6 3 -5.5 3 -2.7C3 -0.8 1.5 0 -0.5 0C1.5 0 3.2 0.8 3.2 2.6C3.2 5.6 -1 6 -3 4",
    "M1.5 5L1.5 -5L-3.2 2.2L3.4 2.2"
  };

  private SymbolNode() {}

  /// The shape of a severity with its priority's digit inside.
  ///
  /// @throws IllegalArgumentException for [Severity#NORMAL]
  public static Node digit(Severity severity) {
    int priority = Severity.COUNT - severity.ordinal();
    SymbolShape shape = SymbolShape.of(severity);
    SVGPath digit = stroked(DIGITS[priority], severity);
    place(digit, shape, severity == Severity.P1 ? 1 : 0.8);
    return new Group(outline(severity), digit);
  }

  /// The shape of a severity with the glyph of a kind inside.
  ///
  /// @throws IllegalArgumentException for [Severity#NORMAL]
  public static Node glyph(Severity severity, SymbolGlyph glyph) {
    SymbolShape shape = SymbolShape.of(severity);
    SVGPath stroke = stroked(glyph.stroke(), severity);
    SVGPath fill = new SVGPath();
    fill.setContent(glyph.fill());
    fill.setStyle("-fx-fill: " + glyphVariable(severity));
    place(stroke, shape, shape.glyphScale());
    place(fill, shape, shape.glyphScale());
    return new Group(outline(severity), stroke, fill);
  }

  /// A glyph alone, in the colour of text.
  public static Node glyph(SymbolGlyph glyph) {
    SVGPath stroke = stroke(glyph.stroke());
    stroke.setStyle("-fx-stroke: -belvedere-text");
    SVGPath fill = new SVGPath();
    fill.setContent(glyph.fill());
    fill.setStyle("-fx-fill: -belvedere-text");
    return new Group(stroke, fill);
  }

  private static SVGPath outline(Severity severity) {
    SVGPath outline = new SVGPath();
    outline.setContent(SymbolShape.of(severity).path());
    outline.setStrokeWidth(SymbolShape.OUTLINE);
    outline.setStrokeLineJoin(StrokeLineJoin.ROUND);
    outline.setStyle(
        "-fx-fill: "
            + variable(Token.fill(severity))
            + "; -fx-stroke: "
            + variable(Token.SYMBOL_OUTLINE));
    return outline;
  }

  private static SVGPath stroked(String path, Severity severity) {
    SVGPath stroke = stroke(path);
    stroke.setStyle("-fx-stroke: " + glyphVariable(severity));
    return stroke;
  }

  private static SVGPath stroke(String path) {
    SVGPath stroke = new SVGPath();
    stroke.setContent(path);
    stroke.setFill(null);
    stroke.setStrokeWidth(SymbolGlyph.STROKE);
    stroke.setStrokeLineCap(StrokeLineCap.ROUND);
    stroke.setStrokeLineJoin(StrokeLineJoin.ROUND);
    return stroke;
  }

  private static void place(SVGPath path, SymbolShape shape, double scale) {
    path.setScaleX(scale);
    path.setScaleY(scale);
    // A node scales around the middle of its own bounds, a glyph around the middle of its box.
    double x = path.getLayoutBounds().getCenterX();
    double y = path.getLayoutBounds().getCenterY();
    path.setTranslateX((scale - 1) * x);
    path.setTranslateY((scale - 1) * y + shape.glyphY());
  }

  private static String glyphVariable(Severity severity) {
    return variable(Token.glyph(severity));
  }

  private static String variable(Token token) {
    return "-belvedere-" + token.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.belvedere.app.look;

import io.belvedere.ingest.model.Severity;

/// The shape of each severity, so that nobody needs the colour to tell them apart. Paths are SVG
/// path data (`M`, `L`, `C`, `Z`, absolute), in logical pixels around (0, 0), and run along the
/// middle of the ink outline.
public enum SymbolShape {
  OCTAGON(
      24,
      "M-4.66 -11.25L4.66 -11.25L11.25 -4.66L11.25 4.66L4.66 11.25L-4.66 11.25L-11.25 4.66"
          + "L-11.25 -4.66Z",
      0,
      0.82),
  TRIANGLE(22, "M0 -11L10.25 8.25L-10.25 8.25Z", 2.6, 0.55),
  DIAMOND(20, "M0 -9.25L9.25 0L0 9.25L-9.25 0Z", 0, 0.56),
  CIRCLE(
      16,
      "M0 -7.25C4 -7.25 7.25 -4 7.25 0C7.25 4 4 7.25 0 7.25C-4 7.25 -7.25 4 -7.25 0"
          + "C-7.25 -4 -4 -7.25 0 -7.25Z",
      0,
      0.6);

  /// Width of the ink outline around every symbol, logical pixels.
  public static final double OUTLINE = 1.5;

  private final int size;
  private final String path;
  private final double glyphY;
  private final double glyphScale;

  SymbolShape(int size, String path, double glyphY, double glyphScale) {
    this.size = size;
    this.path = path;
    this.glyphY = glyphY;
    this.glyphScale = glyphScale;
  }

  /// @throws IllegalArgumentException for [Severity#NORMAL], which is a dot without a shape
  public static SymbolShape of(Severity severity) {
    return switch (severity) {
      case P1 -> OCTAGON;
      case P2 -> TRIANGLE;
      case P3 -> DIAMOND;
      case P4 -> CIRCLE;
      case NORMAL -> throw new IllegalArgumentException("Normal has no shape.");
    };
  }

  /// Width and height with the outline, logical pixels.
  public int size() {
    return size;
  }

  public String path() {
    return path;
  }

  /// How far below the middle a glyph or digit belongs, logical pixels.
  public double glyphY() {
    return glyphY;
  }

  /// By what the 16-pixel box of a [SymbolGlyph] is to be scaled to fit within.
  public double glyphScale() {
    return glyphScale;
  }
}

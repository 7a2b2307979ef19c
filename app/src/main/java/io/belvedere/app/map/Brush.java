package io.belvedere.app.map;

import io.belvedere.app.look.SvgPath;
import io.belvedere.app.look.SymbolGlyph;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.function.Consumer;

/// Pictures drawn once with Java2D, off screen, for the rasteriser to copy.
final class Brush {
  private Brush() {}

  /// A sprite with its origin in the middle; `drawing` draws around (0, 0) in logical pixels.
  ///
  /// @param halfWidth of the picture, logical pixels
  static Sprite centred(
      double halfWidth, double halfHeight, double scale, Consumer<Graphics2D> drawing) {
    int originX = (int) Math.ceil(halfWidth * scale);
    int originY = (int) Math.ceil(halfHeight * scale);
    BufferedImage image =
        new BufferedImage(originX * 2 + 1, originY * 2 + 1, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = open(image);
    try {
      g.translate(originX + 0.5, originY + 0.5);
      g.scale(scale, scale);
      drawing.accept(g);
    } finally {
      g.dispose();
    }
    return trimmed(image.getWidth(), image.getHeight(), originX, originY, pixels(image));
  }

  /// Without its empty margins: a dot is drawn thousands of times.
  private static Sprite trimmed(int width, int height, int originX, int originY, int[] pixels) {
    int left = width;
    int top = height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (pixels[y * width + x] != 0) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    if (left >= right) {
      return new Sprite(0, 0, 0, 0, new int[0]);
    }
    int[] kept = new int[(right - left) * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      System.arraycopy(pixels, y * width + left, kept, (y - top) * (right - left), right - left);
    }
    return new Sprite(right - left, bottom - top, originX - left, originY - top, kept);
  }

  static Graphics2D open(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return g;
  }

  static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  static Color color(int argb) {
    return new Color(argb, true);
  }

  static BasicStroke round(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /// @param dash length of a dash
  static BasicStroke dashed(double width, float dash, float gap) {
    float[] dashes = {dash, gap};
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  /// Draws a glyph with the middle of its box at (x, y).
  static void glyph(
      Graphics2D g, SymbolGlyph glyph, double x, double y, double size, double angle, int argb) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(angle);
    g.scale(size, size);
    g.setColor(color(argb));
    g.fill(SvgPath.parse(glyph.fill()));
    g.setStroke(round(SymbolGlyph.STROKE));
    Path2D stroke = SvgPath.parse(glyph.stroke());
    g.draw(stroke);
    g.setTransform(before);
  }
}

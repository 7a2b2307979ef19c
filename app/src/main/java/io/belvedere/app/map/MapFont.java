package io.belvedere.app.map;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The fonts of the map's own lettering: the one that comes with Belvedere, or the machine's sans
/// serif where it is missing.
final class MapFont {
  /// Measures as the tiles are drawn: anti-aliased, with fractions of a pixel.
  static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  private static final Logger LOG = System.getLogger(MapFont.class.getName());
  private static final Font REGULAR = load("IBMPlexSans-Regular.ttf", Font.PLAIN);
  private static final Font SEMIBOLD = load("IBMPlexSans-SemiBold.ttf", Font.BOLD);

  private MapFont() {}

  /// @param size logical pixels
  static Font regular(double size) {
    return REGULAR.deriveFont((float) size);
  }

  /// @param size logical pixels
  static Font semibold(double size) {
    return SEMIBOLD.deriveFont((float) size);
  }

  private static Font load(String file, int style) {
    try (InputStream in = MapFont.class.getResourceAsStream("/belvedere/fonts/" + file)) {
      if (in != null) {
        return Font.createFont(Font.TRUETYPE_FONT, in);
      }
    } catch (IOException | FontFormatException e) {
      LOG.log(Level.WARNING, "The font " + file + " cannot be read", e);
    }
    return new Font(Font.SANS_SERIF, style, 12);
  }
}

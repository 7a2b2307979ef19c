package io.belvedere.app.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/// The one typeface of the control room, IBM Plex Sans, in the two weights that it uses. It travels
/// with Belvedere, so that a screen looks the same everywhere and all digits are equally wide.
public enum Typeface {
  REGULAR("IBM Plex Sans", "IBMPlexSans-Regular.ttf"),
  SEMIBOLD("IBM Plex Sans SemiBold", "IBMPlexSans-SemiBold.ttf");

  private final String family;
  private final String file;

  Typeface(String family, String file) {
    this.family = family;
    this.file = file;
  }

  /// As style sheets name it. The weights are families of their own: `-fx-font-weight` does not
  /// find them.
  public String family() {
    return family;
  }

  /// @param size pixels
  public Font at(double size) {
    return Font.font(family, size);
  }

  /// The font file, for those who draw text without JavaFX.
  public InputStream open() {
    InputStream in = Typeface.class.getResourceAsStream("/belvedere/fonts/" + file);
    if (in == null) {
      throw new IllegalStateException("The font file " + file + " is missing from the build.");
    }
    return in;
  }

  /// Makes both weights known to JavaFX; before the first style sheet is applied.
  ///
  /// @throws IllegalStateException if a font file is missing or cannot be read
  static void loadAll() {
    for (Typeface typeface : values()) {
      try (InputStream in = typeface.open()) {
        if (Font.loadFont(in, 14) == null) {
          throw new IllegalStateException("The font file " + typeface.file + " cannot be read.");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

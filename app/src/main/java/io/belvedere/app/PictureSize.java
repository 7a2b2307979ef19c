package io.belvedere.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of a picture, pixels.
record PictureSize(int width, int height) {
  static final PictureSize FULL_HD = new PictureSize(1920, 1080);

  private static final int SMALLEST = 640;
  private static final int LARGEST = 8192;
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})[x×X](\\d{1,5})");

  /// @throws IllegalArgumentException if the control room does not fit into it
  PictureSize {
    if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
      throw new IllegalArgumentException(
          "A picture is %d to %d pixels on each side, not %dx%d."
              .formatted(SMALLEST, LARGEST, width, height));
    }
  }

  /// Reads "1920x1080".
  ///
  /// @throws IllegalArgumentException if it is no size
  static PictureSize parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "The size is WIDTHxHEIGHT, such as 1920x1080, not \"" + text + "\".");
    }
    return new PictureSize(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }
}

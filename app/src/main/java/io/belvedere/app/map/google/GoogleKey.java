package io.belvedere.app.map.google;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The secret by which Google knows whose bill it is; never written out but to the settings and to
/// Google.
///
/// @param text as the user gave it, whatever it looks like
public record GoogleKey(String text) {
  private static final Pattern SHAPE = Pattern.compile("AIza[0-9A-Za-z_-]{35}");

  /// Whether it can be one at all.
  boolean isWellFormed() {
    return SHAPE.matcher(text).matches();
  }

  /// As a value in the query of a URL.
  String escaped() {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "a Google key";
  }
}

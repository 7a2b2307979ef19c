package io.belvedere.app.session;

import java.util.Locale;
import java.util.Optional;

/// A view of the map to come back to.
///
/// @param lon middle of the view, degrees WGS 84
/// @param zoom as web maps count it
public record Bookmark(String name, double lon, double lat, double zoom) {
  public Bookmark {
    name = name.strip();
  }

  /// One line of text: "7.42103 43.73512 16.500 La Condamine".
  public String line() {
    return String.format(Locale.ROOT, "%.5f %.5f %.3f %s", lon, lat, zoom, name);
  }

  /// What [#line] wrote; empty if it is something else.
  public static Optional<Bookmark> parse(String line) {
    String[] parts = line.strip().split(" ", 4);
    if (parts.length < 4 || parts[3].isBlank()) {
      return Optional.empty();
    }
    try {
      var bookmark =
          new Bookmark(
              parts[3],
              Double.parseDouble(parts[0]),
              Double.parseDouble(parts[1]),
              Double.parseDouble(parts[2]));
      return Optional.of(bookmark).filter(Bookmark::isOnEarth);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isOnEarth() {
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 30;
  }
}

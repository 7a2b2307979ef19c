package io.belvedere.app.map;

import io.belvedere.ingest.city.Mercator;
import java.util.Locale;

/// A place, degrees WGS 84.
record GroundPoint(double lon, double lat) {
  /// Of the sphere that [Mercator] unrolls, so that a ring on the map and a length in a list agree.
  private static final double RADIUS = Mercator.metres(0) / (2 * Math.PI);

  /// A space as wide as a digit.
  private static final char FIGURE_SPACE = '\u2007';

  /// @param x logical pixels of the map
  static GroundPoint on(View view, double x, double y) {
    return inSquare(view.worldX(x * view.scale()), view.worldY(y * view.scale()));
  }

  /// @param x in the unit square of [Mercator]
  static GroundPoint inSquare(double x, double y) {
    return new GroundPoint(Mercator.lon(x), Mercator.lat(y));
  }

  double x() {
    return Mercator.x(lon);
  }

  double y() {
    return Mercator.y(lat);
  }

  /// Along the great circle, by the haversine formula, which is exact for short ways too.
  double metresTo(GroundPoint other) {
    double phi = Math.toRadians(lat);
    double otherPhi = Math.toRadians(other.lat);
    double north = Math.sin((otherPhi - phi) / 2);
    double east = Math.sin(Math.toRadians(other.lon - lon) / 2);
    double h = north * north + Math.cos(phi) * Math.cos(otherPhi) * east * east;
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /// How long so many metres are here in the unit square.
  double inSquare(double metres) {
    return metres / Mercator.metres(lat);
  }

  /// "43.73512° N 7.42103° E", equally wide everywhere; the fifth decimal is a metre.
  String text() {
    return padded(lat, 8)
        + (lat < 0 ? "° S " : "° N ")
        + padded(lon, 9)
        + (lon < 0 ? "° W" : "° E");
  }

  private static String padded(double degrees, int width) {
    String digits = String.format(Locale.ROOT, "%.5f", Math.abs(degrees));
    return String.valueOf(FIGURE_SPACE).repeat(Math.max(0, width - digits.length())) + digits;
  }

  /// "43.73512, 7.42103", as other programs read it.
  String plainText() {
    return String.format(Locale.ROOT, "%.5f, %.5f", lat, lon);
  }
}

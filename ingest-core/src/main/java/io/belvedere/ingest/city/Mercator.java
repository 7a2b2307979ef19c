package io.belvedere.ingest.city;

/// Spherical Web Mercator (EPSG:3857) on the unit square: x grows east from 0 at 180° W to 1, y
/// grows south from 0 at 85.06° N to 1.
public final class Mercator {
  private Mercator() {}

  public static double x(double lon) {
    return (lon + 180) / 360;
  }

  public static double y(double lat) {
    double phi = Math.toRadians(lat);
    return (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
  }

  public static double lon(double x) {
    return x * 360 - 180;
  }

  public static double lat(double y) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))));
  }

  /// Length of the unit square's side on the ground at a latitude, metres.
  public static double metres(double lat) {
    return 40_075_016.686 * Math.cos(Math.toRadians(lat));
  }
}

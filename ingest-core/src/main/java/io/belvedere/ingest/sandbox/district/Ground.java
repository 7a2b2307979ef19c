package io.belvedere.ingest.sandbox.district;

/// Distances on the ground of one city: good to a metre within a few kilometres.
final class Ground {
  private static final double METRES_PER_DEGREE = 111_195;

  private Ground() {}

  /// Metres between two places.
  static double metres(double lon1, double lat1, double lon2, double lat2) {
    double dx = (lon2 - lon1) * Math.cos(Math.toRadians((lat1 + lat2) / 2));
    return METRES_PER_DEGREE * Math.hypot(dx, lat2 - lat1);
  }

  /// Degrees of latitude that are so many metres.
  static double degreesNorth(double metres) {
    return metres / METRES_PER_DEGREE;
  }

  /// Degrees of longitude that are so many metres at a latitude.
  static double degreesEast(double metres, double lat) {
    return metres / METRES_PER_DEGREE / Math.cos(Math.toRadians(lat));
  }
}

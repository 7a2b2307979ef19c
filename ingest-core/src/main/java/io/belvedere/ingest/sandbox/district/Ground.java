package io.belvedere.ingest.sandbox.district;

/// Metres on the ground as degrees.
final class Ground {
  private static final double METRES_PER_DEGREE = 111_195;

  private Ground() {}

  /// Degrees of latitude that are so many metres.
  static double degreesNorth(double metres) {
    return metres / METRES_PER_DEGREE;
  }

  /// Degrees of longitude that are so many metres at a latitude.
  static double degreesEast(double metres, double lat) {
    return metres / METRES_PER_DEGREE / Math.cos(Math.toRadians(lat));
  }
}

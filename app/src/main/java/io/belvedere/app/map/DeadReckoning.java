package io.belvedere.app.map;

import io.belvedere.ingest.city.Mercator;
import java.util.Optional;

/// Where a vehicle may be by now if it has gone on as it did between its last two fixes. A guess,
/// for a short time only, and never for one that stands.
///
/// @param x in the unit square; beyond its edge where the way crosses the antimeridian
record DeadReckoning(double x, double y) {
  /// Two fixes that are nearer to each other tell no direction: receivers are no better, metres.
  static final double STANDS = 5;

  /// So many expected periods after the last fix nobody can tell.
  static final int REACHES = 3;

  /// Slower than this it stands, metres a second.
  private static final double STEP = 0.5;

  /// @param speed as it was sent with the last fix, metres a second; NaN if it was not
  /// @param instant microseconds UTC
  /// @param period expected time between two fixes, microseconds
  static Optional<DeadReckoning> of(Fix before, Fix last, double speed, long instant, long period) {
    long age = instant - last.time();
    long between = last.time() - before.time();
    double metres = before.metresTo(last);
    if (age <= 0 || age > REACHES * period || between <= 0 || metres < STANDS) {
      return Optional.empty();
    }
    double pace = Double.isFinite(speed) ? speed : metres / between * 1e6;
    if (pace < STEP) {
      return Optional.empty();
    }
    double length = pace * age / 1e6 / Mercator.metres(Mercator.lat(last.y()));
    double direction = before.directionTo(last);
    return Optional.of(
        new DeadReckoning(
            last.x() + Math.sin(direction) * length, last.y() - Math.cos(direction) * length));
  }
}

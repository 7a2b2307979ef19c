package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.time.Micros;

/// The weather over the district: one sky for all stations, slowly drifting.
final class Weather {
  private final ScriptClock clock;
  private final double phase;

  Weather(ScriptClock clock, long seed) {
    this.clock = clock;
    this.phase = Dice.of(seed, "weather").between(0, 6.28);
  }

  /// °C at sea level.
  double temperature(long t) {
    return 13.5 + 3.2 * Rhythm.warmth(clock.hour(t)) + 0.5 * drift(t, 3.1);
  }

  /// Relative humidity, %.
  double humidity(long t) {
    return 84 - 9 * Rhythm.warmth(clock.hour(t)) + 3 * drift(t, 1.7);
  }

  /// Mean wind, m/s.
  double wind(long t) {
    return 4.2 + 1.4 * drift(t, 0.8);
  }

  /// Where the wind comes from, degrees.
  double direction(long t) {
    return 118 + 22 * drift(t, 1.1);
  }

  /// Rain of the last five minutes, mm: light, in showers.
  double rain(long t) {
    return Math.max(0, 0.4 + 0.25 * drift(t, 0.37) + 0.15 * drift(t, 0.11));
  }

  /// hPa.
  double pressure(long t) {
    return 1006.4 + 2.5 * drift(t, 6.4);
  }

  private double drift(long t, double hours) {
    double x = (double) (t - clock.anchor()) / Micros.PER_HOUR / hours;
    return 0.6 * Math.sin(x + phase) + 0.4 * Math.sin(2.3 * x + 2 * phase);
  }
}

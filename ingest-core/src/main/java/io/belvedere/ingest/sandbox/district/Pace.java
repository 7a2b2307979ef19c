package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.time.Micros;

/// How often a device reports, microseconds by tempo of the city. Devices report adaptively: the
/// catalogue promises the calm period, which is the longest; whatever is wrong makes it shorter, so
/// that liveness judged by the catalogue is right at every tempo.
///
/// @param battery while the gateway is without power
record Pace(long calm, long watch, long emergency, long battery) {
  /// Seconds between two reports of a device that must make its battery last.
  private static final double BATTERY = 9.5;

  /// What the city goes through.
  enum Tempo {
    CALM,
    WATCH,
    EMERGENCY;

    static Tempo of(String state) {
      return switch (state) {
        case "emergency" -> EMERGENCY;
        case "watch" -> WATCH;
        case "", "calm" -> CALM;
        default -> throw new IllegalArgumentException("No tempo is called " + state + ".");
      };
    }
  }

  /// Periods in seconds; the one between them is their geometric mean.
  static Pace of(double calm, double emergency) {
    return new Pace(
        micros(calm), micros(Math.sqrt(calm * emergency)), micros(emergency), micros(BATTERY));
  }

  /// This pace at so many times the rate.
  Pace faster(double times) {
    return new Pace(
        (long) (calm / times),
        (long) (watch / times),
        (long) (emergency / times),
        (long) (battery / times));
  }

  long at(Tempo tempo) {
    return switch (tempo) {
      case CALM -> calm;
      case WATCH -> watch;
      case EMERGENCY -> emergency;
    };
  }

  private static long micros(double seconds) {
    return (long) (seconds * Micros.PER_SECOND);
  }
}

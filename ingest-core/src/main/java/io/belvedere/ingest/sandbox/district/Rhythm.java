package io.belvedere.ingest.sandbox.district;

/// How busy a city is over the day: pure functions of the hour, 0 to 24.
final class Rhythm {
  private Rhythm() {}

  /// Rush on the roads: 0 at night, 1 at the worst of the morning and the evening.
  static double rush(double hour) {
    return Math.min(
        1,
        0.15
            + 0.85 * bump(hour, 8.2, 1.1)
            + 0.3 * bump(hour, 12.4, 1.2)
            + 0.9 * bump(hour, 18.1, 1.3)
            - 0.15 * night(hour));
  }

  /// People awake and about, 0 to 1.
  static double awake(double hour) {
    return 1 - night(hour);
  }

  /// The sun's warmth with its usual delay, -1 (before dawn) to 1 (mid-afternoon).
  static double warmth(double hour) {
    return Math.cos((hour - 15) / 12 * Math.PI);
  }

  private static double night(double hour) {
    return Math.max(bump(hour, 3.2, 2.2), bump(hour, 27.2, 2.2));
  }

  private static double bump(double hour, double middle, double width) {
    double x = (hour - middle) / width;
    return Math.exp(-x * x / 2);
  }
}

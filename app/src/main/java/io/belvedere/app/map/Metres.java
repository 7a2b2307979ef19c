package io.belvedere.app.map;

import java.util.Locale;

/// Lengths as an operator says them.
final class Metres {
  private Metres() {}

  /// "245 m", "1.24 km", "12.3 km".
  static String text(double metres) {
    if (metres < 999.5) {
      return Math.round(metres) + " m";
    }
    double kilometres = metres / 1000;
    return String.format(Locale.ROOT, kilometres < 9.995 ? "%.2f km" : "%.1f km", kilometres);
  }
}

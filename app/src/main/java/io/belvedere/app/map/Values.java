package io.belvedere.app.map;

import java.util.Locale;

/// Values as the map writes them.
final class Values {
  private Values() {}

  /// As many decimals as tell neighbouring readings apart, and the unit.
  ///
  /// @param unit UCUM, or the empty string
  static String withUnit(double value, String unit) {
    if (Double.isNaN(value)) {
      return "no value";
    }
    double size = Math.abs(value);
    int decimals = 0;
    if (value != Math.rint(value) && size < 100) {
      decimals = size < 10 ? 2 : 1;
    }
    String number = String.format(Locale.ROOT, "%." + decimals + "f", value);
    if (decimals == 2 && number.endsWith("0")) {
      number = number.substring(0, number.length() - 1);
    }
    String shown = readable(unit);
    return shown.isEmpty() ? number : number + " " + shown;
  }

  /// UCUM writes some units for machines.
  private static String readable(String unit) {
    return switch (unit) {
      case "1" -> "";
      case "Cel" -> "°C";
      case "deg" -> "°";
      case "ug/m3" -> "µg/m³";
      case "dB[SPL]", "dB(A)" -> "dB";
      default -> unit.startsWith("{") ? "" : unit;
    };
  }
}

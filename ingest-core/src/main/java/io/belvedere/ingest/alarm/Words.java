package io.belvedere.ingest.alarm;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.time.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Values, properties and durations as an operator would say them.
final class Words {
  /// UCUM codes whose usual symbol is another one.
  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("Cel", "°C"),
          Map.entry("deg", "°"),
          Map.entry("ug/m3", "µg/m³"),
          Map.entry("mg/m3", "mg/m³"),
          Map.entry("m3/h", "m³/h"),
          Map.entry("m3/s", "m³/s"),
          Map.entry("dB[SPL]", "dB"),
          Map.entry("[ppm]", "ppm"),
          Map.entry("1", ""));

  private Words() {}

  /// "Water level 28 cm, Rond-Point Sainte-Dévote 1"; on a road, a category speaks for itself:
  /// "Flooding, Rue de Millo".
  static String title(Datastream datastream, double value) {
    Optional<String> category = datastream.categoryOf(value).map(Words::plain);
    String what =
        category.isPresent() && datastream.thing().road().isPresent()
            ? capital(category.get())
            : property(datastream) + " " + category.orElseGet(() -> number(value, datastream));
    return what + ", " + datastream.thing().name();
  }

  /// What it reads, without the place: the name of the datastream without that of its thing, or
  /// its kind if nothing is left.
  static String property(Datastream datastream) {
    String left = datastream.name().replace(datastream.thing().name(), " ").strip();
    left = left.endsWith(",") ? left.substring(0, left.length() - 1).strip() : left;
    return capital(left.isEmpty() ? plain(datastream.kind()) : left);
  }

  /// Three digits say enough.
  private static String number(double value, Datastream datastream) {
    if (!Double.isFinite(value)) {
      return "without value";
    }
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    String number = rounded.signum() == 0 ? "0" : rounded.toPlainString();
    String unit = SYMBOLS.getOrDefault(datastream.unit(), datastream.unit());
    return unit.isEmpty() ? number : number + (unit.equals("°") ? "" : " ") + unit;
  }

  /// "50 s", "34 min", "5 h".
  static String duration(long micros) {
    if (micros < 90 * Micros.PER_SECOND) {
      return micros / Micros.PER_SECOND + " s";
    }
    if (micros < 90 * Micros.PER_MINUTE) {
      return micros / Micros.PER_MINUTE + " min";
    }
    return micros / Micros.PER_HOUR + " h";
  }

  private static String plain(String code) {
    return code.replace('-', ' ').replace('_', ' ');
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

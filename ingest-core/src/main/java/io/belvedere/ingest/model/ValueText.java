package io.belvedere.ingest.model;

import java.util.Locale;
import java.util.Map;

/// Values and units as an operator reads them.
public final class ValueText {
  /// What is shown of a sender's "no value".
  public static final String NONE = "no value";

  /// UCUM as it is sent, and what people write.
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("Cel", "°C"),
          Map.entry("deg", "°"),
          Map.entry("ug/m3", "µg/m³"),
          Map.entry("mg/m3", "mg/m³"),
          Map.entry("m3/h", "m³/h"),
          Map.entry("m3/s", "m³/s"),
          Map.entry("L/s", "l/s"),
          Map.entry("dB[SPL]", "dB"),
          Map.entry("dB[A]", "dB(A)"),
          Map.entry("dB(A)", "dB(A)"),
          Map.entry("[ppm]", "ppm"),
          Map.entry("/min", "a minute"),
          Map.entry("1/min", "a minute"),
          Map.entry("/h", "an hour"),
          Map.entry("1/h", "an hour"),
          Map.entry("1", ""));

  private ValueText() {}

  /// `28 cm`, `flooding` or `no value`.
  public static String of(Datastream datastream, double value) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    return datastream.categoryOf(value).orElseGet(() -> quantity(datastream, value));
  }

  /// An amount in its unit, which is no state of it: `28 cm`.
  public static String quantity(Datastream datastream, double amount) {
    return withUnit(number(amount), unit(datastream.unit()));
  }

  /// At most four digits where they suffice, and no zeros that say nothing: `7.12`, `46`, `1,667`.
  public static String number(double value) {
    double magnitude = Math.abs(value);
    int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    if (decimals > 0) {
      text = text.replaceAll("\\.?0+$", "");
    }
    return text.equals("-0") ? "0" : text;
  }

  /// What people write for a UCUM unit; what is not known is shown as it was sent.
  public static String unit(String ucum) {
    return UNITS.getOrDefault(ucum, ucum);
  }

  private static String withUnit(String number, String unit) {
    if (unit.isEmpty()) {
      return number;
    }
    return number + (unit.equals("%") || unit.equals("°") ? "" : " ") + unit;
  }
}

package io.belvedere.ingest.decode.profile;

import java.util.Map;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.MeasurementParseException;
import javax.measure.format.UnitFormat;
import org.jspecify.annotations.Nullable;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenException;
import systems.uom.ucum.internal.format.TokenMgrError;

/// Units by their UCUM codes (case-sensitive), and what turns one into another.
final class Units {
  /// What people write, and what it is in UCUM.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("°C", "Cel"),
          Map.entry("C", "Cel"),
          Map.entry("degC", "Cel"),
          Map.entry("celsius", "Cel"),
          Map.entry("°F", "[degF]"),
          Map.entry("F", "[degF]"),
          Map.entry("degF", "[degF]"),
          Map.entry("kWh", "kW.h"),
          Map.entry("Wh", "W.h"),
          Map.entry("mph", "[mi_i]/h"),
          Map.entry("kmh", "km/h"),
          Map.entry("kn", "[kn_i]"),
          Map.entry("inch", "[in_i]"),
          Map.entry("in", "[in_i]"),
          Map.entry("ft", "[ft_i]"),
          Map.entry("psi", "[psi]"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("mmHg", "mm[Hg]"),
          Map.entry("µg/m³", "ug/m3"),
          Map.entry("m³/h", "m3/h"));

  private static final double[] PROBES = {-40, 1, 37.5, 1e6};

  private Units() {}

  /// @throws IllegalArgumentException with a sentence if it is no unit of UCUM
  static Unit<?> parse(String code) {
    UnitFormat format = UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
    try {
      return format.parse(code);
    } catch (MeasurementParseException | TokenException | TokenMgrError e) {
      String meant = MEANT.get(code);
      throw new IllegalArgumentException(
          "\"%s\" is no unit of UCUM%s"
              .formatted(
                  code,
                  meant == null
                      ? ", such as cm, Cel, hPa, km/h or ug/m3."
                      : "; did you mean \"" + meant + "\"?"),
          e);
    }
  }

  /// What turns numbers in one unit into numbers in the other, asked for once and kept as a factor
  /// and an offset.
  ///
  /// @throws IllegalArgumentException with a sentence if nothing does, or nothing as simple
  static Linear conversion(String from, Unit<?> source, String to, Unit<?> target) {
    UnitConverter converter;
    try {
      converter = source.getConverterToAny(target);
    } catch (IncommensurableException e) {
      throw new IllegalArgumentException(
          "\"%s\" and \"%s\" measure different things.".formatted(from, to), e);
    }
    try {
      double offset = converter.convert(0.0);
      double million = 1e6;
      Linear linear = new Linear((converter.convert(million) - offset) / million, offset);
      for (double probe : PROBES) {
        double wanted = converter.convert(probe);
        double got = probe * linear.factor() + linear.offset();
        if (!(Math.abs(wanted - got) <= 1e-9 * Math.max(1e-3, Math.abs(wanted)))) {
          throw notLinear(from, to, null);
        }
      }
      return linear;
    } catch (ArithmeticException | NumberFormatException e) {
      throw notLinear(from, to, e);
    }
  }

  private static IllegalArgumentException notLinear(
      String from, String to, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "\"%s\" is not turned into \"%s\" by a factor and an offset.".formatted(from, to), cause);
  }
}

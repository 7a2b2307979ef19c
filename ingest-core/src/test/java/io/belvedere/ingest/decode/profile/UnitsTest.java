package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  private static double converted(double number, String from, String to) {
    return Units.conversion(from, Units.parse(from), to, Units.parse(to)).apply(number);
  }

  @ParameterizedTest
  @CsvSource({
    "212, [degF], Cel, 100",
    "-40, [degF], Cel, -40",
    "20.1, Cel, K, 293.25",
    "54.5, [degF], Cel, 12.5",
    "2.01, m, cm, 201",
    "201, cm, m, 2.01",
    "0.1, mm, cm, 0.01",
    "36, km/h, m/s, 10",
    "50, [mi_i]/h, km/h, 80.4672",
    "10, [kn_i], m/s, 5.14444444444",
    "1013.25, mbar, hPa, 1013.25",
    "760, mm[Hg], hPa, 1013.2472",
    "12, ug/m3, mg/m3, 0.012",
    "1.5, kW.h, J, 5400000",
    "250, [ppm], %, 0.025",
    "3.6, m3/h, L/s, 1",
    "1, uS/cm, mS/m, 0.1",
    "180, deg, rad, 3.14159265359",
    "7, %, %, 7"
  })
  void numbersAreTurnedIntoTheOtherUnit(double number, String from, String to, double wanted) {
    assertThat(converted(number, from, to)).isEqualTo(wanted);
  }

  @Test
  void aDecimalStaysOne() {
    for (int i = -2_000; i < 2_000; i++) {
      assertThat(converted(i / 100.0, "m", "mm")).isEqualTo(i * 10.0);
      assertThat(converted(i, "mm", "m")).isEqualTo(Double.parseDouble(i + "e-3"));
    }
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    assertThat(converted(Double.MAX_VALUE, "km", "mm")).isInfinite();
    assertThat(converted(Double.NaN, "km", "mm")).isNaN();
    assertThat(converted(Double.MIN_VALUE, "mm", "km")).isZero();
    assertThat(converted(1e300, "Cel", "K")).isEqualTo(1e300);
  }

  @ParameterizedTest
  @CsvSource({
    "°C, did you mean \"Cel\"?",
    "kWh, did you mean \"kW.h\"?",
    "[foo, is no unit of UCUM",
    "furlongs, such as cm",
    "cm/, is no unit of UCUM"
  })
  void whatIsNoUnitIsNamed(String unit, String words) {
    assertThatThrownBy(() -> Units.parse(unit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + unit + "\"")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "Cel, cm, measure different things",
    "[pH], 1, measure different things",
    "dB, 1, is not turned into"
  })
  void whatCannotBeConvertedIsNamed(String from, String to, String words) {
    assertThatThrownBy(() -> converted(1, from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + from + "\"")
        .hasMessageContaining(words);
  }
}

package io.belvedere.ingest.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
  @ParameterizedTest
  @CsvSource({
    "46, 46",
    "7.12, 7.12",
    "7.10, 7.1",
    "12.34, 12.3",
    "0.4, 0.4",
    "-0.0001, 0",
    "100, 100",
    "120.7, 121",
    "1667, '1,667'"
  })
  void numbersHaveTheDigitsThatSaySomething(double value, String text) {
    assertThat(ValueText.number(value)).isEqualTo(text);
  }

  @Test
  void unitsAreWrittenAsPeopleDo() {
    assertThat(ValueText.unit("Cel")).isEqualTo("°C");
    assertThat(ValueText.unit("cm")).isEqualTo("cm");
  }

  @Test
  void noValueIsNotZero() {
    Datastream gauge =
        new Datastream(
            "g",
            "Gauge",
            "water-level",
            "cm",
            Role.VALUE,
            1,
            Criticality.HIGH,
            new Thing("t", "T", "gauge", 7.4, 43.7, Optional.empty(), Optional.empty()),
            Optional.empty(),
            List.of(new Category(-1, "dry", Severity.NORMAL)),
            Optional.empty(),
            Long.MIN_VALUE);
    assertThat(ValueText.of(gauge, Double.NaN)).isEqualTo("no value");
    assertThat(ValueText.of(gauge, 28)).isEqualTo("28 cm");
    assertThat(ValueText.of(gauge, -1)).isEqualTo("dry");
  }
}

package io.belvedere.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "Pressure Pont, water-pressure, bar, Pont, 3.4, 'Pressure 3.4 bar, Pont'",
    "Pressure Pont, water-pressure, bar, Pont, 3.456, 'Pressure 3.46 bar, Pont'",
    "NO2 Larvotto, air, ug/m3, Larvotto, 212.34, 'NO2 212 µg/m³, Larvotto'",
    "'Vehicles, Tunnel', camera, /min, Tunnel, 12, 'Vehicles 12 a minute, Tunnel'",
    "Larvotto, noise, dB[SPL], Larvotto, 80.04, 'Noise 80 dB, Larvotto'",
    "Wind from Port, weather, deg, Port, 270, 'Wind from 270°, Port'",
    "Temperature Port, weather, Cel, Port, -0.0001, 'Temperature 0 °C, Port'",
    "Water level Quai 1, water-level, cm, Level gauge Quai 1, 28, 'Water level 28 cm, Quai 1'",
    "Noise Quai 1, noise, dB[SPL], Noise Quai 1, 80, 'Noise 80 dB, Quai 1'",
    "CO2 School 3, building, [ppm], Indoor 3, 900, 'CO2 School 3 900 ppm, Indoor 3'",
    "Cars, parking, '', Garage, 1200, 'Cars 1,200, Garage'",
    "Cars, parking, '', Garage, NaN, 'Cars no value, Garage'"
  })
  void aTitleIsPropertyValueAndPlace(
      String name, String kind, String unit, String place, double value, String title) {
    Thing thing = new Thing("t", place, kind, 7, 43, Optional.empty(), Optional.empty());
    Datastream datastream =
        new Datastream(
            "d",
            name,
            kind,
            unit,
            Role.VALUE,
            1,
            Criticality.LOW,
            thing,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Long.MIN_VALUE);
    assertThat(Words.title(datastream, value)).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({"50, 50 s", "89, 89 s", "90, 1 min", "2040, 34 min", "18000, 5 h"})
  void aDurationHasOneUnit(long seconds, String words) {
    assertThat(Words.duration(seconds * Micros.PER_SECOND)).isEqualTo(words);
  }
}

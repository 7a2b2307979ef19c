package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.Mercator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GroundPointTest {
  private static final GroundPoint MONACO = new GroundPoint(7.42103, 43.73512);

  @Test
  void aDegreeOfLatitudeIsAsLongEverywhere() {
    double degree = Mercator.metres(0) / 360;
    assertThat(new GroundPoint(7, 43).metresTo(new GroundPoint(7, 44)))
        .isCloseTo(degree, within(1e-6));
    assertThat(new GroundPoint(-120, -1).metresTo(new GroundPoint(-120, 0)))
        .isCloseTo(degree, within(1e-6));
  }

  @Test
  void theShortWayLeadsOverTheDateLine() {
    assertThat(new GroundPoint(179.999, 0).metresTo(new GroundPoint(-179.999, 0)))
        .isCloseTo(Mercator.metres(0) / 180_000, within(1e-3));
  }

  @Property(tries = 200)
  void ringOnTheMapIsWhereTheDistanceSaysWithinAThousandth(
      @ForAll @DoubleRange(min = 0, max = 6.28) double direction,
      @ForAll @DoubleRange(min = 10, max = 1000) double metres) {
    double radius = MONACO.inSquare(metres);
    GroundPoint onRing =
        GroundPoint.inSquare(
            MONACO.x() + radius * Math.cos(direction), MONACO.y() + radius * Math.sin(direction));
    assertThat(MONACO.metresTo(onRing)).isCloseTo(metres, within(metres / 1000));
  }

  @Test
  void coordinatesAreWrittenWithAsManyCharactersEverywhere() {
    assertThat(MONACO.text()).hasSize(new GroundPoint(-171.5, -3.25).text().length());
    assertThat(MONACO.text().replace('\u2007', ' ')).isEqualTo("43.73512° N   7.42103° E");
    assertThat(new GroundPoint(-171.5, -3.25).text().replace('\u2007', ' '))
        .isEqualTo(" 3.25000° S 171.50000° W");
    assertThat(MONACO.plainText()).isEqualTo("43.73512, 7.42103");
  }

  @Test
  void lengthsAreWrittenAsPeopleSayThem() {
    assertThat(Metres.text(244.6)).isEqualTo("245 m");
    assertThat(Metres.text(999.7)).isEqualTo("1.00 km");
    assertThat(Metres.text(12_345)).isEqualTo("12.3 km");
  }
}

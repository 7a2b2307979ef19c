package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class LinesTest {
  /// East, then north.
  private static final double[] CORNER = {7, 43, 7.01, 43, 7.01, 43.01};

  @Test
  void goingAlongTurnsAtTheCorner() {
    double first = Lines.metres(7, 43, 7.01, 43);
    assertThat(Lines.along(CORNER, 0)).isEqualTo(new Lines.Spot(7, 43, 90));
    Lines.Spot later = Lines.along(CORNER, first + 100);
    assertThat(later.lon()).isEqualTo(7.01);
    assertThat(Lines.metres(7.01, 43, later.lon(), later.lat())).isCloseTo(100, within(0.01));
    assertThat(later.heading()).isZero();
  }

  @Test
  void oneStaysAtTheEnds() {
    assertThat(Lines.along(CORNER, -5).lon()).isEqualTo(7);
    assertThat(Lines.along(CORNER, 1e6).lat()).isEqualTo(43.01);
    assertThat(Lines.along(new double[] {7, 43, 7, 43}, 3).lat()).isEqualTo(43);
  }

  @Test
  void headingsGoClockwiseFromNorth() {
    assertThat(Lines.heading(7, 43, 7, 43.1)).isEqualTo(0);
    assertThat(Lines.heading(7, 43, 7.1, 43)).isCloseTo(90, within(0.1));
    assertThat(Lines.heading(7, 43, 7, 42.9)).isEqualTo(180);
    assertThat(Lines.heading(7, 43, 6.9, 43)).isCloseTo(270, within(0.1));
  }

  @Property
  void whatIsDrivenIsWhatWasAskedFor(
      @ForAll @Scale(4) @DoubleRange(min = 0, max = 1) double share) {
    double length = Lines.metres(CORNER);
    Lines.Spot spot = Lines.along(CORNER, share * length);
    Lines.Spot back = Lines.along(Lines.reversed(CORNER), length - share * length);
    assertThat(Lines.metres(spot.lon(), spot.lat(), back.lon(), back.lat()))
        .isCloseTo(0, within(0.001));
  }
}

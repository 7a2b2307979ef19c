package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasuredLineTest {
  private static final GroundPoint ONE = new GroundPoint(7.42, 43.73);
  private static final GroundPoint TWO = new GroundPoint(7.43, 43.73);
  private static final GroundPoint THREE = new GroundPoint(7.43, 43.74);

  @Test
  void totalIsTheSumOfTheLegs() {
    MeasuredLine line = MeasuredLine.EMPTY.to(ONE).to(TWO).to(THREE);
    assertThat(line.legs()).containsExactly(ONE.metresTo(TWO), TWO.metresTo(THREE));
    assertThat(line.total()).isCloseTo(ONE.metresTo(TWO) + TWO.metresTo(THREE), within(1e-9));
  }

  @Test
  void cornerThatIsSetTwiceCountsOnce() {
    assertThat(MeasuredLine.EMPTY.to(ONE).to(ONE).corners()).containsExactly(ONE);
  }

  @Test
  void lastCornerCanBeTakenBackUntilNoneIsLeft() {
    MeasuredLine line = MeasuredLine.EMPTY.to(ONE).to(TWO).shortened();
    assertThat(line.corners()).containsExactly(ONE);
    assertThat(line.total()).isZero();
    assertThat(line.shortened().shortened()).isEqualTo(MeasuredLine.EMPTY);
  }

  @Test
  void singleLegIsNotWrittenTwice() {
    assertThat(MeasuredLine.EMPTY.to(ONE).to(TWO).figures())
        .filteredOn(MapOverlay.Figure.Note.class::isInstance)
        .containsExactly(new MapOverlay.Figure.Note(TWO, Metres.text(ONE.metresTo(TWO))));
  }
}

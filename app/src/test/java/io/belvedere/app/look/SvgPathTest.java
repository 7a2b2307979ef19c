package io.belvedere.app.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgPathTest {
  /// The box in thousandths, because arcs are drawn as curves.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "M1 2L3 4Z | 1 2 3 4",
        "M1,2 3,4 5-6 | 1 -6 5 4",
        "m1 2 3 4h5v-6H0V0z | 0 0 9 6",
        "M-8 0A8 8 0 0 1 8 0 | -8 -8 8 0",
        "M-8 0A8 8 0 0 0 8 0 | -8 0 8 8",
        "M0-4a4 4 0 1 1-4 4 | -4 -4 4 4",
        "M0 0a2 2 0 014 0 | 0 -2 4 0",
        "M0 0A1 1 0 0 1 8 0 | 0 -4 8 0",
        "M0 0A0 5 0 0 1 8 3 | 0 0 8 3",
        "M-3 0A6 3 90 0 1 3 0 | -3 -6 3 0",
        "M0 0Q2 4 4 0T8 0 | 0 -2 8 2",
        "M0 0C0 4 4 4 4 0S8-4 8 0 | 0 -3 8 3",
        "M.5.5L1e1-.25 | 0.5 -0.25 10 0.5"
      })
  void everyCommandIsRead(String data, String box) {
    Rectangle2D bounds = SvgPath.parse(data).getBounds2D();
    double[] actual = {bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY()};
    String[] expected = box.split(" ", -1);
    for (int i = 0; i < 4; i++) {
      assertThat(actual[i]).isEqualTo(Double.parseDouble(expected[i]), within(0.001));
    }
    assertThat(SvgPath.parse(SvgPath.write(SvgPath.parse(data))).getBounds2D().getMaxX())
        .isEqualTo(actual[2], within(0.001));
  }

  @Test
  void nothingIsAnEmptyPath() {
    assertThat(SvgPath.parse(" ").getBounds2D().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"L5 5", "5 5", "M0 0L5", "M0 0X5 5", "M0 0Z5 5", "M0 0A5 5 0 2 1 3 3", "M0 0L1 e"})
  void whatIsNoPathIsRefusedWithTheText(String data) {
    assertThatThrownBy(() -> SvgPath.parse(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(data);
  }
}

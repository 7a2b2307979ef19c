package io.belvedere.ingest.sandbox.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.time.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static final ScriptClock CLOCK = new ScriptClock(1_767_000_000_000_000L);

  private static Script read(String story) throws IOException {
    return Script.read(new BufferedReader(new StringReader(story)), CLOCK);
  }

  @Test
  void theAnchorIs1440() {
    assertThat(CLOCK.at("14:40")).isEqualTo(CLOCK.anchor());
    assertThat(CLOCK.at("13:52:10"))
        .isEqualTo(CLOCK.anchor() - 47 * Micros.PER_MINUTE - 50 * Micros.PER_SECOND);
    assertThat(CLOCK.hour(CLOCK.at("13:30"))).isCloseTo(13.5, within(1e-9));
    assertThat(CLOCK.hour(CLOCK.anchor() + 20 * Micros.PER_HOUR)).isCloseTo(10.667, within(0.001));
  }

  @Test
  void aCourseRunsStraightBetweenItsPoints() throws IOException {
    Course level = read("course ; level ; 14:00=0 14:10:00=30 14:20=10").course("level", 7);
    assertThat(level.at(CLOCK.at("13:00"))).isZero();
    assertThat(level.at(CLOCK.at("14:05"))).isCloseTo(15, within(1e-9));
    assertThat(level.at(CLOCK.at("14:15"))).isCloseTo(20, within(1e-9));
    assertThat(level.at(CLOCK.at("23:00"))).isEqualTo(10);
  }

  @Test
  void whatTheStoryDoesNotNameIsCalm() throws IOException {
    Script script = read("# nothing happens\n\n");
    assertThat(script.course("level", 7).at(CLOCK.anchor())).isEqualTo(7);
    assertThat(script.steps("pump").isEmpty()).isTrue();
    assertThat(script.steps("pump").at(CLOCK.anchor())).isEmpty();
    assertThat(script.silences()).isEmpty();
  }

  @Test
  void aStateHoldsUntilTheNextAndMayEnd() throws IOException {
    Steps road = read("steps ; road ; 14:06=closed 14:38:30=").steps("road");
    assertThat(road.at(CLOCK.at("14:05:59"))).isEmpty();
    assertThat(road.at(CLOCK.at("14:06"))).isEqualTo("closed");
    assertThat(road.at(CLOCK.at("14:38:30"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dance ; all night",
        "course ; level ; 14:00=deep",
        "course ; level ; 25:00=1",
        "course ; level ; 14:00",
        "course ; level ; 14:00=1 13:00=2",
        "course ; level",
        "silence ; GW-CON-2 ; 13:58 ; soon ; 90",
        "jam ; x ; street ; 7.4 ; north ; 90 ; 14:00=1",
        "district ; Monaco ; Europe/Atlantis",
      })
  void aLineThatMakesNoSenseIsNamed(String line) {
    assertThatThrownBy(() -> read("# a story\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Line 2")
        .hasMessageContaining(line);
  }
}

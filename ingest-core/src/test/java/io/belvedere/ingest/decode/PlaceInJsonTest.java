package io.belvedere.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceInJsonTest {
  private static final String MESSAGE =
      "{\"gw\": \"gw-ü\", \"sensors\": [{\"id\": 1, \"t\": -12.50}, {\"id\": 2}], \"ok\": true}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/gw | \"gw-ü\" | true",
        "/sensors/0/t | -12.50 | true",
        "/sensors/1 | {\"id\": 2} | true",
        "/sensors | [{\"id\": 1, \"t\": -12.50}, {\"id\": 2}] | true",
        "/ok | true | true",
        "/sensors/1/t | {\"id\": 2} | false",
        "/sensors/7/t | [{\"id\": 1, \"t\": -12.50}, {\"id\": 2}] | false",
      })
  void isWhereThePointerPointsOrWhatItShouldBeIn(String pointer, String expected, boolean exact) {
    byte[] value = MESSAGE.getBytes(UTF_8);
    PlaceInJson place = PlaceInJson.of(value, pointer).orElseThrow();
    assertThat(new String(value, place.from(), place.to() - place.from(), UTF_8))
        .isEqualTo(expected);
    assertThat(place.exact()).isEqualTo(exact);
  }

  @Test
  void ofWhatIsNoJsonItIsTheByteAtWhichThatShows() {
    PlaceInJson place = PlaceInJson.of("{\"a\": 1, oops}".getBytes(UTF_8), "").orElseThrow();
    assertThat(place.from()).isBetween(9, 13);
    assertThat(PlaceInJson.of("{\"a\": ".getBytes(UTF_8), "/a").orElseThrow().from()).isEqualTo(5);
  }

  @Test
  void aWholeMessageThatCanBeReadHasNoPlace() {
    assertThat(PlaceInJson.of(MESSAGE.getBytes(UTF_8), "")).isEmpty();
    assertThat(PlaceInJson.of(new byte[0], "")).isEmpty();
  }

  @Property
  void liesWithinTheBytesWhateverTheyAre(@ForAll byte[] bytes, @ForAll String pointer) {
    PlaceInJson.of(bytes, pointer)
        .ifPresent(
            place -> {
              assertThat(place.from()).isBetween(0, bytes.length);
              assertThat(place.to()).isBetween(place.from(), bytes.length);
            });
  }
}

package io.belvedere.ingest.sandbox.district;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.model.Quality;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ObservationTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long YEAR_2100 = 4_102_444_800_000L;

  private final ObservationText text = new ObservationText();

  private static ObservationText.Stem stem(int decimals) {
    return ObservationText.Stem.of(
        Channel.of("level-0001", "Level", "water-level", "cm", decimals));
  }

  @Property(tries = 2_000)
  void aParserReadsTheSameTimeAndNumber(
      @ForAll @LongRange(min = 0, max = YEAR_2100) long millis,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
      @ForAll @IntRange(max = 6) int decimals)
      throws IOException {
    text.add(stem(decimals), millis, value, Quality.GOOD);
    JsonNode node = JSON.readTree(text.take());
    assertThat(OffsetDateTime.parse(node.get("phenomenonTime").textValue()).toInstant())
        .isEqualTo(Instant.ofEpochMilli(millis));
    double unit = Math.pow(10, -decimals);
    assertThat(Math.abs(node.get("result").doubleValue() - value)).isLessThanOrEqualTo(unit * 0.51);
  }

  @Property(tries = 500)
  void aNumberHasAsManyDecimalsAsItsSensor(
      @ForAll @IntRange(min = -100_000, max = 100_000) int thousandths,
      @ForAll @IntRange(max = 3) int decimals) {
    text.add(stem(decimals), 0, thousandths / 1000.0, Quality.GOOD);
    String written = new String(text.take(), StandardCharsets.UTF_8);
    String number = written.substring(written.indexOf("result\":") + 8, written.length() - 1);
    assertThat(new BigDecimal(number).scale()).isEqualTo(decimals);
    assertThat(new BigDecimal(number).doubleValue())
        .isCloseTo(
            new BigDecimal(thousandths)
                .movePointLeft(3)
                .setScale(3, RoundingMode.UNNECESSARY)
                .doubleValue(),
            org.assertj.core.api.Assertions.within(0.51 * Math.pow(10, -decimals)));
  }

  @Test
  void oneObservationIsAnObjectAndSeveralAreAnArray() throws IOException {
    text.add(stem(1), 1_000, 12.4, Quality.GOOD);
    assertThat(new String(text.take(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"datastream\":\"level-0001\",\"phenomenonTime\":\"1970-01-01T00:00:01.000Z\",\"result\":12.4}");
    text.add(stem(1), 1_000, 12.4, Quality.GOOD);
    text.add(stem(0), 2_000, -3, Quality.UNCERTAIN);
    JsonNode both = JSON.readTree(text.take());
    assertThat(both.isArray()).isTrue();
    assertThat(both.get(1).get("result").intValue()).isEqualTo(-3);
    assertThat(both.get(1).get("resultQuality").textValue()).isEqualTo("uncertain");
  }

  @Test
  void aStateIsWrittenByNameAndNothingAsNull() {
    ObservationText.Stem travel =
        ObservationText.Stem.of(Channel.of("travel-1", "Travel", "traffic", States.TRAVEL));
    text.add(travel, 0, 4, Quality.GOOD);
    assertThat(new String(text.take(), StandardCharsets.UTF_8))
        .endsWith("\"result\":\"flooding\"}");
    text.add(travel, 0, Double.NaN, Quality.BAD);
    assertThat(new String(text.take(), StandardCharsets.UTF_8))
        .endsWith("\"result\":null,\"resultQuality\":\"bad\"}");
  }

  @Test
  void aBatchMayBeLargerThanTheBuffer() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      text.add(stem(2), i, i, Quality.GOOD);
    }
    assertThat(text.count()).isEqualTo(1_000);
    assertThat(JSON.readTree(text.take())).hasSize(1_000);
  }
}

package io.belvedere.app.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.GatewayReading.Silent;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.time.Micros;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewayWordsTest {
  private static final TimeText TEXT = new TimeText(ZoneId.of("Europe/Monaco"));
  private static final long NOW = FloodStory.NOW;

  @Test
  void noGatewaysAndNoSilentOnesAreNotTheSame() {
    assertThat(GatewayWords.silent(GatewayReading.NONE)).isEqualTo("The catalogue names none.");
    assertThat(GatewayWords.silent(new GatewayReading(40, List.of(), List.of())))
        .isEqualTo("Gateways silent: 0 of 40.");
  }

  @Test
  void silentOnesAreTheOneCauseForWhatIsBehindThem() {
    var reading =
        new GatewayReading(
            40,
            List.of(
                new Silent("gw-1", "Gateway 1", NOW - 42 * Micros.PER_MINUTE, 40),
                new Silent("gw-2", "Gateway 2", NOW - Micros.PER_MINUTE, 21)),
            List.of());
    assertThat(GatewayWords.silent(reading))
        .isEqualTo("Gateways silent: 2 of 40. That is why 61 datastreams are.");
    assertThat(GatewayWords.rows(reading, NOW, TEXT))
        .containsExactly(
            List.of("Gateway 1", "40 datastreams, since 13:58:00, 42 min"),
            List.of("Gateway 2", "21 datastreams, since 14:39:00, 1 min"));
  }

  @Test
  void aClockIsToldWithItsSign() {
    var reading =
        new GatewayReading(
            40,
            List.of(),
            List.of(
                new WrongClock("gw-1", "Gateway 1", OptionalLong.empty()),
                new WrongClock("gw-2", "Gateway 2", OptionalLong.of(3_200_000)),
                new WrongClock("gw-3", "Gateway 3", OptionalLong.of(-2_500_000))));
    assertThat(GatewayWords.clocks(reading))
        .containsExactly(
            List.of("Gateway 1", "clock more than +5 s: what it sends is quarantined"),
            List.of("Gateway 2", "clock +3.2 s"),
            List.of("Gateway 3", "clock -2.5 s, or its way is so much slower"));
  }

  @Test
  void manyAreCounted() {
    var silent =
        IntStream.range(0, 14).mapToObj(i -> new Silent("g" + i, "G" + i, NOW, 3)).toList();
    List<List<String>> rows =
        GatewayWords.rows(new GatewayReading(14, silent, List.of()), NOW, TEXT);
    assertThat(rows).hasSize(13);
    assertThat(rows.getLast()).containsExactly("and 2 more", "");
  }
}

package io.belvedere.app.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Selected;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmRowTest {
  private static final TimeText TEXT = new TimeText(ZoneId.of("Europe/Monaco"));

  @Test
  void sinceIsAClockTimeAndADuration() {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    assertThat(AlarmRow.of(alarm("a", now - 44 * Micros.PER_MINUTE), now, TEXT).since())
        .isEqualTo("since 13:56, 44 min");
    assertThat(AlarmRow.of(alarm("a", now - 20 * Micros.PER_HOUR), now, TEXT).since())
        .isEqualTo("since Sun 22 Nov 2026 18:40, 20 h 00 min");
  }

  @Test
  void whatMayHaveBegunEarlierSaysSoAndHasNoAge() {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    Onset edge = new Onset(now - 44 * Micros.PER_MINUTE, now - 2 * Micros.PER_HOUR);
    assertThat(AlarmRow.of(alarm("a", edge), now, TEXT).since()).isEqualTo("since before 13:56");
  }

  private static Alarm alarm(String key, long since) {
    return alarm(key, Onset.exactly(since));
  }

  private static Alarm alarm(String key, Onset since) {
    return new Alarm(key, Severity.P2, key, Optional.of(since), Selected.NOTHING, 7.42, 43.73);
  }
}

package io.belvedere.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
  private final TimeText monaco = new TimeText(ZoneId.of("Europe/Monaco"));

  @Test
  void timesAreThoseOfTheDistrictsZoneWithItsOffset() {
    long winter = Micros.of(Instant.parse("2026-01-10T13:03:22Z"));
    long summer = Micros.of(Instant.parse("2026-07-10T12:03:22Z"));
    assertThat(monaco.clock(winter)).isEqualTo("14:03:22");
    assertThat(monaco.minute(winter)).isEqualTo("14:03");
    assertThat(monaco.offset(winter)).isEqualTo("UTC+01:00");
    assertThat(monaco.clock(summer)).isEqualTo("14:03:22");
    assertThat(monaco.offset(summer)).isEqualTo("UTC+02:00");
    assertThat(monaco.full(winter)).isEqualTo("Sat 10 Jan 2026 14:03:22 +01:00");
  }

  @Test
  void anotherDayIsNamed() {
    long now = Micros.of(Instant.parse("2026-01-10T13:03:22Z"));
    assertThat(monaco.clockNear(now - Micros.PER_HOUR, now)).isEqualTo("13:03:22");
    assertThat(monaco.clockNear(now - Micros.PER_DAY, now)).isEqualTo("Fri 9 Jan 2026 14:03:22");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -5,      00:00,     0 s,       0.0 s
          0,       00:00,     0 s,       0.0 s
          42,      00:42,     42 s,      42 s
          2220,    37:00,     37 min,    37 min
          3600,    1:00:00,   1 h 00 min, 1 h 00 min
          7500,    2:05:00,   2 h 05 min, 2 h 05 min
          273600,  3 d 04:00, 3 d 4 h,   3 d 4 h
          """)
  void agesRunAndDurationsAreRead(long seconds, String age, String duration, String delay) {
    assertThat(TimeText.age(seconds * Micros.PER_SECOND)).isEqualTo(age);
    assertThat(TimeText.duration(seconds * Micros.PER_SECOND)).isEqualTo(duration);
    assertThat(TimeText.delay(seconds * Micros.PER_SECOND)).isEqualTo(delay);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0 s", "49999, 0.0 s", "50000, 0.1 s", "230000, 0.2 s", "9949999, 9.9 s"})
  void smallDelaysAreRoundedToTenths(long micros, String text) {
    assertThat(TimeText.delay(micros)).isEqualTo(text);
  }

  @Property
  void agesBelowAnHourAlwaysHaveTheSameWidth(@ForAll @LongRange(max = 3_599_999_999L) long age) {
    assertThat(TimeText.age(age)).matches("[0-5]\\d:[0-5]\\d");
  }

  @Property
  void ageNeverSaysMoreThanHasPassed(@ForAll @LongRange(max = 86_399_999_999L) long age) {
    long seconds = 0;
    for (String part : TimeText.age(age).split(":", -1)) {
      seconds = seconds * 60 + Long.parseLong(part);
    }
    assertThat(seconds).isEqualTo(age / Micros.PER_SECOND);
  }
}

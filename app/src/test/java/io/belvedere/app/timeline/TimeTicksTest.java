package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeTicksTest {
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");

  @Test
  void standAtRoundLocalTimes() {
    assertThat(labels("2026-11-23T11:41:30Z", "2026-11-23T13:41:30Z", 15, MONACO))
        .containsExactly(
            "12:50", "13:00", "13:10", "13:20", "13:30", "13:40", "13:50", "14:00", "14:10",
            "14:20", "14:30", "14:40");
  }

  @Test
  void standAtRoundLocalTimesInAZoneOfQuarterHours() {
    assertThat(
            labels("2026-11-23T00:10:00Z", "2026-11-23T03:00:00Z", 4, ZoneId.of("Asia/Kathmandu")))
        .containsExactly("06:00", "07:00", "08:00");
  }

  @Test
  void countTheRepeatedHourTwice() {
    assertThat(labels("2026-10-24T23:30:00Z", "2026-10-25T03:30:00Z", 9, MONACO))
        .containsExactly("01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30", "04:00");
  }

  @Property
  void areNeverMoreThanFit(
      @ForAll @LongRange(min = 600, max = 5_000_000) long seconds,
      @ForAll @IntRange(min = 2, max = 40) int most) {
    long from = Micros.of(Instant.parse("2026-03-28T20:00:00Z"));
    TimeRange range = new TimeRange(from, from + seconds * Micros.PER_SECOND);
    List<Long> ticks = TimeTicks.within(range, most, MONACO);
    assertThat(ticks).hasSizeLessThanOrEqualTo(most + 1).isSorted().doesNotHaveDuplicates();
    assertThat(ticks).allMatch(range::contains);
  }

  private static List<String> labels(String from, String to, int most, ZoneId zone) {
    TimeText text = new TimeText(zone);
    return TimeTicks.within(
            new TimeRange(Micros.of(Instant.parse(from)), Micros.of(Instant.parse(to))), most, zone)
        .stream()
        .map(text::minute)
        .toList();
  }
}

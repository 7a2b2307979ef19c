package io.belvedere.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.InstantParser.Parsed;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantParserTest {
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");

  private final InstantParser parser = new InstantParser(MONACO);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          14:03,                     2026-11-23T13:03:00Z
          14:03:22,                  2026-11-23T13:03:22Z
          '  14:03  ',               2026-11-23T13:03:00Z
          14.03,                     2026-11-23T13:03:00Z
          14h03,                     2026-11-23T13:03:00Z
          9:05,                      2026-11-23T08:05:00Z
          14:40,                     2026-11-23T13:40:00Z
          14:41,                     2026-11-22T13:41:00Z
          23:59,                     2026-11-22T22:59:00Z
          00:00,                     2026-11-22T23:00:00Z
          now,                       2026-11-23T13:40:00Z
          -20m,                      2026-11-23T13:20:00Z
          -20min,                    2026-11-23T13:20:00Z
          -90s,                      2026-11-23T13:38:30Z
          -1h30m,                    2026-11-23T12:10:00Z
          - 1h 30m,                  2026-11-23T12:10:00Z
          -2d,                       2026-11-21T13:40:00Z
          2026-11-23 14:03,          2026-11-23T13:03:00Z
          2026-11-23T14:03:22,       2026-11-23T13:03:22Z
          2026-11-23T13:03:22Z,      2026-11-23T13:03:22Z
          2026-11-23T14:03:22.5+01:00, 2026-11-23T13:03:22.5Z
          2026-07-01 14:03,          2026-07-01T12:03:00Z
          """)
  void whatOperatorsTypeIsUnderstood(String typed, Instant expected) {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    assertThat(parser.parse(typed, now)).isEqualTo(new Parsed.At(Micros.of(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "soon",
        "25:00",
        "14:60",
        "14",
        "20m",
        "-",
        "-m",
        "14:03 tomorrow",
        "2026-02-30 10:00",
        "-99999999999999999999s",
        "-999999999d",
        "14:03:99"
      })
  void whatIsNoInstantIsRefusedWithASentence(String typed) {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    assertThat(parser.parse(typed, now))
        .isInstanceOfSatisfying(
            Parsed.NotUnderstood.class, not -> assertThat(not.why()).endsWith("."));
  }

  @Test
  void futureIsRefused() {
    long now = Micros.of(Instant.parse("2026-11-23T13:40:00Z"));
    assertThat(parser.parse("2026-11-24 14:03", now))
        .isInstanceOfSatisfying(
            Parsed.NotUnderstood.class, not -> assertThat(not.why()).contains("future"));
  }

  @Test
  void hourThatWasThereTwiceIsAskedFor() {
    long now = Micros.of(Instant.parse("2026-10-25T08:00:00Z"));
    assertThat(parser.parse("02:30", now))
        .isEqualTo(
            new Parsed.Twice(
                Micros.of(Instant.parse("2026-10-25T00:30:00Z")),
                Micros.of(Instant.parse("2026-10-25T01:30:00Z"))));
  }

  @Test
  void hourThatWillComeASecondTimeIsStillTheFirst() {
    long now = Micros.of(Instant.parse("2026-10-25T00:45:00Z"));
    assertThat(parser.parse("02:30", now))
        .isEqualTo(new Parsed.At(Micros.of(Instant.parse("2026-10-25T00:30:00Z"))));
  }

  @Test
  void hourThatWasSkippedTodayIsYesterdays() {
    long now = Micros.of(Instant.parse("2026-03-29T10:00:00Z"));
    assertThat(parser.parse("02:30", now))
        .isEqualTo(new Parsed.At(Micros.of(Instant.parse("2026-03-28T01:30:00Z"))));
    assertThat(parser.parse("2026-03-29 02:30", now)).isInstanceOf(Parsed.NotUnderstood.class);
  }

  @Property
  void clockTimeIsAlwaysTheLatestPastOne(
      @ForAll @LongRange(min = Micros.EARLIEST, max = Micros.LATEST) long now,
      @ForAll @LongRange(max = 86_399) long secondOfDay) {
    String typed =
        "%02d:%02d:%02d".formatted(secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60);
    long earliest =
        switch (parser.parse(typed, now)) {
          case Parsed.At(long instant) -> instant;
          case Parsed.Twice(long first, long second) -> Math.min(first, second);
          case Parsed.NotUnderstood(String why) -> throw new AssertionError(typed + ": " + why);
        };
    assertThat(earliest).isLessThanOrEqualTo(now).isGreaterThan(now - 49 * Micros.PER_HOUR);
    assertThat(new TimeText(MONACO).clock(earliest)).isEqualTo(typed);
  }
}

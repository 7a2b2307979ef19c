package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class Rfc3339PropertyTest {
  private static final DateTimeFormatter SIX_DECIMALS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  @Property
  void everyInstantIsReadBack(
      @ForAll @LongRange(min = -62_167_132_800_000_000L, max = 253_402_214_399_999_999L)
          long micros,
      @ForAll @IntRange(min = -17 * 60 - 59, max = 17 * 60 + 59) int offsetMinutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    OffsetDateTime time = Micros.toInstant(micros).atOffset(offset);
    assertThat(Rfc3339.micros(SIX_DECIMALS.format(time))).isEqualTo(micros);
  }

  @Property(tries = 5_000)
  void aDateIsReadExactlyWhereTheCalendarHasIt(
      @ForAll @IntRange(max = 9999) int year,
      @ForAll @IntRange(max = 13) int month,
      @ForAll @IntRange(max = 32) int day,
      @ForAll @IntRange(max = 25) int hour) {
    long read = Rfc3339.micros("%04d-%02d-%02dT%02d:59:58Z".formatted(year, month, day, hour));
    assertThat(read).isEqualTo(byTheCalendar(year, month, day, hour));
  }

  private static long byTheCalendar(int year, int month, int day, int hour) {
    try {
      return LocalDateTime.of(year, month, day, hour, 59, 58).toEpochSecond(ZoneOffset.UTC)
          * Micros.PER_SECOND;
    } catch (java.time.DateTimeException e) {
      return Rfc3339.MALFORMED;
    }
  }

  @Property(tries = 5_000)
  void whateverIsReadIsReadByTheStandardLibraryToo(
      @ForAll
          @StringLength(min = 18, max = 34)
          @Chars({'0', '1', '2', '9', '-', ':', 'T', 'Z', '.', '+'})
          String text) {
    long read = Rfc3339.micros(text);
    if (Rfc3339.isTime(read)) {
      OffsetDateTime time = OffsetDateTime.parse(text);
      assertThat(Micros.toInstant(read).getLong(ChronoField.INSTANT_SECONDS))
          .isEqualTo(time.toEpochSecond());
    }
  }

  @Property
  void oneWrongCharacterIsFound(
      @ForAll @IntRange(max = 23) int at, @ForAll @IntRange(max = 255) int with) {
    String good = "2026-01-10T08:15:30.120Z";
    String bad = good.substring(0, at) + (char) with + good.substring(at + 1);
    long read = Rfc3339.micros(bad);
    boolean mayBe =
        (Character.isDigit(good.charAt(at)) && Character.isDigit((char) with))
            || Character.toLowerCase(good.charAt(at)) == Character.toLowerCase((char) with);
    assertThat(mayBe || !Rfc3339.isTime(read)).as(bad).isTrue();
  }
}

package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.decode.Reasons;
import io.belvedere.ingest.decode.Rfc3339;
import io.belvedere.ingest.time.Micros;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;

/// How an instant is written. What comes out is microseconds UTC, or one of a few numbers beyond
/// all time that say why there is none: see [#isTime].
sealed interface TimeFormat {
  /// It is neither a text nor a number.
  long WRONG_TYPE = Long.MIN_VALUE + 16;

  /// It is a text, but not as it was to be written.
  long OTHER_PATTERN = Long.MIN_VALUE + 17;

  /// Clocks were put forward over it.
  long SKIPPED = Long.MIN_VALUE + 18;

  /// It is before 2000 or from 2100 on.
  long OUT_OF_RANGE = Long.MIN_VALUE + 19;

  /// It is no number.
  long NOT_A_NUMBER = Long.MIN_VALUE + 20;

  /// No time is written longer.
  int LONGEST = 64;

  /// How far a sender's clock may be ahead.
  long AHEAD = 5 * Micros.PER_SECOND;

  /// @param appendTime of the record, which tells apart the two times of a repeated hour
  long micros(JsonNode node, long appendTime);

  static boolean isTime(long micros) {
    return micros > NOT_A_NUMBER;
  }

  static String reason(long noTime) {
    if (noTime == WRONG_TYPE) {
      return Reasons.WRONG_TYPE;
    }
    if (noTime == OTHER_PATTERN) {
      return Reasons.NOT_OF_THE_PATTERN;
    }
    if (noTime == SKIPPED) {
      return Reasons.NO_SUCH_LOCAL_TIME;
    }
    if (noTime == OUT_OF_RANGE) {
      return Reasons.OUT_OF_RANGE;
    }
    if (noTime == NOT_A_NUMBER) {
      return Reasons.NOT_A_NUMBER;
    }
    if (noTime == Rfc3339.NO_OFFSET) {
      return Reasons.NO_OFFSET;
    }
    return noTime == Rfc3339.TOO_FINE ? Reasons.TOO_FINE : Reasons.NOT_A_TIME;
  }

  private static long within(long micros) {
    return Micros.isPossible(micros) ? micros : OUT_OF_RANGE;
  }

  /// `2026-01-10T08:15:30.120Z`
  record OfRfc3339() implements TimeFormat {
    @Override
    public long micros(JsonNode node, long appendTime) {
      if (!node.isTextual()) {
        return WRONG_TYPE;
      }
      String text = node.textValue();
      long micros = text.length() > LONGEST ? Rfc3339.MALFORMED : Rfc3339.micros(text);
      return Rfc3339.isTime(micros) ? within(micros) : micros;
    }
  }

  /// A number since 1970, also as text.
  ///
  /// @param perSecond how many of it are a second
  record SinceEpoch(long perSecond) implements TimeFormat {
    @Override
    public long micros(JsonNode node, long appendTime) {
      if (node.isIntegralNumber()) {
        return node.canConvertToLong() ? whole(node.longValue()) : OUT_OF_RANGE;
      }
      if (node.isNumber()) {
        return broken(node.doubleValue());
      }
      if (!node.isTextual()) {
        return WRONG_TYPE;
      }
      String text = node.textValue();
      if (Scalars.isLong(text)) {
        return whole(Long.parseLong(text));
      }
      double number = Scalars.number(text);
      return Double.isNaN(number) ? NOT_A_NUMBER : broken(number);
    }

    private long whole(long number) {
      long most = Micros.LATEST / Micros.PER_SECOND * perSecond;
      if (number < 0 || number > most) {
        return OUT_OF_RANGE;
      }
      return within(
          perSecond > Micros.PER_SECOND
              ? number / (perSecond / Micros.PER_SECOND)
              : number * (Micros.PER_SECOND / perSecond));
    }

    private long broken(double number) {
      double micros = number / perSecond * Micros.PER_SECOND;
      return micros >= Micros.EARLIEST && micros < Micros.LATEST
          ? within(Math.round(micros))
          : OUT_OF_RANGE;
    }
  }

  /// As a pattern of Java's has it.
  ///
  /// @param zone where the clocks stood, if the pattern has neither zone nor offset
  record OfPattern(DateTimeFormatter formatter, ZoneId zone) implements TimeFormat {
    @Override
    public long micros(JsonNode node, long appendTime) {
      if (!node.isTextual()) {
        return WRONG_TYPE;
      }
      String text = node.textValue();
      if (text.length() > LONGEST) {
        return OTHER_PATTERN;
      }
      try {
        TemporalAccessor read = formatter.parse(text);
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
          return within(Micros.of(Instant.from(read)));
        }
        return local(LocalDateTime.from(read), appendTime);
      } catch (DateTimeException | ArithmeticException e) {
        return OTHER_PATTERN;
      }
    }

    /// Of the two instants of a repeated hour, the later one that had been when the broker took the
    /// record.
    private long local(LocalDateTime time, long appendTime) {
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
      if (offsets.isEmpty()) {
        return SKIPPED;
      }
      long earlier = Micros.of(time.toInstant(offsets.getFirst()));
      long later = Micros.of(time.toInstant(offsets.getLast()));
      return within(later <= appendTime + AHEAD ? later : earlier);
    }
  }
}

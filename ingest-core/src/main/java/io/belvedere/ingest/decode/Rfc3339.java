package io.belvedere.ingest.decode;

import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;

/// Reads RFC 3339 date-times from bytes without allocating: `2026-01-10T08:15:30.120Z`, with an
/// offset and at most six decimals. A leap second (60) becomes the last microsecond before it.
public final class Rfc3339 {
  /// It is no RFC 3339 date-time.
  public static final long MALFORMED = Long.MIN_VALUE;

  /// It does not say in which offset from UTC it is.
  public static final long NO_OFFSET = Long.MIN_VALUE + 1;

  /// It has more than six decimals.
  public static final long TOO_FINE = Long.MIN_VALUE + 2;

  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };
  private static final int[] DAYS_IN_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final int DAYS_TO_1970 = daysBeforeYear(1970);
  private static final int MOST_DECIMALS = 6;
  private static final int SHORTEST = "2026-01-10T08:15:30".length();

  private Rfc3339() {}

  /// Whether [#micros] gave a time and not one of its reasons why not.
  public static boolean isTime(long micros) {
    return micros > TOO_FINE;
  }

  /// Microseconds UTC of `text`, or [#MALFORMED], [#NO_OFFSET], [#TOO_FINE].
  public static long micros(String text) {
    // A character beyond Latin-1 becomes '?', which no date-time contains.
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return micros(bytes, 0, bytes.length);
  }

  /// Microseconds UTC of the date-time in `b` from `from` to before `to`, or [#MALFORMED],
  /// [#NO_OFFSET], [#TOO_FINE].
  static long micros(byte[] b, int from, int to) {
    if (to - from < SHORTEST) {
      return MALFORMED;
    }
    int century = two(b, from);
    int yearOfCentury = two(b, from + 2);
    int month = two(b, from + 5);
    int day = two(b, from + 8);
    int hour = two(b, from + 11);
    int minute = two(b, from + 14);
    int second = two(b, from + 17);
    int year = century * 100 + yearOfCentury;
    if ((century | yearOfCentury | month | day | hour | minute | second) < 0
        || b[from + 4] != '-'
        || b[from + 7] != '-'
        || (b[from + 10] | 0x20) != 't'
        || b[from + 13] != ':'
        || b[from + 16] != ':'
        || !isDate(year, month, day)
        || hour > 23
        || minute > 59
        || second > 60) {
      return MALFORMED;
    }
    int at = from + SHORTEST;
    int fraction = 0;
    if (at < to && b[at] == '.') {
      int start = ++at;
      int scale = (int) Micros.PER_SECOND;
      for (; at < to && isDigit(b[at]); at++) {
        scale /= 10;
        fraction += (b[at] - '0') * scale;
      }
      if (at == start) {
        return MALFORMED;
      }
      if (at - start > MOST_DECIMALS) {
        return TOO_FINE;
      }
    }
    if (at == to) {
      return NO_OFFSET;
    }
    int offset = offsetSeconds(b, at, to);
    if (offset == Integer.MIN_VALUE) {
      return MALFORMED;
    }
    if (second == 60) {
      second = 59;
      fraction = (int) Micros.PER_SECOND - 1;
    }
    long days = (long) daysBeforeYear(year) + dayOfYear(year, month, day) - DAYS_TO_1970;
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
    return seconds * Micros.PER_SECOND + fraction;
  }

  private static int offsetSeconds(byte[] b, int at, int to) {
    if (to - at == 1 && (b[at] | 0x20) == 'z') {
      return 0;
    }
    if (to - at != "+01:00".length() || b[at + 3] != ':' || (b[at] != '+' && b[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = two(b, at + 1);
    int minutes = two(b, at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return b[at] == '-' ? -seconds : seconds;
  }

  /// The number that two digits stand for; negative if they are none.
  private static int two(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isDate(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS_IN_MONTH[month - 1]
        && (month != 2 || day < 29 || isLeap(year));
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int dayOfYear(int year, int month, int day) {
    return DAYS_BEFORE_MONTH[month - 1] + day - 1 + (month > 2 && isLeap(year) ? 1 : 0);
  }

  /// Days from 0000-01-01 to the first of January of `year` in the proleptic Gregorian calendar.
  private static int daysBeforeYear(int year) {
    // Year 0 is a leap year, hence the years up to and with the one before.
    return year * 365 + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
  }
}

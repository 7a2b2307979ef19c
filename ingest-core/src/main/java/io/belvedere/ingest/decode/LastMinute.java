package io.belvedere.ingest.decode;

/// Reads RFC 3339 date-times that are in UTC and of the same minute as one before, as nearly all
/// are: only what is behind the minute is read. Others are for [Rfc3339].
final class LastMinute {
  /// In place of where it ends: it is of another minute, or unusual.
  static final int ANOTHER = -1;

  private static final int MINUTE = "2026-01-10T08:15".length();
  private static final int MOST_DECIMALS = 6;

  /// Microseconds of so many decimals.
  private static final int[] DECIMALS = {0, 100_000, 10_000, 1_000, 100, 10, 1};

  // No text begins like this.
  private long date = -1;
  private long time = -1;
  private long start;

  private long seconds;

  /// Reads one that begins at `from`.
  ///
  /// @return where it ends, or [#ANOTHER]
  int read(byte[] b, int from) {
    return Words.at(b, from) == date && Words.at(b, from + Long.BYTES) == time
        ? readSeconds(b, from + MINUTE)
        : ANOTHER;
  }

  /// What was read last, microseconds UTC.
  long micros() {
    return start + seconds;
  }

  /// Those that are of the same minute as this one can be read here.
  ///
  /// @param micros what [Rfc3339] says it is
  void wasRead(byte[] b, int from, int to, long micros) {
    if (readSeconds(b, from + MINUTE) == to) {
      date = Words.at(b, from);
      time = Words.at(b, from + Long.BYTES);
      start = micros - seconds;
    }
  }

  /// Reads `:30.120Z`.
  private int readSeconds(byte[] b, int from) {
    // Behind the last byte of all are zeros, which are no time.
    long word = Words.at(b, from);
    int tens = (int) (word >>> 8 & 0xFF) - '0';
    int ones = (int) (word >>> 16 & 0xFF) - '0';
    if ((word & 0xFF) != ':' || tens < 0 || tens > 5 || ones < 0 || ones > 9) {
      return ANOTHER;
    }
    int at = from + ":30".length();
    byte next = (byte) (word >>> 24);
    int fraction = 0;
    if (next == '.') {
      at++;
      long decimals = Words.at(b, at);
      int digits = Words.digits(decimals);
      if (digits == 0 || digits > MOST_DECIMALS) {
        return ANOTHER;
      }
      fraction = Words.number(decimals, digits) * DECIMALS[digits];
      at += digits;
      next = (byte) (decimals >>> (digits * Byte.SIZE));
    }
    seconds = (tens * 10 + ones) * 1_000_000L + fraction;
    return next == 'Z' ? at + 1 : ANOTHER;
  }
}

package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Writes observations as JSON into a buffer that is used again and again: millions of them in
/// seconds, so no tree and no string in between. An observation alone is an object, several are an
/// array.
final class ObservationText {
  /// What does not change from one observation of a datastream to the next, as bytes.
  ///
  /// @param states the text of each category's name by its number; empty for a quantity
  @SuppressWarnings("ArrayRecordComponent") // bytes that are only copied
  record Stem(byte[] head, int decimals, byte[][] states) {
    static Stem of(Channel channel) {
      List<Category> categories = channel.categories();
      byte[][] states = new byte[categories.size()][];
      for (Category category : categories) {
        states[(int) category.value()] = utf8("\"" + category.name() + "\"");
      }
      return new Stem(
          utf8("{\"datastream\":\"" + channel.id() + "\",\"phenomenonTime\":\""),
          channel.decimals(),
          states);
    }
  }

  private static final byte[] RESULT = utf8("Z\",\"result\":");
  private static final byte[] UNCERTAIN = utf8(",\"resultQuality\":\"uncertain\"");
  private static final byte[] BAD = utf8(",\"resultQuality\":\"bad\"");
  private static final byte[] NULL = utf8("null");
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
  private static final long MILLIS_PER_DAY = Micros.PER_DAY / Micros.PER_MILLI;

  /// More than any one observation takes.
  private static final int ROOM = 600;

  private final byte[] day = new byte[11];
  private long dayOfText = Long.MIN_VALUE;
  private byte[] text = new byte[4096];
  private int length;
  private int count;

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /// Adds one observation.
  ///
  /// @param millis event time, milliseconds UTC
  void add(Stem stem, long millis, double value, Quality quality) {
    if (text.length - length < ROOM) {
      text = Arrays.copyOf(text, text.length * 2);
    }
    text[length++] = (byte) (count == 0 ? '[' : ',');
    put(stem.head);
    putTime(millis);
    put(RESULT);
    putResult(stem, value);
    if (quality != Quality.GOOD) {
      put(quality == Quality.UNCERTAIN ? UNCERTAIN : BAD);
    }
    text[length++] = '}';
    count++;
  }

  int count() {
    return count;
  }

  /// The value of a record with all that was added since the last time.
  byte[] take() {
    byte[] value;
    if (count == 1) {
      value = Arrays.copyOfRange(text, 1, length);
    } else {
      text[length++] = ']';
      value = Arrays.copyOf(text, length);
    }
    length = 0;
    count = 0;
    return value;
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, text, length, bytes.length);
    length += bytes.length;
  }

  private void putTime(long millis) {
    long newDay = Math.floorDiv(millis, MILLIS_PER_DAY);
    if (newDay != dayOfText) {
      dayOfText = newDay;
      String date =
          String.format(
              Locale.ROOT,
              "%tFT",
              Instant.ofEpochMilli(newDay * MILLIS_PER_DAY).atOffset(ZoneOffset.UTC));
      System.arraycopy(utf8(date), 0, day, 0, day.length);
    }
    put(day);
    int ofDay = (int) (millis - newDay * MILLIS_PER_DAY);
    int seconds = ofDay / 1_000;
    putTwo(seconds / 3_600);
    text[length++] = ':';
    putTwo(seconds / 60 % 60);
    text[length++] = ':';
    putTwo(seconds % 60);
    text[length++] = '.';
    int rest = ofDay % 1_000;
    text[length++] = (byte) ('0' + rest / 100);
    putTwo(rest % 100);
  }

  private void putTwo(int number) {
    text[length++] = (byte) ('0' + number / 10);
    text[length++] = (byte) ('0' + number % 10);
  }

  private void putResult(Stem stem, double value) {
    if (Double.isNaN(value)) {
      put(NULL);
    } else if (stem.states.length > 0) {
      put(stem.states[(int) value]);
    } else {
      putDecimal(Math.round(value * POWERS[stem.decimals]), stem.decimals);
    }
  }

  /// A fixed-point number, zeros at the end and all, as sensors give it.
  private void putDecimal(long scaled, int decimals) {
    if (scaled < 0) {
      text[length++] = '-';
    }
    long rest = Math.abs(scaled);
    int digits = decimals + 1;
    while (digits < 19 && rest >= power(digits)) {
      digits++;
    }
    int end = length + digits + (decimals > 0 ? 1 : 0);
    int at = end;
    for (int i = 0; i < digits; i++) {
      if (i == decimals && decimals > 0) {
        text[--at] = '.';
      }
      text[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length = end;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}

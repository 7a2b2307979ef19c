package io.belvedere.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.time.Micros;

/// Event times as foreign formats send them.
final class ForeignTime {
  private ForeignTime() {}

  /// An RFC 3339 time, or an interval of two (`from/to`), which stands for its end: what it tells
  /// is not known before.
  ///
  /// @return microseconds UTC
  /// @throws Fields.Wrong if it is something else
  static long of(JsonNode node, String pointer) throws Fields.Wrong {
    if (!node.isTextual()) {
      throw new Fields.Wrong(Reasons.WRONG_TYPE, pointer);
    }
    String text = node.textValue();
    int slash = text.indexOf('/');
    if (slash < 0) {
      return instant(text, pointer);
    }
    long from = instant(text.substring(0, slash), pointer);
    long to = instant(text.substring(slash + 1), pointer);
    if (to < from) {
      throw new Fields.Wrong(Reasons.NOT_AN_INTERVAL, pointer);
    }
    return to;
  }

  /// @param millis since 1970, unsigned
  /// @throws Fields.Wrong if it is in no year that we know
  static long ofMillis(long millis, String pointer) throws Fields.Wrong {
    if (millis < 0 || millis > Micros.LATEST / Micros.PER_MILLI) {
      throw new Fields.Wrong(Reasons.OUT_OF_RANGE, pointer);
    }
    return checked(Micros.ofMillis(millis), pointer);
  }

  private static long instant(String text, String pointer) throws Fields.Wrong {
    long micros = Rfc3339.micros(text);
    if (!Rfc3339.isTime(micros)) {
      throw new Fields.Wrong(NativeJson.whyNoTime(micros), pointer);
    }
    return checked(micros, pointer);
  }

  /// @throws Fields.Wrong if it is in no year that we know
  static long checked(long micros, String pointer) throws Fields.Wrong {
    if (!Micros.isPossible(micros)) {
      throw new Fields.Wrong(Reasons.OUT_OF_RANGE, pointer);
    }
    return micros;
  }
}

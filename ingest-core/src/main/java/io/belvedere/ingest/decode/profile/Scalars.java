package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Texts, numbers, true, false and null, as they are compared and looked up.
final class Scalars {
  /// A longer text is no number.
  private static final int LONGEST_NUMBER = 40;

  /// What every whole number has that a double can hold without a gap to the next.
  private static final double MOST_WHOLE = 1L << 53;

  private Scalars() {}

  /// What it is called in a table: `open`, `3` (also for 3.0), `2.5`, `true`, `null`; null for an
  /// object or array.
  static @Nullable String text(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isFloatingPointNumber()) {
      double number = node.doubleValue();
      return number == Math.rint(number) && Math.abs(number) < MOST_WHOLE
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    return node.isValueNode() ? node.asText() : null;
  }

  /// Whether both are the same scalar of the same type; 3 and 3.0 are.
  static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return (isLong(a) && isLong(b))
          ? a.longValue() == b.longValue()
          : a.doubleValue() == b.doubleValue();
    }
    return a.isValueNode() && a.equals(b);
  }

  private static boolean isLong(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  /// The number that a text is, with a point and perhaps an exponent; NaN if it is none.
  static double number(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return Double.NaN;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      if (!isDigit && ".-+eE".indexOf(c) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /// Whether a text is a whole number that [Long#parseLong] reads.
  static boolean isLong(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return false;
    }
    int digits = text.charAt(0) == '-' ? 1 : 0;
    for (int i = digits; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > digits;
  }
}

package io.belvedere.ingest.decode;

import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Records that measure the way to us and prove it open while the city is quiet. They carry the
/// header [#HEADER] and, as value, the time of sending as a JSON string (RFC 3339).
public final class Canary {
  public static final String HEADER = "belvedere-canary";

  private Canary() {}

  /// The value of a canary that is sent now.
  ///
  /// @param now microseconds UTC
  public static byte[] value(long now) {
    return ("\"" + Micros.toInstant(now) + "\"").getBytes(StandardCharsets.US_ASCII);
  }

  /// When it was sent, microseconds UTC; empty if its value does not say.
  public static OptionalLong sendTime(RawRecord canary) {
    byte[] value = canary.value();
    if (value == null || value.length < 2 || value[0] != '"' || value[value.length - 1] != '"') {
      return OptionalLong.empty();
    }
    long time = Rfc3339.micros(value, 1, value.length - 1);
    return Rfc3339.isTime(time) ? OptionalLong.of(time) : OptionalLong.empty();
  }
}

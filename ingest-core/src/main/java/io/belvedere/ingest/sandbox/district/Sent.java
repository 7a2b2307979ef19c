package io.belvedere.ingest.sandbox.district;

import java.nio.charset.StandardCharsets;

/// One record as it reaches the broker.
///
/// @param topic which of the district's topics it belongs to
/// @param time when it reaches the broker, microseconds UTC
/// @param key the id of the sending thing: one datastream always has one key; shared, not to be
///     written to
/// @param value UTF-8 JSON as `formats.md` has it; not to be written to
/// @param observations how many it carries
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the producer; never compared
public record Sent(Topic topic, long time, byte[] key, byte[] value, int observations) {
  /// The topics that a simulated district writes to, besides its catalogue.
  public enum Topic {
    OBSERVATIONS,
    OPERATIONS
  }

  /// The key as text.
  public String keyText() {
    return new String(key, StandardCharsets.UTF_8);
  }
}

package io.belvedere.ingest.decode;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What can be the id of a datastream.
public final class DatastreamIds {
  /// In bytes of UTF-8.
  public static final int LONGEST = 200;

  private DatastreamIds() {}

  /// Why `id` cannot be the id of a datastream; null if it can.
  public static @Nullable String wrong(String id) {
    // No character is shorter than a byte, so a long one need not be encoded.
    if (id.isEmpty() || id.length() > LONGEST) {
      return Reasons.ID_LENGTH;
    }
    if (hasLoneSurrogate(id)) {
      return Reasons.NOT_UNICODE;
    }
    return id.getBytes(StandardCharsets.UTF_8).length > LONGEST ? Reasons.ID_LENGTH : null;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}

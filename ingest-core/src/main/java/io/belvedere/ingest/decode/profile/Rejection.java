package io.belvedere.ingest.decode.profile;

import org.jspecify.annotations.Nullable;

/// Why what is being read is rejected, kept until somebody hands it on; used again and again.
final class Rejection {
  private String reason = "";
  private String pointer = "";

  /// @param source what is wrong; null if nothing in the message is
  void because(String why, @Nullable Source source, Cursor cursor) {
    reason = why;
    pointer = source == null ? "" : source.pointer(cursor);
  }

  String reason() {
    return reason;
  }

  String pointer() {
    return pointer;
  }
}

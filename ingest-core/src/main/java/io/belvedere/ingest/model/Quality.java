package io.belvedere.ingest.model;

import org.jspecify.annotations.Nullable;

/// What the sender thinks of its own result (SensorThings *resultQuality*).
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD;

  /// Reads `good`, `uncertain`, `bad`; null if it is none of them.
  public static @Nullable Quality parse(String text) {
    return switch (text) {
      case "good" -> GOOD;
      case "uncertain" -> UNCERTAIN;
      case "bad" -> BAD;
      default -> null;
    };
  }
}

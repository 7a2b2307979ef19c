package io.belvedere.ingest.source;

import java.util.OptionalLong;

/// When Kafka deletes what is in a topic.
///
/// @param isKnown whether Kafka has told; it need not let us know
/// @param micros the age at which a record is deleted, microseconds; empty if age is no reason
/// @param bySize whether there is a size at which the oldest is deleted
/// @param refusal why Kafka does not let us know, in a sentence; empty if it does not refuse
public record RetentionRule(boolean isKnown, OptionalLong micros, boolean bySize, String refusal) {
  public static final RetentionRule UNKNOWN = unknown("");

  /// One that Kafka has told.
  public RetentionRule(boolean isKnown, OptionalLong micros, boolean bySize) {
    this(isKnown, micros, bySize, "");
  }

  static RetentionRule unknown(String refusal) {
    return new RetentionRule(false, OptionalLong.empty(), false, refusal);
  }

  /// Whether a record is safe until it is old.
  public boolean isByAgeAlone() {
    return micros.isPresent() && !bySize;
  }

  /// Whether nothing is ever deleted.
  public boolean keepsAll() {
    return isKnown && micros.isEmpty() && !bySize;
  }
}

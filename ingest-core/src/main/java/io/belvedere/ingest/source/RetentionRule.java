package io.belvedere.ingest.source;

import java.util.OptionalLong;

/// When Kafka deletes what is in a topic.
///
/// @param isKnown whether Kafka has told; it need not let us know
/// @param micros the age at which a record is deleted, microseconds; empty if age is no reason
/// @param bySize whether there is a size at which the oldest is deleted
public record RetentionRule(boolean isKnown, OptionalLong micros, boolean bySize) {
  public static final RetentionRule UNKNOWN = new RetentionRule(false, OptionalLong.empty(), false);

  /// Whether a record is safe until it is old.
  public boolean isByAgeAlone() {
    return micros.isPresent() && !bySize;
  }

  /// Whether nothing is ever deleted.
  public boolean keepsAll() {
    return isKnown && micros.isEmpty() && !bySize;
  }
}

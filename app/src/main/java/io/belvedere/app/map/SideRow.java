package io.belvedere.app.map;

import io.belvedere.ingest.model.Severity;

/// A line of what stands beside the map.
interface SideRow {
  /// The same as long as it speaks of the same.
  Object key();

  Severity severity();

  /// Whether there is room for one.
  default boolean hasBadge() {
    return true;
  }

  String name();

  /// In smaller letters; may be empty.
  String detail();

  /// How far; may be empty.
  String measure();
}

package io.belvedere.app.map;

import io.belvedere.ingest.model.Severity;
import java.util.Optional;

/// A line of what stands beside the map.
interface SideRow {
  /// The same as long as it speaks of the same.
  Object key();

  /// How urgent; empty where that does not matter, and no room is kept for it.
  default Optional<Severity> badge() {
    return Optional.empty();
  }

  String name();

  /// In smaller letters; may be empty.
  String detail();

  /// How far; may be empty.
  String measure();
}

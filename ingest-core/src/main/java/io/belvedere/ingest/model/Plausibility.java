package io.belvedere.ingest.model;

import java.util.Optional;
import java.util.OptionalLong;

/// What the catalogue takes for believable of a datastream's values.
///
/// @param longestUnchanged for how long it may go on reporting one and the same value,
///     microseconds; 0 if for ever, empty if nothing was said
/// @param tolerance how far it may lie from others of its group; empty if nothing was said
public record Plausibility(OptionalLong longestUnchanged, Optional<Tolerance> tolerance) {
  /// Nothing was said.
  public static final Plausibility NOT_SAID =
      new Plausibility(OptionalLong.empty(), Optional.empty());
}

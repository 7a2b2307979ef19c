package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;

/// A range of the past that stays on disk however old it is.
///
/// @param name why, in the words of whoever pinned it
public record Pin(TimeRange range, String name) {
  private static final int LONGEST_NAME = 200;

  /// @throws IllegalArgumentException with a sentence for the operator if that pins nothing
  public Pin {
    name = name.strip();
    if (range.length() == 0) {
      throw new IllegalArgumentException("A pin needs a range that is longer than nothing.");
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "A pin needs a name of 1 to " + LONGEST_NAME + " characters.");
    }
  }
}

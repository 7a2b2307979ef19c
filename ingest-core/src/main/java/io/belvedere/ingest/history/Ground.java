package io.belvedere.ingest.history;

import java.util.Collection;

/// What is known of an instant of the past. What is not known is never shown as quiet.
public enum Ground {
  LOADED(""),
  /// Not read yet; it may come.
  NOT_LOADED("not loaded"),
  /// Could not be received and will not come.
  LOST("lost"),
  /// Older than all that is kept.
  NOT_KEPT("not kept");

  private final String words;

  Ground(String words) {
    this.words = words;
  }

  /// How an operator reads it; empty if there is nothing to say.
  public String words() {
    return words;
  }

  public boolean isLoaded() {
    return this == LOADED;
  }

  /// What is known of an instant of which the districts know this: it is loaded only where nothing
  /// of it is missing. A district that keeps less than another is not missing there.
  public static Ground together(Collection<Ground> grounds) {
    if (grounds.contains(LOST)) {
      return LOST;
    }
    if (grounds.contains(NOT_LOADED)) {
      return NOT_LOADED;
    }
    return grounds.contains(LOADED) || grounds.isEmpty() ? LOADED : NOT_KEPT;
  }
}

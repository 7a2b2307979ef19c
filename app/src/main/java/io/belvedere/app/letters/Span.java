package io.belvedere.app.letters;

import io.belvedere.ingest.time.Micros;

/// When letters have come that are wanted.
enum Span {
  ANY("Any time", Long.MAX_VALUE),
  TEN_MINUTES("Last 10 min", 10 * Micros.PER_MINUTE),
  HOUR("Last hour", Micros.PER_HOUR),
  DAY("Last 24 h", Micros.PER_DAY),
  /// In a replay this is what had been rejected by then.
  UNTIL_SCREEN("Until the instant on screen", Long.MAX_VALUE);

  /// The beginning of a span moves on by so much at a time.
  private static final long STEP = 10 * Micros.PER_SECOND;

  private final String words;
  private final long length;

  Span(String words, long length) {
    this.words = words;
    this.length = length;
  }

  /// @param now microseconds UTC
  long since(long now) {
    return length == Long.MAX_VALUE ? Long.MIN_VALUE : (now - length) / STEP * STEP;
  }

  /// @param instant on screen, microseconds UTC
  long until(long instant) {
    return this == UNTIL_SCREEN ? instant : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return words;
  }
}

package io.belvedere.ingest.lag;

/// How reading goes on with a partition, after the rules of Burrow, LinkedIn's watch of consumers:
/// judged by a window of offsets, and not by a limit that somebody has to choose. The later, the
/// worse.
public enum LagStatus {
  /// Nothing waits, or less than before.
  OK,
  /// It is read, and yet what waits has not become less in a whole window.
  WARN,
  /// There is nothing to judge by.
  UNKNOWN,
  /// Reading went back and has not come to where it was.
  REWIND,
  /// Something waits and none of it is read, though reading is tried.
  STALL,
  /// Something waits and reading is not even tried.
  STOP;

  /// Whether a person has to look after it.
  public boolean isError() {
    return compareTo(REWIND) >= 0;
  }
}

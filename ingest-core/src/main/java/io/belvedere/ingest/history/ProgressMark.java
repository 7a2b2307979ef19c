package io.belvedere.ingest.history;

/// What is kept of the progress of one partition.
///
/// @param from microseconds UTC
/// @param progress at that instant, microseconds UTC
public record ProgressMark(int partition, Kind kind, long from, long progress) {
  /// What progress did from an instant on.
  public enum Kind {
    /// It stood.
    STOOD,
    /// It followed time at the distance that it had.
    FOLLOWED,
    /// What it did before; nothing later is known yet.
    SEEN
  }
}

package io.belvedere.ingest.time;

/// From an instant to a later one; microseconds UTC, `to` is not within.
public record TimeRange(long from, long to) {
  /// @throws IllegalArgumentException if it would end before it begins
  public TimeRange {
    if (to < from) {
      throw new IllegalArgumentException(
          "A time range ends at " + to + " before its start " + from);
    }
  }

  public long length() {
    return to - from;
  }

  public boolean contains(long instant) {
    return from <= instant && instant < to;
  }

  /// The instant of this range that is nearest to `instant`; the end counts as within.
  public long clamp(long instant) {
    return Math.clamp(instant, from, to);
  }
}

package io.belvedere.ingest.twin;

import io.belvedere.ingest.time.Micros;

/// How far the newest value of a datastream can still be believed. Never stored: computed when it
/// is read, from event time, the expected period and the progress of the partition.
public enum Liveness {
  FRESH,
  OVERDUE,
  STALE,
  OFFLINE,
  UNKNOWN;

  /// Progress that stands longer than this says nothing of any sensor behind it.
  public static final long PROGRESS_STOPPED = 5 * Micros.PER_SECOND;

  /// What the way through the network may take before a datastream counts as late.
  private static final long GRACE = 2 * Micros.PER_SECOND;

  /// @param instant the instant that is looked at, microseconds UTC
  /// @param eventTime of the newest observation, [DistrictState#NONE] if there is none
  /// @param period expected time between observations, microseconds
  /// @param progress up to when everything that was sent has been seen, microseconds UTC;
  ///     [DistrictState#NONE] if nothing has
  public static Liveness of(long instant, long eventTime, long period, long progress) {
    if (eventTime == DistrictState.NONE
        || progress == DistrictState.NONE
        || instant - progress > PROGRESS_STOPPED) {
      return UNKNOWN;
    }
    long age = Math.min(instant, progress) - eventTime - GRACE;
    if (age < 2 * period) {
      return FRESH;
    }
    if (age < 5 * period) {
      return OVERDUE;
    }
    return age < 20 * period ? STALE : OFFLINE;
  }
}

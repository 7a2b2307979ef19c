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

  private static final Liveness[] VALUES = values();

  /// How many expected periods of silence end each: fresh, overdue, stale.
  private static final int[] LASTS = {2, 5, 20};

  /// @param instant the instant that is looked at, microseconds UTC
  /// @param eventTime of the newest observation, [DistrictState#NONE] if there is none
  /// @param period expected time between observations, microseconds
  /// @param progress up to when everything that was sent has been seen, microseconds UTC;
  ///     [DistrictState#NONE] if nothing has
  public static Liveness of(long instant, long eventTime, long period, long progress) {
    if (eventTime == DistrictState.NONE || isStopped(instant, progress)) {
      return UNKNOWN;
    }
    long age = Math.min(instant, progress) - eventTime - GRACE;
    for (int i = 0; i < LASTS.length; i++) {
      if (age < LASTS[i] * period) {
        return VALUES[i];
      }
    }
    return OFFLINE;
  }

  /// Whether progress says nothing any more of the sensors behind it.
  ///
  /// @param progress see [#of]
  public static boolean isStopped(long instant, long progress) {
    return progress == DistrictState.NONE || instant - progress > PROGRESS_STOPPED;
  }

  /// The first instant at which it may be another although nothing has come, as long as progress
  /// follows; microseconds UTC, [Long#MAX_VALUE] if there is none.
  ///
  /// @param eventTime of the newest observation
  /// @param period expected time between observations, microseconds
  public long lastsUntil(long eventTime, long period) {
    return ordinal() < LASTS.length
        ? eventTime + GRACE + LASTS[ordinal()] * period
        : Long.MAX_VALUE;
  }
}

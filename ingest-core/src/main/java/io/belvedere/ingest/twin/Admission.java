package io.belvedere.ingest.twin;

import io.belvedere.ingest.time.Micros;

/// Whether the event time of an observation can be what it says. Pure: the same record gets the
/// same answer on every desk, because only the broker's time is asked, never ours.
public enum Admission {
  ADMITTED,
  /// The sender's clock is ahead: to be kept with the receive time as event time.
  QUARANTINED,
  /// Outside the years 2000 to 2099, or older than what is kept.
  REJECTED;

  /// A sender's clock may be so far ahead of the broker's before its times are not believed.
  public static final long MOST_AHEAD = 5 * Micros.PER_SECOND;

  /// @param eventTime microseconds UTC
  /// @param receiveTime the record's append time, microseconds UTC
  /// @param retention how long the past is kept, microseconds
  public static Admission of(long eventTime, long receiveTime, long retention) {
    if (!Micros.isPossible(eventTime) || !Micros.isPossible(receiveTime)) {
      return REJECTED;
    }
    if (eventTime - receiveTime > MOST_AHEAD) {
      return QUARANTINED;
    }
    return receiveTime - eventTime > retention ? REJECTED : ADMITTED;
  }
}

package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.time.Micros;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/// The clock of the script: what the story calls 14:40 happens at the anchor.
///
/// @param anchor microseconds UTC
record ScriptClock(long anchor) {
  private static final long ANCHOR_OF_DAY = (14 * 60 + 40) * Micros.PER_MINUTE;

  /// The instant of a time of the script's day, such as `13:52:10`.
  ///
  /// @throws IllegalArgumentException if it is no time of day
  long at(String timeOfDay) {
    try {
      return anchor - ANCHOR_OF_DAY + LocalTime.parse(timeOfDay).toNanoOfDay() / 1_000;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("\"" + timeOfDay + "\" is no time such as 13:52:10.", e);
    }
  }

  /// Time of the script's day, hours from 0 to 24.
  double hour(long t) {
    return (double) Math.floorMod(t - anchor + ANCHOR_OF_DAY, Micros.PER_DAY) / Micros.PER_HOUR;
  }
}

package io.belvedere.ingest.trust;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.time.Micros;

/// For how long a datastream may go on reporting one and the same value.
///
/// Where the catalogue does not say, a quantity (what has a unit, no categories, and is no part of
/// a place) may for six hours and thirty periods at least, as long as its value is not a whole
/// number: batteries are full, currents 0 and thermostats at 21 for days. All else may for ever.
///
/// @param longest microseconds; 0 if for ever
/// @param wholeRests whether a whole number may stand for ever
record StuckRule(long longest, boolean wholeRests) {
  /// Of what the catalogue does not describe.
  static final StuckRule NONE = new StuckRule(0, true);

  /// A value that is to be stuck has been reported so often, however long its period is.
  static final int LEAST_REPORTS = 10;

  private static final long USUAL_PERIODS = 30;
  private static final long USUAL_LEAST = 6 * Micros.PER_HOUR;

  static StuckRule of(Datastream described) {
    if (described.plausibility().longestUnchanged().isPresent()) {
      return new StuckRule(described.plausibility().longestUnchanged().getAsLong(), false);
    }
    boolean quantity =
        described.categories().isEmpty()
            && !described.unit().isEmpty()
            && described.role() == Role.VALUE;
    return quantity
        ? new StuckRule(Math.max(USUAL_LEAST, USUAL_PERIODS * described.period()), true)
        : NONE;
  }

  /// Whether a value is judged at all.
  boolean judges(double value) {
    return longest > 0 && !Double.isNaN(value) && !(wholeRests && value == Math.rint(value));
  }

  /// Whether it is stuck.
  ///
  /// @param stood between the first and the last report of the value, microseconds
  boolean isBroken(long stood, int reports) {
    return longest > 0 && stood >= longest && reports >= LEAST_REPORTS;
  }
}

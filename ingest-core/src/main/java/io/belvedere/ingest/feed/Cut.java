package io.belvedere.ingest.feed;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;

/// One chunk of the past among its neighbours, and which of the records that are read for it belong
/// to whom. Chunks are cut by event time, the log is read by receive time; so every chunk looks a
/// little further on both sides, and what lies there too late for any chunk is a stray.
///
/// All chunks of a missing stretch are read by the same rules, newest first, so each observation is
/// taken exactly once, whatever its delay.
///
/// @param chunk event times that belong to it; its ends are whole seconds
/// @param missingFrom where the missing stretch begins that it is the newest chunk of
/// @param newest whether the chunk after it is not read in the same way
record Cut(TimeRange chunk, long missingFrom, boolean newest) {
  /// Event times at whose multiples the past is cut.
  static final long GRID = 10 * Micros.PER_MINUTE;

  /// How much later than its event time an observation is looked for by its chunk.
  static final long LATE = Micros.PER_MINUTE;

  /// The same where nobody else tells of what came later: the history may have waited as long for
  /// it before it was lost.
  static final long LATEST = 10 * Micros.PER_MINUTE;

  /// Where an observation goes.
  enum Place {
    CHUNK,
    /// No chunk will look for it.
    STRAY,
    /// Another chunk looks or has looked for it, or it is known already.
    ELSEWHERE
  }

  /// The newest chunk of a missing stretch.
  static Cut newestOf(TimeRange missing, boolean newest) {
    long edge = Math.floorDiv(missing.to() - 1, GRID) * GRID;
    TimeRange chunk = new TimeRange(Math.max(edge, missing.from()), missing.to());
    return new Cut(chunk, missing.from(), newest);
  }

  /// What of the log is read for it. Nothing is believed that comes earlier than that before its
  /// event time.
  TimeRange received() {
    return new TimeRange(
        chunk.from() - Admission.MOST_AHEAD, chunk.to() + (newest ? LATEST : LATE));
  }

  /// Where an observation goes that is kept at `eventTime`.
  ///
  /// @param reached the latest receive time in the partition up to its record, microseconds UTC
  /// @param accounted whether the record is this chunk's to account for; another is only looked at
  ///     for what belongs to this chunk
  Place place(long eventTime, long reached, boolean accounted) {
    if (chunk.contains(eventTime)) {
      return Place.CHUNK;
    }
    if (!accounted) {
      return Place.ELSEWHERE;
    }
    if (eventTime >= chunk.to()) {
      return newest ? Place.STRAY : Place.ELSEWHERE;
    }
    long itsChunkEnds = (Math.floorDiv(eventTime, GRID) + 1) * GRID;
    return eventTime < missingFrom || reached >= itsChunkEnds + LATE
        ? Place.STRAY
        : Place.ELSEWHERE;
  }
}

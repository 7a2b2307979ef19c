package io.belvedere.ingest.trust;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// Watches what is live: states of a district in, once a second, and what of it is not to be
/// believed out. One thread.
public final class TrustWatch {
  private final History history;
  private final StuckWatch stuck;
  private List<SensorGroup> groups = List.of();
  private long rosterVersion = Long.MIN_VALUE;
  private long recalledFrom = Long.MAX_VALUE;

  public TrustWatch(History history) {
    this.history = history;
    this.stuck = new StuckWatch(history);
  }

  /// @param state of the roster's datastreams now; the same object each time
  /// @param pastIsHere whether nothing of the past is on its way: what was read of it since this
  ///     watch began counts from then on as if it had been seen
  public TrustReading look(Roster roster, DistrictState state, boolean pastIsHere) {
    if (roster.version() != rosterVersion) {
      rosterVersion = roster.version();
      groups = SensorGroup.of(roster);
    }
    long oldest = history.covered().map(TimeRange::from).orElse(Long.MAX_VALUE);
    if (pastIsHere && oldest < recalledFrom) {
      recalledFrom = oldest;
      stuck.recall(roster, state);
    }
    return TrustReading.of(stuck.look(roster, state), groups, roster, state);
  }
}

package io.belvedere.ingest.trust;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// Watches what is live: states of a district in, once a second, and what of it is not to be
/// believed out. One thread.
public final class TrustWatch {
  private final StuckWatch stuck;
  private List<SensorGroup> groups = List.of();
  private long rosterVersion = Long.MIN_VALUE;
  private boolean recalled;

  public TrustWatch(History history) {
    this.stuck = new StuckWatch(history);
  }

  /// @param state of the roster's datastreams now; the same object each time
  /// @param pastIsHere whether the history has all of the past that it is going to have: from then
  ///     on what stood before this watch began counts as well
  public TrustReading look(Roster roster, DistrictState state, boolean pastIsHere) {
    if (roster.version() != rosterVersion) {
      rosterVersion = roster.version();
      groups = SensorGroup.of(roster);
    }
    if (pastIsHere && !recalled) {
      recalled = true;
      stuck.recall(roster, state);
    }
    return TrustReading.of(stuck.look(roster, state), groups, roster, state);
  }
}

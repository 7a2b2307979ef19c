package io.belvedere.ingest.feed;

import java.util.SortedMap;
import java.util.TreeMap;

/// The fate of every observation, in total and by partition.
///
/// @param canaries measured and not counted
/// @param uncatalogued how many datastreams send that no catalogue entry describes
/// @param lettersLeftOut how many dead letters came too fast to be written anywhere
/// @param refused how many were rejected because the district has as many datastreams as it may
///     have
public record CounterReading(
    Fates total,
    SortedMap<Integer, Fates> byPartition,
    long canaries,
    int uncatalogued,
    long lettersLeftOut,
    long refused) {

  /// Before anything was received.
  public static final CounterReading NONE =
      new CounterReading(Fates.NONE, new TreeMap<>(), 0, 0, 0, 0);

  public CounterReading {
    byPartition = new TreeMap<>(byPartition);
  }

  /// Each observation that was received ended in exactly one of the other five.
  public record Fates(
      long received,
      long applied,
      long duplicate,
      long outOfOrder,
      long quarantined,
      long rejected) {
    public static final Fates NONE = new Fates(0, 0, 0, 0, 0, 0);

    /// The reconciliation equation.
    public boolean balances() {
      return received == applied + duplicate + outOfOrder + quarantined + rejected;
    }

    public Fates plus(Fates other) {
      return new Fates(
          received + other.received,
          applied + other.applied,
          duplicate + other.duplicate,
          outOfOrder + other.outOfOrder,
          quarantined + other.quarantined,
          rejected + other.rejected);
    }
  }
}

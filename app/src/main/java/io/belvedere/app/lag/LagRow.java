package io.belvedere.app.lag;

import io.belvedere.ingest.lag.LagCurve;
import io.belvedere.ingest.lag.LagStatus;
import java.util.OptionalInt;

/// A district or one of its partitions as it stands in the list, written down.
///
/// @param partition empty for the district itself
/// @param fold what Enter does with a district's partitions
/// @param age how old the figures are; empty while they are fresh
/// @param atRisk whether what waits may soon be deleted, or is
record LagRow(
    String district,
    OptionalInt partition,
    Fold fold,
    String name,
    LagStatus status,
    String age,
    Waiting waiting,
    String deletedIn,
    boolean atRisk,
    LagCurve curve) {
  /// Whether there are rows below that can be shown or put away.
  enum Fold {
    NONE,
    CLOSED,
    OPEN
  }

  /// What waits and what becomes of it, in words.
  record Waiting(String records, String oldest, String trend, String clear) {}

  /// The same for the same district or partition.
  String key() {
    return partition.isEmpty() ? district : district + "/" + partition.getAsInt();
  }
}

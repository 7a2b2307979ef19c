package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.CounterReading.Fates;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts what became of every observation, by partition. Feed thread only; [#read] makes what
/// others
/// see.
final class Counters {
  /// What can become of an observation, and that it was received at all.
  enum Fate {
    RECEIVED,
    APPLIED,
    DUPLICATE,
    OUT_OF_ORDER,
    QUARANTINED,
    REJECTED
  }

  private static final int FATES = Fate.values().length;

  private long[] counts = {};
  private long canaries;

  /// Counts one observation as received and as `fate`.
  void count(int partition, Fate fate) {
    int row = partition * FATES;
    if (counts.length < row + FATES) {
      counts = Arrays.copyOf(counts, Math.max(row + FATES, counts.length * 2));
    }
    counts[row + Fate.RECEIVED.ordinal()]++;
    counts[row + fate.ordinal()]++;
  }

  void countCanary() {
    canaries++;
  }

  CounterReading read(int uncatalogued) {
    SortedMap<Integer, Fates> byPartition = new TreeMap<>();
    Fates total = Fates.NONE;
    for (int partition = 0; partition * FATES < counts.length; partition++) {
      Fates fates =
          new Fates(
              at(partition, Fate.RECEIVED),
              at(partition, Fate.APPLIED),
              at(partition, Fate.DUPLICATE),
              at(partition, Fate.OUT_OF_ORDER),
              at(partition, Fate.QUARANTINED),
              at(partition, Fate.REJECTED));
      if (fates.received() > 0) {
        byPartition.put(partition, fates);
        total = total.plus(fates);
      }
    }
    return new CounterReading(total, byPartition, canaries, uncatalogued);
  }

  private long at(int partition, Fate fate) {
    return counts[partition * FATES + fate.ordinal()];
  }
}

package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.twin.Verdict;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts what became of every observation, by partition. Feed thread only; [#read] makes what
/// others see.
final class Counters {
  private static final int VERDICTS = Verdict.values().length;

  /// By partition: what came in, counted before anything is decided.
  private long[] received = {};

  /// By partition and verdict: what became of it, counted after. An observation that is lost
  /// between the two shows as an equation that does not balance.
  private long[] verdicts = {};
  private long canaries;
  private long refused;

  void receive(int partition) {
    if (partition >= received.length) {
      int partitions = Math.max(partition + 1, received.length * 2);
      received = Arrays.copyOf(received, partitions);
      verdicts = Arrays.copyOf(verdicts, partitions * VERDICTS);
    }
    received[partition]++;
  }

  /// Counts what became of an observation that [#receive] has counted.
  void conclude(int partition, Verdict verdict) {
    verdicts[partition * VERDICTS + verdict.ordinal()]++;
  }

  /// Counts one of those that are rejected because the district has no room for its datastream.
  ///
  /// @return how many there are by now
  long refuse() {
    return ++refused;
  }

  void countCanary() {
    canaries++;
  }

  CounterReading read(int uncatalogued, long lettersLeftOut) {
    SortedMap<Integer, Fates> byPartition = new TreeMap<>();
    Fates total = Fates.NONE;
    for (int partition = 0; partition < received.length; partition++) {
      Fates fates =
          new Fates(
              received[partition],
              at(partition, Verdict.APPLIED),
              at(partition, Verdict.DUPLICATE),
              at(partition, Verdict.OUT_OF_ORDER),
              at(partition, Verdict.QUARANTINED),
              at(partition, Verdict.REJECTED));
      if (fates.received() > 0) {
        byPartition.put(partition, fates);
        total = total.plus(fates);
      }
    }
    return new CounterReading(total, byPartition, canaries, uncatalogued, lettersLeftOut, refused);
  }

  private long at(int partition, Verdict verdict) {
    return verdicts[partition * VERDICTS + verdict.ordinal()];
  }
}

package io.belvedere.ingest.lag;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;

/// Which partitions are held back by a producer's transaction that has not ended: a client that
/// reads only what is committed is told that nothing is left for it, while the partition is longer.
/// One thread.
public final class HeldBack {
  private static final long NOT_SEEN = -1;

  /// Where each stood at the last reading at which it looked held back.
  private long[] stoodAt = new long[0];

  private final BitSet held = new BitSet();

  /// Takes a reading of one partition. Twice at the same place makes sure: an answer may be older
  /// than the other.
  ///
  /// @param position the offset that is read next
  /// @param end where the partition ends, committed or not
  /// @param left records that Kafka has told the reader are left for it; empty if it has not
  public void reading(int partition, long position, long end, OptionalLong left) {
    if (partition >= stoodAt.length) {
      int before = stoodAt.length;
      stoodAt = Arrays.copyOf(stoodAt, partition + 1);
      Arrays.fill(stoodAt, before, stoodAt.length, NOT_SEEN);
    }
    boolean looksHeld = end > position && left.isPresent() && left.getAsLong() == 0;
    held.set(partition, looksHeld && stoodAt[partition] == position);
    stoodAt[partition] = looksHeld ? position : NOT_SEEN;
  }

  /// What is wrong, in words for an operator; empty if nothing is.
  public String words() {
    int count = held.cardinality();
    return count == 0
        ? ""
        : "A producer has begun a transaction and not ended it: what follows it in %s cannot be read."
            .formatted(count == 1 ? "a partition" : count + " partitions");
  }
}

package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.twin.Order;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A run of observations of one datastream, sorted: [Cells], and beside them what is rarely asked
/// for. How many of them count is for the [Course] to say.
final class Chunk {
  private static final long UNKNOWN = -1;

  private final long[] cells;

  /// The event times that quarantined observations came with; null while there is none.
  private long @Nullable [] sentTimes;

  /// The writer's; null while no epoch and no sequence was sent.
  private @Nullable Ties ties;

  /// Found when first asked for, which is when the chunk does not change any more. The writer's.
  private long earliestReceived = UNKNOWN;

  private Chunk(long[] cells, long @Nullable [] sentTimes, @Nullable Ties ties) {
    this.cells = cells;
    this.sentTimes = sentTimes;
    this.ties = ties;
  }

  static Chunk ofCapacity(int capacity) {
    return new Chunk(Cells.ofCapacity(capacity), null, null);
  }

  long[] cells() {
    return cells;
  }

  int capacity() {
    return Cells.capacity(cells);
  }

  /// Whether it keeps none that is quarantined. Writer only.
  boolean isOfBelieved() {
    return sentTimes == null;
  }

  /// Null while no epoch and no sequence was sent. Writer only.
  @Nullable Ties ties() {
    return ties;
  }

  /// [Entry#NOT_QUARANTINED] if the observation was not.
  long sentTime(int index) {
    long[] sent = sentTimes;
    return sent == null ? Entry.NOT_QUARANTINED : sent[index];
  }

  /// Writer only.
  long epoch(int index) {
    return ties == null ? Observation.NOT_SENT : ties.epoch().get(index);
  }

  /// Writer only.
  long sequence(int index) {
    return ties == null ? Observation.NOT_SENT : ties.sequence().get(index);
  }

  /// Whether the one at `index` comes after one that arrives now with the same event time, which
  /// may have been received long ago. Writer only.
  boolean isAfter(int index, Entry entry) {
    int order = Order.compare(epoch(index), sequence(index), entry.epoch(), entry.sequence());
    return order > 0 || (order == 0 && Cells.receiveTime(cells, index) > entry.receiveTime());
  }

  /// Writes an observation where none has been published yet. Writer only.
  ///
  /// @throws IllegalArgumentException if the receive time is before 1970 or after 2112
  void append(int index, Entry entry) {
    write(index, entry, index);
  }

  /// @param size how many there are beside it
  private void write(int index, Entry entry, int size) {
    Cells.write(cells, index, entry);
    if (sentTimes == null && entry.sentTime() != Entry.NOT_QUARANTINED) {
      sentTimes = new long[capacity()];
      Arrays.fill(sentTimes, Entry.NOT_QUARANTINED);
    }
    if (sentTimes != null) {
      sentTimes[index] = entry.sentTime();
    }
    if (ties == null && entry.hasTies()) {
      ties = Ties.notSent(size);
    }
    if (ties != null) {
      ties.insert(index, entry.epoch(), entry.sequence(), size);
    }
  }

  /// Writer only.
  Entry entry(int index) {
    return new Entry(
        Cells.eventTime(cells, index),
        Cells.receiveTime(cells, index),
        Cells.value(cells, index),
        Cells.flags(cells, index),
        epoch(index),
        sequence(index),
        sentTime(index),
        Cells.yields(cells, index));
  }

  /// A chunk with the first `size` of this one and one more at `index`. Writer only.
  Chunk inserted(int index, Entry entry, int size, int capacity) {
    long[] sent = null;
    if (sentTimes != null) {
      sent = new long[capacity];
      System.arraycopy(sentTimes, 0, sent, 0, index);
      System.arraycopy(sentTimes, index, sent, index + 1, size - index);
    }
    Chunk chunk =
        new Chunk(
            Cells.opened(cells, index, size, capacity), sent, ties == null ? null : ties.copy());
    chunk.write(index, entry, size);
    return chunk;
  }

  /// A chunk with those from `from` to before `to`, and no room for more. Writer only.
  Chunk slice(int from, int to) {
    return new Chunk(
        Cells.slice(cells, from, to),
        sentTimes == null ? null : Arrays.copyOfRange(sentTimes, from, to),
        ties == null ? null : ties.slice(from, to));
  }

  /// The same as far as it is filled, for another thread: what is appended to this one is behind
  /// that, and anything else is done to a copy. Writer only.
  Chunk frozen() {
    return new Chunk(cells, sentTimes, ties == null ? null : ties.frozen());
  }

  /// The earliest receive time in a chunk that is full and will not be written to. Writer only.
  long earliestReceived() {
    if (earliestReceived == UNKNOWN) {
      earliestReceived = Long.MAX_VALUE;
      for (int i = 0; i < capacity(); i++) {
        earliestReceived = Math.min(earliestReceived, Cells.receiveTime(cells, i));
      }
    }
    return earliestReceived;
  }
}

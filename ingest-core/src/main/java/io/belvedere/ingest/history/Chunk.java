package io.belvedere.ingest.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A run of observations of one datastream, sorted. One array with three longs for each, so that
/// whoever has found one has all of it in one or two cache lines:
///
/// ```
/// event time            microseconds UTC
/// receive time, flags   52 bits of microseconds UTC (up to the year 2112), 12 bits of flags
/// value                 bits of the double
/// ```
/// How many of them count is for the [Course] to say.
final class Chunk {
  private static final int STRIDE = 3;
  private static final int FLAG_BITS = 12;
  private static final int FLAG_MASK = (1 << FLAG_BITS) - 1;
  private static final long LATEST_RECEIVE_TIME = (1L << (Long.SIZE - FLAG_BITS)) - 1;

  private final long[] cells;

  /// The event times that quarantined observations came with; null while there is none.
  private long @Nullable [] sentTimes;

  /// The writer's.
  private final Ties ties;

  private Chunk(long[] cells, long @Nullable [] sentTimes, Ties ties) {
    this.cells = cells;
    this.sentTimes = sentTimes;
    this.ties = ties;
  }

  static Chunk ofCapacity(int capacity) {
    return new Chunk(new long[capacity * STRIDE], null, new Ties());
  }

  int capacity() {
    return cells.length / STRIDE;
  }

  long eventTime(int index) {
    return cells[index * STRIDE];
  }

  long receiveTime(int index) {
    return cells[index * STRIDE + 1] >>> FLAG_BITS;
  }

  int flags(int index) {
    return (int) cells[index * STRIDE + 1] & FLAG_MASK;
  }

  /// Of all NaNs there is only one here.
  long valueBits(int index) {
    return cells[index * STRIDE + 2];
  }

  double value(int index) {
    return Double.longBitsToDouble(valueBits(index));
  }

  /// [Entry#NOT_QUARANTINED] if the observation was not.
  long sentTime(int index) {
    long[] sent = sentTimes;
    return sent == null ? Entry.NOT_QUARANTINED : sent[index];
  }

  /// Whether the one at `index` comes after one that arrives now with the same event time. Writer
  /// only.
  boolean isAfter(int index, Entry entry) {
    return ties.isAfter(index, entry.epoch(), entry.sequence());
  }

  /// Writes an observation where none has been published yet. Writer only.
  ///
  /// @throws IllegalArgumentException if the receive time is before 1970 or after 2112
  void write(int index, Entry entry) {
    if (entry.receiveTime() < 0 || entry.receiveTime() > LATEST_RECEIVE_TIME) {
      throw new IllegalArgumentException(
          "A receive time of " + entry.receiveTime() + " microseconds cannot be kept.");
    }
    int at = index * STRIDE;
    cells[at] = entry.eventTime();
    cells[at + 1] = entry.receiveTime() << FLAG_BITS | (entry.flags() & FLAG_MASK);
    cells[at + 2] = Double.doubleToLongBits(entry.value());
    if (sentTimes == null && entry.sentTime() != Entry.NOT_QUARANTINED) {
      sentTimes = new long[capacity()];
      Arrays.fill(sentTimes, Entry.NOT_QUARANTINED);
    }
    if (sentTimes != null) {
      sentTimes[index] = entry.sentTime();
    }
    ties.insert(index, entry.epoch(), entry.sequence());
  }

  /// A chunk with the first `size` of this one and one more at `index`. Writer only; only one of
  /// the two chunks may be written to afterwards.
  Chunk inserted(int index, Entry entry, int size, int capacity) {
    long[] into = new long[capacity * STRIDE];
    System.arraycopy(cells, 0, into, 0, index * STRIDE);
    System.arraycopy(cells, index * STRIDE, into, (index + 1) * STRIDE, (size - index) * STRIDE);
    long[] sent = null;
    if (sentTimes != null) {
      sent = new long[capacity];
      System.arraycopy(sentTimes, 0, sent, 0, index);
      System.arraycopy(sentTimes, index, sent, index + 1, size - index);
    }
    Chunk chunk = new Chunk(into, sent, ties);
    chunk.write(index, entry);
    return chunk;
  }

  /// A chunk with those from `from` to before `to`. Writer only.
  Chunk slice(int from, int to) {
    return new Chunk(
        Arrays.copyOfRange(cells, from * STRIDE, to * STRIDE),
        sentTimes == null ? null : Arrays.copyOfRange(sentTimes, from, to),
        ties.slice(from, to));
  }

  long earliestReceived() {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < capacity(); i++) {
      earliest = Math.min(earliest, receiveTime(i));
    }
    return earliest;
  }

  /// The last of the first `size` whose event time is not after `t`; the first one's must not be.
  int floor(long t, int size) {
    int high = size - 1;
    if (eventTime(high) <= t) {
      return high;
    }
    int low = 0;
    // Sensors are regular: a guess by proportion is near, and the bracket around it short.
    double proportion = (double) (t - eventTime(low)) / (double) (eventTime(high) - eventTime(low));
    int guess = Math.clamp((long) (proportion * high), low, high - 1);
    int step = 1;
    if (eventTime(guess) <= t) {
      low = guess;
      while (low + step < high && eventTime(low + step) <= t) {
        low += step;
        step *= 2;
      }
      high = Math.min(high, low + step);
    } else {
      high = guess;
      while (high - step > low && eventTime(high - step) > t) {
        high -= step;
        step *= 2;
      }
      low = Math.max(low, high - step);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (eventTime(middle) <= t) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

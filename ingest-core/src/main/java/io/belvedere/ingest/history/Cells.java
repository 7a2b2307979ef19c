package io.belvedere.ingest.history;

import java.util.Arrays;

/// Observations in one array of longs, three for each, so that whoever has found one has all of it
/// in one or two cache lines:
///
/// ```
/// event time            microseconds UTC
/// receive time, flags   52 bits of microseconds UTC (up to the year 2112), whether it yields, 11
///                       bits of flags
/// value                 bits of the double
/// ```
/// Functions on such arrays instead of methods of an object around them, because a look-up across
/// all datastreams takes as long as the memory that it touches is far apart.
final class Cells {
  private static final int STRIDE = 3;
  private static final int FLAG_BITS = 12;
  private static final int YIELDS = 1 << (FLAG_BITS - 1);
  private static final int FLAG_MASK = YIELDS - 1;
  private static final long LATEST_RECEIVE_TIME = (1L << (Long.SIZE - FLAG_BITS)) - 1;

  private Cells() {}

  static long[] ofCapacity(int capacity) {
    return new long[capacity * STRIDE];
  }

  static int capacity(long[] cells) {
    return cells.length / STRIDE;
  }

  static long eventTime(long[] cells, int index) {
    return cells[index * STRIDE];
  }

  static long receiveTime(long[] cells, int index) {
    return cells[index * STRIDE + 1] >>> FLAG_BITS;
  }

  static int flags(long[] cells, int index) {
    return (int) cells[index * STRIDE + 1] & FLAG_MASK;
  }

  static boolean yields(long[] cells, int index) {
    return (cells[index * STRIDE + 1] & YIELDS) != 0;
  }

  /// Of all NaNs there is only one here.
  static long valueBits(long[] cells, int index) {
    return cells[index * STRIDE + 2];
  }

  static double value(long[] cells, int index) {
    return Double.longBitsToDouble(valueBits(cells, index));
  }

  /// @throws IllegalArgumentException if the receive time is before 1970 or after 2112
  static void write(long[] cells, int index, Entry entry) {
    write(
        cells,
        index,
        entry.eventTime(),
        entry.receiveTime(),
        entry.value(),
        (entry.flags() & FLAG_MASK) | (entry.yields() ? YIELDS : 0));
  }

  /// @throws IllegalArgumentException if the receive time is before 1970 or after 2112
  static void write(
      long[] cells, int index, long eventTime, long receiveTime, double value, int flags) {
    if (receiveTime < 0 || receiveTime > LATEST_RECEIVE_TIME) {
      throw new IllegalArgumentException(
          "A receive time of " + receiveTime + " microseconds cannot be kept.");
    }
    int at = index * STRIDE;
    cells[at] = eventTime;
    cells[at + 1] = receiveTime << FLAG_BITS | (flags & (FLAG_MASK | YIELDS));
    cells[at + 2] = Double.doubleToLongBits(value);
  }

  /// A copy of the first `size`, with room for one more at `index`.
  static long[] opened(long[] cells, int index, int size, int capacity) {
    long[] into = new long[capacity * STRIDE];
    System.arraycopy(cells, 0, into, 0, index * STRIDE);
    System.arraycopy(cells, index * STRIDE, into, (index + 1) * STRIDE, (size - index) * STRIDE);
    return into;
  }

  static long[] slice(long[] cells, int from, int to) {
    return Arrays.copyOfRange(cells, from * STRIDE, to * STRIDE);
  }

  /// The last of those from `from` to before `to` whose event time is not after `t`.
  ///
  /// Sensors are regular: a guess by proportion is near, so the search begins there and widens.
  ///
  /// @param first event time of the first, not after `t`
  /// @param end event time of whatever follows the last; greater than `first`
  static int floor(long[] cells, int from, int to, long t, long first, long end) {
    double proportion = (double) (t - first) / (double) (end - first);
    int low = from;
    int high = to;
    int guess = Math.clamp(from + (long) (proportion * (to - from)), from, to - 1);
    int step = 1;
    if (eventTime(cells, guess) <= t) {
      low = guess;
      while (low + step < high && eventTime(cells, low + step) <= t) {
        low += step;
        step *= 2;
      }
      high = Math.min(high, low + step);
    } else {
      high = guess;
      while (high - step > low && eventTime(cells, high - step) > t) {
        high -= step;
        step *= 2;
      }
      low = Math.max(low, high - step);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (eventTime(cells, middle) <= t) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

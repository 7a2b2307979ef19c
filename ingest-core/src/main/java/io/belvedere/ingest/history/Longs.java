package io.belvedere.ingest.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A short list of longs that mostly stay the same or grow by the same step: nothing is stored
/// while they do, four bytes each while they are near the first, eight otherwise. How many there
/// are is for whoever keeps it to know: appending one that is [foretold][#foretells] may be left
/// out. One thread, but for what is [frozen][#frozen].
final class Longs {
  /// A longer one would carry a short list too far from its first.
  private static final long LONGEST_STEP = 1 << 20;

  private long base;
  private long step;
  private int @Nullable [] offsets;
  private long @Nullable [] wide;

  /// Whether [#get] tells what follows the last, as long as it goes on like that.
  boolean foretells() {
    return offsets == null && wide == null;
  }

  /// By how much each is more than the one before, if all are [foretold][#foretells].
  long step() {
    return step;
  }

  long get(int index) {
    if (wide != null) {
      return wide[index];
    }
    return base + (offsets == null ? index * step : offsets[index]);
  }

  /// @param size how many there are before
  void insert(int index, long value, int size) {
    if (size == 0) {
      base = value;
      step = 0;
    } else if (!isForetold(index, value, size)) {
      if (wide == null && !isNear(value)) {
        wide = widened(size);
        offsets = null;
      }
      if (wide != null) {
        wide = open(wide, index, size);
        wide[index] = value;
      } else {
        offsets = open(offsets == null ? stepped(size) : offsets, index, size);
        offsets[index] = (int) (value - base);
      }
    }
  }

  private boolean isForetold(int index, long value, int size) {
    if (!foretells()) {
      return false;
    }
    if (size == 1 && index == 1 && isStep(value - base)) {
      step = value - base;
    }
    return value == base + index * step && (index == size || step == 0);
  }

  private static boolean isStep(long difference) {
    return -LONGEST_STEP <= difference && difference <= LONGEST_STEP;
  }

  /// Those from `from` to before `to`, as a list of their own.
  Longs slice(int from, int to) {
    Longs slice = new Longs();
    for (int i = from; i < to; i++) {
      slice.insert(i - from, get(i), i - from);
    }
    return slice;
  }

  Longs copy() {
    Longs copy = frozen();
    copy.offsets = offsets == null ? null : offsets.clone();
    copy.wide = wide == null ? null : wide.clone();
    return copy;
  }

  /// The same as far as it is filled, for another thread, while this one is appended to: that
  /// writes behind what is shared.
  Longs frozen() {
    Longs frozen = new Longs();
    frozen.base = base;
    frozen.step = step;
    frozen.offsets = offsets;
    frozen.wide = wide;
    return frozen;
  }

  private boolean isNear(long value) {
    long offset = value - base;
    // The subtraction has overflowed if the signs say so.
    return ((value ^ base) & (value ^ offset)) >= 0 && offset == (int) offset;
  }

  private int[] stepped(int size) {
    int[] all = new int[Math.max(8, size)];
    Arrays.setAll(all, i -> (int) (i * step));
    return all;
  }

  private long[] widened(int size) {
    long[] all = new long[Math.max(8, size)];
    for (int i = 0; i < size; i++) {
      all[i] = get(i);
    }
    return all;
  }

  private static int[] open(int[] from, int index, int size) {
    int[] into = size == from.length ? Arrays.copyOf(from, size * 2) : from;
    if (index < size) {
      System.arraycopy(from, index, into, index + 1, size - index);
    }
    return into;
  }

  private static long[] open(long[] from, int index, int size) {
    long[] into = size == from.length ? Arrays.copyOf(from, size * 2) : from;
    if (index < size) {
      System.arraycopy(from, index, into, index + 1, size - index);
    }
    return into;
  }
}

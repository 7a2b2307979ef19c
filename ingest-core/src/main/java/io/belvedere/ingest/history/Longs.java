package io.belvedere.ingest.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A short list of longs that are mostly all the same or near each other: nothing is stored while
/// they are the same, four bytes each while they are near the first, eight otherwise. One thread.
final class Longs {
  private long base;
  private int size;
  private int @Nullable [] offsets;
  private long @Nullable [] wide;

  int size() {
    return size;
  }

  long get(int index) {
    if (wide != null) {
      return wide[index];
    }
    return offsets == null ? base : base + offsets[index];
  }

  void insert(int index, long value) {
    if (size == 0) {
      base = value;
    }
    if (wide == null && !isNear(value)) {
      widen();
    }
    if (wide != null) {
      wide = open(wide, index);
      wide[index] = value;
    } else if (offsets != null || value != base) {
      offsets = open(offsets == null ? new int[Math.max(8, size)] : offsets, index);
      offsets[index] = (int) (value - base);
    }
    size++;
  }

  /// Those from `from` to before `to`, as a list of their own.
  Longs slice(int from, int to) {
    Longs slice = new Longs();
    for (int i = from; i < to; i++) {
      slice.insert(i - from, get(i));
    }
    return slice;
  }

  private boolean isNear(long value) {
    long offset = value - base;
    // The subtraction has overflowed if the signs say so.
    return ((value ^ base) & (value ^ offset)) >= 0 && offset == (int) offset;
  }

  private void widen() {
    long[] all = new long[Math.max(8, size)];
    for (int i = 0; i < size; i++) {
      all[i] = get(i);
    }
    wide = all;
    offsets = null;
  }

  private int[] open(int[] from, int index) {
    int[] into = size == from.length ? Arrays.copyOf(from, size * 2) : from;
    if (index < size) {
      System.arraycopy(from, index, into, index + 1, size - index);
    }
    return into;
  }

  private long[] open(long[] from, int index) {
    long[] into = size == from.length ? Arrays.copyOf(from, size * 2) : from;
    if (index < size) {
      System.arraycopy(from, index, into, index + 1, size - index);
    }
    return into;
  }
}

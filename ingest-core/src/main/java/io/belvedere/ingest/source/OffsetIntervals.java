package io.belvedere.ingest.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which offsets of a partition have been applied, as a set of intervals that do not touch: for a
/// partition that is read in order there is one. Adding in order takes constant time, anything else
/// a search and the shift of what lies behind.
///
/// Not safe for use by several threads; [#snapshot] is.
public final class OffsetIntervals {
  /// Offsets from `from` on and before `to`.
  public record Interval(long from, long to) {
    /// @throws IllegalArgumentException if it would be empty or begin before 0
    public Interval {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "An interval of offsets cannot reach from " + from + " to " + to + ".");
      }
    }
  }

  /// Ascending and without touching each other: `from[i] < to[i] < from[i + 1]`.
  private long[] from = new long[4];

  private long[] to = new long[4];
  private int size;

  public static OffsetIntervals of(List<Interval> intervals) {
    var offsets = new OffsetIntervals();
    intervals.forEach(interval -> offsets.add(interval.from(), interval.to()));
    return offsets;
  }

  /// The same offsets, of which those that are added or truncated later are its own.
  public static OffsetIntervals copyOf(OffsetIntervals other) {
    var offsets = new OffsetIntervals();
    offsets.addAll(other);
    return offsets;
  }

  public boolean contains(long offset) {
    if (size == 0 || offset >= to[size - 1]) {
      return false;
    }
    return from[firstEndingBehind(offset)] <= offset;
  }

  /// Adds one offset.
  ///
  /// @return whether it was missing: a record is applied if and only if it was
  public boolean add(long offset) {
    if (contains(offset)) {
      return false;
    }
    add(offset, offset + 1);
    return true;
  }

  /// Adds the offsets from `start` on and before `end`; some or all may be there already.
  ///
  /// @throws IllegalArgumentException if there are none or they begin before 0
  public void add(long start, long end) {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "An interval of offsets cannot reach from " + start + " to " + end + ".");
    }
    if (size > 0 && to[size - 1] == start) {
      to[size - 1] = end;
      return;
    }
    // Touching intervals become one, so those that end at the start take part.
    int first = firstEndingBehind(start - 1);
    int behind = first;
    while (behind < size && from[behind] <= end) {
      behind++;
    }
    if (behind == first) {
      insert(first, start, end);
    } else {
      from[first] = Math.min(from[first], start);
      to[first] = Math.max(to[behind - 1], end);
      remove(first + 1, behind);
    }
  }

  public void addAll(OffsetIntervals other) {
    for (int i = 0; i < other.size; i++) {
      add(other.from[i], other.to[i]);
    }
  }

  /// Forgets all offsets from `offset` on: the log was truncated there.
  public void truncate(long offset) {
    int first = firstEndingBehind(offset);
    if (first < size && from[first] < offset) {
      to[first] = offset;
      first++;
    }
    size = first;
  }

  /// The lowest offset that is missing.
  public long firstMissing() {
    return size == 0 || from[0] > 0 ? 0 : to[0];
  }

  /// Where the first interval ends; -1 if there is none.
  public long firstEnd() {
    return size == 0 ? -1 : to[0];
  }

  /// Where the last interval ends; -1 if there is none.
  public long lastEnd() {
    return size == 0 ? -1 : to[size - 1];
  }

  /// How many offsets are in it.
  public long count() {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += to[i] - from[i];
    }
    return count;
  }

  /// What is in it now, in ascending order.
  public List<Interval> snapshot() {
    List<Interval> intervals = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      intervals.add(new Interval(from[i], to[i]));
    }
    return List.copyOf(intervals);
  }

  @Override
  public String toString() {
    return snapshot().toString();
  }

  /// The index of the first interval whose end is greater than `offset`; [#size] if there is none.
  private int firstEndingBehind(long offset) {
    int found = Arrays.binarySearch(to, 0, size, offset);
    return found < 0 ? -found - 1 : found + 1;
  }

  private void insert(int index, long start, long end) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
    System.arraycopy(from, index, from, index + 1, size - index);
    System.arraycopy(to, index, to, index + 1, size - index);
    from[index] = start;
    to[index] = end;
    size++;
  }

  private void remove(int start, int end) {
    System.arraycopy(from, end, from, start, size - end);
    System.arraycopy(to, end, to, start, size - end);
    size -= end - start;
  }
}

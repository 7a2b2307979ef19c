package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Flags;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// How many observations of each severity there are in each second of event time, with sums over
/// ten seconds, a minute and ten minutes, so that any range is a few additions. One thread writes,
/// any thread reads; a reader may miss the very newest.
final class Density {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

  /// Seconds in a page, and the coarsest sum.
  private static final int PAGE = 600;

  private static final int MINUTE = 60;
  private static final int TEN = 10;

  // Where each level begins in a page, in cells of one severity each.
  private static final int TENS = PAGE;
  private static final int MINUTES = TENS + PAGE / TEN;
  private static final int WHOLE = MINUTES + PAGE / MINUTE;
  private static final int CELLS = (WHOLE + 1) * Severity.COUNT;

  private volatile Pages pages = new Pages(new long[0], new int[0][]);

  /// Sorted by key: the page's first second divided by [#PAGE].
  @SuppressWarnings("ArrayRecordComponent") // columns; never compared
  private record Pages(long[] keys, int[][] cells) {
    int find(long key) {
      // Nearly always it is the newest.
      int last = keys.length - 1;
      return last >= 0 && keys[last] == key ? last : Arrays.binarySearch(keys, key);
    }
  }

  static long secondOf(long micros) {
    return Math.floorDiv(micros, Micros.PER_SECOND);
  }

  /// The first second that begins at `micros` or after it.
  static long secondFrom(long micros) {
    return Math.ceilDiv(micros, Micros.PER_SECOND);
  }

  // The writer's side.

  void add(long eventTime, Severity severity) {
    add(secondOf(eventTime), severity.ordinal(), 1);
  }

  void remove(long eventTime, Severity severity) {
    add(secondOf(eventTime), severity.ordinal(), -1);
  }

  private void add(long second, int severity, int count) {
    int[] page = page(Math.floorDiv(second, (long) PAGE));
    int in = Math.floorMod(second, PAGE);
    bump(page, in, severity, count);
    bump(page, TENS + in / TEN, severity, count);
    bump(page, MINUTES + in / MINUTE, severity, count);
    bump(page, WHOLE, severity, count);
  }

  /// Forgets everything before a whole second.
  void dropBefore(long second) {
    Pages old = pages;
    long key = Math.floorDiv(second, (long) PAGE);
    int at = old.find(key);
    int from = at < 0 ? -at - 1 : at;
    long[] keys = Arrays.copyOfRange(old.keys, from, old.keys.length);
    int[][] cells = Arrays.copyOfRange(old.cells, from, old.cells.length);
    if (at >= 0) {
      cells[0] = without(old.cells[at], Math.floorMod(second, PAGE));
    }
    pages = new Pages(keys, cells);
  }

  /// How many cells [#read] gives for a range of whole seconds.
  static int cells(long from, long to) {
    return Math.toIntExact((secondOf(to) - secondOf(from)) * Severity.COUNT);
  }

  /// What was counted in each second of a range of whole seconds: `out[second * Severity.COUNT +
  /// severity.ordinal()]`.
  int[] read(long from, long to) {
    int[] out = new int[cells(from, to)];
    Pages all = pages;
    for (int i = 0; i < all.keys.length; i++) {
      long first = Math.max(secondOf(from), all.keys[i] * PAGE);
      long end = Math.min(secondOf(to), (all.keys[i] + 1) * PAGE);
      if (first < end) {
        System.arraycopy(
            all.cells[i],
            (int) (first - all.keys[i] * PAGE) * Severity.COUNT,
            out,
            (int) (first - secondOf(from)) * Severity.COUNT,
            (int) (end - first) * Severity.COUNT);
      }
    }
    return out;
  }

  /// Adds what [#read] gave, from another time.
  void addAll(long from, int[] counted) {
    for (int i = 0; i < counted.length; i++) {
      if (counted[i] != 0) {
        add(secondOf(from) + i / Severity.COUNT, i % Severity.COUNT, counted[i]);
      }
    }
  }

  /// Forgets what a slab has that goes, but for what came too late for it and stays.
  void remove(Slab slab, Courses late) {
    int[] counted = read(slab.from(), slab.to());
    late.forEach(
        slab.from(),
        slab.to(),
        (course, position) -> {
          int second = (int) (secondOf(course.eventTime(position)) - secondOf(slab.from()));
          counted[second * Severity.COUNT + Flags.severity(course.flags(position)).ordinal()]--;
        });
    Arrays.setAll(counted, i -> -counted[i]);
    addAll(slab.from(), counted);
  }

  /// The earliest whole second such that at least `many` observations lie before it, counted from
  /// the second `from` on; `limit` if there is none before that.
  long secondAfter(long from, long many, long limit) {
    Pages all = pages;
    long counted = 0;
    int at = all.find(Math.floorDiv(from, (long) PAGE));
    for (int i = at < 0 ? -at - 1 : at; i < all.keys.length; i++) {
      long start = all.keys[i] * PAGE;
      int end = Math.clamp(limit - start, 0, PAGE);
      for (int second = (int) Math.max(0, from - start); second < end; second++) {
        counted += total(all.cells[i], second);
        if (counted >= many) {
          return start + second + 1;
        }
      }
    }
    return limit;
  }

  private int[] page(long key) {
    Pages old = pages;
    int at = old.find(key);
    if (at >= 0) {
      return old.cells[at];
    }
    int insert = -at - 1;
    int length = old.keys.length;
    long[] keys = Arrays.copyOf(old.keys, length + 1);
    int[][] cells = Arrays.copyOf(old.cells, length + 1);
    System.arraycopy(old.keys, insert, keys, insert + 1, length - insert);
    System.arraycopy(old.cells, insert, cells, insert + 1, length - insert);
    keys[insert] = key;
    cells[insert] = new int[CELLS];
    pages = new Pages(keys, cells);
    return cells[insert];
  }

  private static void bump(int[] page, int cell, int severity, int count) {
    int at = cell * Severity.COUNT + severity;
    CELL.setOpaque(page, at, page[at] + count);
  }

  private static int[] without(int[] page, int seconds) {
    int[] rest = new int[CELLS];
    for (int second = seconds; second < PAGE; second++) {
      for (int severity = 0; severity < Severity.COUNT; severity++) {
        int count = page[second * Severity.COUNT + severity];
        rest[second * Severity.COUNT + severity] = count;
        rest[(TENS + second / TEN) * Severity.COUNT + severity] += count;
        rest[(MINUTES + second / MINUTE) * Severity.COUNT + severity] += count;
        rest[WHOLE * Severity.COUNT + severity] += count;
      }
    }
    return rest;
  }

  private static long total(int[] page, int cell) {
    long total = 0;
    for (int severity = 0; severity < Severity.COUNT; severity++) {
      total += page[cell * Severity.COUNT + severity];
    }
    return total;
  }

  // The readers' side.

  /// Adds the observations in the whole seconds from `from` to before `to` to
  /// `out[severity.ordinal() * columns + column]`.
  void addTo(int[] out, int columns, int column, long from, long to) {
    Pages all = pages;
    int at = all.find(Math.floorDiv(from, (long) PAGE));
    for (int i = at < 0 ? -at - 1 : at; i < all.keys.length; i++) {
      long start = all.keys[i] * PAGE;
      if (start >= to) {
        return;
      }
      int first = (int) Math.max(0, from - start);
      int end = (int) Math.min(PAGE, to - start);
      addPage(all.cells[i], first, end, out, columns, column);
    }
  }

  private static void addPage(int[] page, int first, int end, int[] out, int columns, int column) {
    int second = first;
    while (second < end) {
      int cell;
      if (second == 0 && end == PAGE) {
        cell = WHOLE;
        second = PAGE;
      } else if (second % MINUTE == 0 && second + MINUTE <= end) {
        cell = MINUTES + second / MINUTE;
        second += MINUTE;
      } else if (second % TEN == 0 && second + TEN <= end) {
        cell = TENS + second / TEN;
        second += TEN;
      } else {
        cell = second;
        second++;
      }
      for (int severity = 0; severity < Severity.COUNT; severity++) {
        out[severity * columns + column] +=
            (int) CELL.getOpaque(page, cell * Severity.COUNT + severity);
      }
    }
  }
}

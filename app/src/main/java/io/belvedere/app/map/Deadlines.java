package io.belvedere.app.map;

import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// When each thing is to be judged again although nothing has come of it. The hands of a clock go
/// over the seconds; whatever lies in a second that they pass is looked at, and nothing else.
final class Deadlines {
  /// No power of two, so that whole minutes do not fall together; what is due later than in so many
  /// seconds is passed by once a round.
  private static final int SECONDS = 4_093;

  private static final int NONE = -1;

  private final long[] deadline;

  /// Where each thing lies, or [#NONE].
  private final int[] slot;

  // What lies in one second, in chains both ways.
  private final int[] first = new int[SECONDS];
  private final int[] next;
  private final int[] previous;
  private long now = Long.MIN_VALUE;

  /// @param things how many there are
  Deadlines(int things) {
    deadline = new long[things];
    slot = new int[things];
    next = new int[things];
    previous = new int[things];
    clear(Long.MIN_VALUE);
  }

  /// Forgets all deadlines.
  ///
  /// @param now from where time goes on, microseconds
  void clear(long now) {
    this.now = now;
    Arrays.fill(slot, NONE);
    Arrays.fill(first, NONE);
  }

  /// @param at microseconds; [Long#MAX_VALUE] for never
  void put(int thing, long at) {
    deadline[thing] = at;
    int to = at == Long.MAX_VALUE ? NONE : slot(second(Math.max(at, now)));
    if (to != slot[thing]) {
      takeOut(thing);
      slot[thing] = to;
      if (to != NONE) {
        chain(thing, to);
      }
    }
  }

  /// Shows each thing whose deadline has come; it comes again in the next call unless it gets
  /// another.
  ///
  /// @param now no less than in the call before
  void pass(long now, IntConsumer due) {
    long from = second(this.now);
    long to = second(now);
    this.now = now;
    for (long second = Math.max(from, to - SECONDS + 1); second <= to; second++) {
      int following;
      for (int thing = first[slot(second)]; thing != NONE; thing = following) {
        following = next[thing];
        if (deadline[thing] <= now) {
          put(thing, deadline[thing]);
          due.accept(thing);
        }
      }
    }
  }

  private void chain(int thing, int to) {
    previous[thing] = NONE;
    next[thing] = first[to];
    if (first[to] != NONE) {
      previous[first[to]] = thing;
    }
    first[to] = thing;
  }

  private void takeOut(int thing) {
    if (slot[thing] == NONE) {
      return;
    }
    if (previous[thing] == NONE) {
      first[slot[thing]] = next[thing];
    } else {
      next[previous[thing]] = next[thing];
    }
    if (next[thing] != NONE) {
      previous[next[thing]] = previous[thing];
    }
  }

  private static long second(long instant) {
    return Math.floorDiv(instant, Micros.PER_SECOND);
  }

  private static int slot(long second) {
    return Math.floorMod(second, SECONDS);
  }
}

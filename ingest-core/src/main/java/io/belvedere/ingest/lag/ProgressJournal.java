package io.belvedere.ingest.lag;

import io.belvedere.ingest.history.ProgressMark;
import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import java.util.List;

/// What the progress of one partition was at any instant of the past, to about a second. One thread
/// writes, any thread reads.
///
/// While all is well progress follows time at some distance; only changes of that distance are
/// kept, and where nothing was heard at all. So a quiet day costs nothing, and an outage two
/// entries.
final class ProgressJournal {
  /// The distance may wander so far before it is kept again, and nothing may be heard for so long.
  private static final long TOLERANCE = Micros.PER_SECOND;

  /// The probe asks once a second; somewhat later is not silence yet.
  private static final long SILENCE = TOLERANCE * 3 / 2;

  private final long kept;
  private volatile Entries entries = new Entries(8);
  private volatile long lastNoted = ProgressClock.NONE;
  private volatile long lastProgress = ProgressClock.NONE;

  // The writer's: what has been told.
  private int told;
  private long toldUntil = ProgressClock.NONE;

  /// From an instant on, progress stood at `value`, or followed at the distance `value`.
  private static final class Entries {
    final long[] from;
    final long[] value;
    final boolean[] stood;
    volatile int size;

    Entries(int length) {
      from = new long[length];
      value = new long[length];
      stood = new boolean[length];
    }

    /// Of those that are not after `t`, the last; -1 if there is none.
    int lastUntil(long t, int count) {
      int found = Arrays.binarySearch(from, 0, count, t);
      if (found < 0) {
        return -found - 2;
      }
      while (found + 1 < count && from[found + 1] == t) {
        found++;
      }
      return found;
    }

    Entries without(int first, int length) {
      var others = new Entries(length);
      int count = size - first;
      System.arraycopy(from, first, others.from, 0, count);
      System.arraycopy(value, first, others.value, 0, count);
      System.arraycopy(stood, first, others.stood, 0, count);
      others.size = count;
      return others;
    }
  }

  /// @param kept for how long entries are kept, microseconds
  ProgressJournal(long kept) {
    this.kept = kept;
  }

  /// @param now microseconds UTC; what is before an earlier `now` is ignored
  /// @param seen the progress, microseconds UTC
  void note(long now, long seen) {
    if (seen == ProgressClock.NONE || now < lastNoted) {
      return;
    }
    // A clock that began anew may read again what an earlier one had seen.
    long progress = Math.max(seen, lastProgress);
    if (lastNoted != ProgressClock.NONE && now - lastNoted > SILENCE) {
      add(lastNoted, lastProgress, true);
      add(now, now - progress, false);
    } else if (entries.size == 0 || hasWandered(now - progress)) {
      add(now, now - progress, false);
    }
    lastProgress = progress;
    lastNoted = now;
  }

  private boolean hasWandered(long distance) {
    Entries e = entries;
    return e.stood[e.size - 1] || Math.abs(distance - e.value[e.size - 1]) > TOLERANCE;
  }

  private void add(long from, long value, boolean stood) {
    if (entries.size == entries.from.length) {
      makeRoom(from);
    }
    Entries e = entries;
    int at = e.size;
    e.from[at] = from;
    e.value[at] = value;
    e.stood[at] = stood;
    e.size = at + 1;
  }

  private void makeRoom(long now) {
    Entries e = entries;
    int old = old(now);
    entries = e.without(old, old > e.size / 2 ? e.from.length : e.from.length * 2);
    told = Math.max(0, told - old);
  }

  /// How many entries say nothing of the time that is kept.
  private int old(long now) {
    Entries e = entries;
    return Math.max(0, e.lastUntil(now - kept, e.size));
  }

  /// Tells what has come since it was last told.
  ///
  /// @param seen whether to tell as well what was noted last
  void tell(int partition, boolean seen, List<ProgressMark> to) {
    Entries e = entries;
    for (; told < e.size; told++) {
      long from = e.from[told];
      to.add(
          e.stood[told]
              ? new ProgressMark(partition, ProgressMark.Kind.STOOD, from, e.value[told])
              : new ProgressMark(
                  partition, ProgressMark.Kind.FOLLOWED, from, from - e.value[told]));
    }
    if (seen && lastNoted != toldUntil) {
      to.add(new ProgressMark(partition, ProgressMark.Kind.SEEN, lastNoted, lastProgress));
      toldUntil = lastNoted;
    }
  }

  /// Tells everything that is kept.
  void tellAll(int partition, List<ProgressMark> to) {
    if (lastNoted != ProgressClock.NONE) {
      told = old(lastNoted);
      toldUntil = ProgressClock.NONE;
      tell(partition, /* seen= */ true, to);
    }
  }

  /// Takes over what was told by an earlier run, in its order. What would be out of order is left
  /// out.
  void restore(ProgressMark mark) {
    Entries e = entries;
    if (mark.from() < lastNoted || (e.size > 0 && mark.from() < e.from[e.size - 1])) {
      return;
    }
    switch (mark.kind()) {
      case STOOD -> add(mark.from(), mark.progress(), true);
      case FOLLOWED -> add(mark.from(), mark.from() - mark.progress(), false);
      case SEEN -> {}
    }
    lastProgress = mark.progress();
    lastNoted = mark.from();
    told = entries.size;
    toldUntil = lastNoted;
  }

  /// The progress that was noted last; [ProgressClock#NONE] before.
  long last() {
    return lastProgress;
  }

  /// [ProgressClock#NONE] before anything was noted.
  long at(long t) {
    Entries e = entries;
    int count = e.size;
    int at = e.lastUntil(t, count);
    if (at < 0) {
      return ProgressClock.NONE;
    }
    if (at == count - 1 && t > lastNoted) {
      return lastProgress;
    }
    return e.stood[at] ? e.value[at] : t - e.value[at];
  }
}

package io.belvedere.ingest.lag;

import io.belvedere.ingest.time.Micros;
import java.util.Arrays;

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

  private volatile Entries entries = new Entries(new long[8], new long[8], new boolean[8]);
  private volatile int size;
  private volatile long lastNoted = ProgressClock.NONE;
  private volatile long lastProgress = ProgressClock.NONE;

  /// From an instant on, progress stood at `value`, or followed at the distance `value`.
  @SuppressWarnings("ArrayRecordComponent") // columns; never compared
  private record Entries(long[] from, long[] value, boolean[] stood) {
    Entries grown() {
      int length = from.length * 2;
      return new Entries(
          Arrays.copyOf(from, length), Arrays.copyOf(value, length), Arrays.copyOf(stood, length));
    }
  }

  /// @param now microseconds UTC; what is before an earlier `now` is ignored
  void note(long now, long progress) {
    if (progress == ProgressClock.NONE || now < lastNoted) {
      return;
    }
    if (lastNoted != ProgressClock.NONE && now - lastNoted > SILENCE) {
      add(lastNoted, lastProgress, true);
      add(now, now - progress, false);
    } else if (size == 0 || hasWandered(now - progress)) {
      add(now, now - progress, false);
    }
    lastProgress = progress;
    lastNoted = now;
  }

  private boolean hasWandered(long distance) {
    Entries e = entries;
    return e.stood[size - 1] || Math.abs(distance - e.value[size - 1]) > TOLERANCE;
  }

  private void add(long from, long value, boolean stood) {
    int at = size;
    if (at == entries.from.length) {
      entries = entries.grown();
    }
    Entries e = entries;
    e.from[at] = from;
    e.value[at] = value;
    e.stood[at] = stood;
    size = at + 1;
  }

  /// [ProgressClock#NONE] before anything was noted.
  long at(long t) {
    int count = size;
    Entries e = entries;
    int found = Arrays.binarySearch(e.from, 0, count, t);
    int at = found >= 0 ? lastOf(e.from, found, count) : -found - 2;
    if (at < 0) {
      return ProgressClock.NONE;
    }
    if (at == count - 1 && t > lastNoted) {
      return lastProgress;
    }
    return e.stood[at] ? e.value[at] : t - e.value[at];
  }

  private static int lastOf(long[] from, int found, int count) {
    int last = found;
    while (last + 1 < count && from[last + 1] == from[found]) {
      last++;
    }
    return last;
  }
}

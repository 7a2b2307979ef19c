package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;

/// Finds the state of every datastream at one instant as it was known at another. Of nearly all,
/// what holds had been received; the others are sought slab by slab, all of them in one slab before
/// any in the one before, because after an outage they are many and look through the same slabs.
///
/// Used by one thread, for question after question; its arrays grow and stay.
final class Hindsight {
  private final BlockReader reader = new BlockReader();

  // Those of which nothing is found yet, ascending, and up to when they are to be sought.
  private int[] missing = {};
  private long[] until = {};
  private int size;

  /// Fills `out` with what had been received by `known` of the state at `t`.
  void asKnown(Sealed all, long t, long known, DistrictState out) {
    begin(out.size());
    int stretch = all.stretch(t);
    if (stretch == all.last()) {
      askHead(all, t, known, out);
    } else if (stretch >= 0) {
      askSlab(all.slabs()[stretch], t, known, out);
    }
    while (size > 0) {
      // What is sought lies before the slab that it was sought in last.
      stretch = Math.min(stretch - 1, all.stretch(newest()));
      if (stretch < 0) {
        break;
      }
      askOlder(all, stretch, known, out);
    }
    askLate(all, t, known, out);
  }

  private void begin(int datastreams) {
    size = 0;
    if (missing.length < datastreams) {
      missing = new int[datastreams];
      until = new long[datastreams];
    }
  }

  private void askHead(Sealed all, long t, long known, DistrictState out) {
    DistrictState keyframe = all.keyframe();
    for (int d = 0; d < out.size(); d++) {
      Course course = all.head().get(d);
      long position = course == null ? Course.NOWHERE : course.floor(t, known);
      if (course != null && position != Course.NOWHERE) {
        course.copyTo(position, d, out);
      } else if (keyframe.isKnown(d)) {
        if (keyframe.receiveTime(d) <= known) {
          out.copyRow(keyframe, d);
        } else {
          keep(d, keyframe.eventTime(d));
        }
      }
    }
  }

  private void askSlab(Slab slab, long t, long known, DistrictState out) {
    slab.asKnown(t, known, reader, out);
    for (int d = 0; d < out.size(); d++) {
      if (!out.isKnown(d)) {
        ask(slab, d, t, known, out);
      }
    }
  }

  private void askOlder(Sealed all, int stretch, long known, DistrictState out) {
    Slab slab = all.slabs()[stretch];
    boolean isBehindAnother = all.isBehindAnother(stretch);
    int count = size;
    size = 0;
    for (int i = 0; i < count; i++) {
      if (until[i] < slab.from()) {
        keep(missing[i], until[i]);
      } else if (isBehindAnother && slab.isReceivedAfter(known, missing[i])) {
        // What its keyframe says, the slab before says too.
        keep(missing[i], slab.from() - 1);
      } else {
        ask(slab, missing[i], until[i], known, out);
      }
    }
  }

  private void ask(Slab slab, int d, long t, long known, DistrictState out) {
    long before = slab.asKnown(d, t, known, reader, out);
    if (before != DistrictState.NONE) {
      keep(d, before);
    }
  }

  private void keep(int datastream, long t) {
    missing[size] = datastream;
    until[size] = t;
    size++;
  }

  private long newest() {
    long newest = until[0];
    for (int i = 1; i < size; i++) {
      newest = Math.max(newest, until[i]);
    }
    return newest;
  }

  private static void askLate(Sealed all, long t, long known, DistrictState out) {
    Courses late = all.late();
    if (late.isEmpty()) {
      return;
    }
    long to = all.lastSealed(t);
    for (int d = 0; d < out.size(); d++) {
      Course course = late.get(d, out.eventTime(d), to);
      if (course != null) {
        Sealed.setIfHolds(course, course.floor(t, known), d, out);
      }
    }
  }
}

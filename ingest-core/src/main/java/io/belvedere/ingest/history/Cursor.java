package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.lang.ref.WeakReference;

/// Answers what [Sealed#latestAt] answers, and sees when it is asked to go forward in small steps,
/// as play does: then it knows of every datastream when its next observation comes, and looks only
/// at those whose time has come. Whatever else changes is asked for anew.
///
/// Used by one thread.
final class Cursor {
  /// In a longer step so many datastreams change that asking anew is as fast.
  static final long LONGEST_STEP = Micros.PER_SECOND;

  private static final WeakReference<Sealed> NOTHING = new WeakReference<>(null);

  private final BlockReader reader = new BlockReader();
  private final DistrictState state = new DistrictState();

  /// The event time of the first observation that is newer than the state, by datastream.
  private long[] next = {};

  // What was asked last. Weakly, so that nothing of the past is kept for a thread that asks no
  // more.
  private WeakReference<Sealed> past = NOTHING;
  private long late;
  private long at;
  private int datastreams;
  private boolean isPlaced;

  /// Fills `out`, with room for `datastreams`, with the state at `t`.
  void latestAt(Sealed all, long t, int datastreams, DistrictState out) {
    // Taken before anything is looked at, so that what comes meanwhile counts as new.
    long late = all.late().revision();
    out.reset(t, datastreams);
    if (!isStep(all, t, late, datastreams)) {
      all.latestAt(t, reader, out);
      remember(all, late, datastreams);
    } else {
      if (isPlaced) {
        advance(all, t);
      } else {
        place(all, t);
      }
      out.copyColumns(state);
    }
    at = t;
  }

  private boolean isStep(Sealed all, long t, long late, int datastreams) {
    return past.refersTo(all)
        && late == this.late
        && datastreams == this.datastreams
        && t >= at
        && t - at <= LONGEST_STEP
        && all.stretch(t) == all.stretch(at)
        && all.isSlab(all.stretch(t));
  }

  private void remember(Sealed all, long late, int datastreams) {
    if (!past.refersTo(all)) {
      past = new WeakReference<>(all);
    }
    this.late = late;
    this.datastreams = datastreams;
    isPlaced = false;
  }

  private void place(Sealed all, long t) {
    state.reset(t, datastreams);
    if (next.length < datastreams) {
      next = new long[datastreams];
    }
    int stretch = all.stretch(t);
    for (int d = 0; d < datastreams; d++) {
      next[d] = all.latestAt(d, t, stretch, reader, state);
    }
    isPlaced = true;
  }

  private void advance(Sealed all, long t) {
    int stretch = all.stretch(t);
    for (int d = 0; d < datastreams; d++) {
      if (next[d] <= t) {
        next[d] = all.latestAt(d, t, stretch, reader, state);
      }
    }
  }

  /// Whether the last answer came from going forward.
  boolean isPlaced() {
    return isPlaced;
  }
}

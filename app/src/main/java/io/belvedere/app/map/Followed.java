package io.belvedere.app.map;

import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The state of one district from instant to instant: whether it is that of a moment later, so that
/// only what was set since and what has grown old need be judged again.
final class Followed {
  private @Nullable DistrictState state;
  private long mark;
  private long instant;
  private long[] progress = {};

  /// Takes in the state of another instant.
  ///
  /// @param changed is shown every datastream that was set since, as often as it was
  /// @return false if any datastream may look otherwise than before: it is another state, or of
  ///     before, or how a partition is judged has changed
  boolean goesOn(DistrictState to, IntConsumer changed) {
    boolean goesOn =
        to == state && to.instant() >= instant && judgesAlike(to) && to.forEachSince(mark, changed);
    state = to;
    mark = to.mark();
    instant = to.instant();
    if (progress.length != to.partitions()) {
      progress = new long[to.partitions()];
    }
    for (int p = 0; p < progress.length; p++) {
      progress[p] = to.progress(p);
    }
    return goesOn;
  }

  /// Whether no partition has stopped or goes on again, and none has been set back.
  private boolean judgesAlike(DistrictState to) {
    boolean alike = progress.length == to.partitions();
    for (int p = 0; alike && p < progress.length; p++) {
      alike =
          to.progress(p) >= progress[p]
              && Liveness.isStopped(instant, progress[p])
                  == Liveness.isStopped(to.instant(), to.progress(p));
    }
    return alike;
  }
}

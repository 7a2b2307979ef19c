package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.ProgressFile;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.time.Clock;
import java.time.Duration;

/// Has the progress written down, so that liveness in replay is after a restart what it was before.
/// Feed thread only.
///
/// Every stop and every change of pace is written when it is found, at the latest when a stop is
/// over; and every two seconds how far things have got. So a feed that ends properly leaves exactly
/// what it knew; after a crash progress seems to have stood some two or three seconds earlier than
/// it did, and never later.
final class ProgressKeeper {
  private static final long SEEN_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final ProgressClock progress;
  private final ProgressFile file;
  private final Clock clock;
  private long lastSeen;

  /// Begins with what an earlier run has left.
  ProgressKeeper(ProgressClock progress, ProgressFile file, Clock clock) {
    this.progress = progress;
    this.file = file;
    this.clock = clock;
    this.lastSeen = clock.ticks();
    progress.restore(file.takeRestored(), clock.now());
  }

  void round() {
    long ticks = clock.ticks();
    boolean seen = ticks - lastSeen >= SEEN_EVERY_NANOS;
    if (file.wantsAll()) {
      file.keepAll(progress.allMarks());
    } else {
      file.keep(progress.marks(seen));
    }
    lastSeen = seen ? ticks : lastSeen;
  }

  void end() {
    file.keep(progress.marks(/* seen= */ true));
  }
}

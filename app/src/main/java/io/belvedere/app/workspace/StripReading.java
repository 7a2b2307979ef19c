package io.belvedere.app.workspace;

import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Session;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Clock;
import java.util.Set;

/// What the strip says beside the instant itself; read a few times a second, because percentiles
/// are not free. Sets on the way how far back the playhead may go.
public final class StripReading {
  /// What was read.
  ///
  /// @param time in the zone of the districts
  /// @param notKept why the past cannot be kept; empty if all is well
  public record Read(TimeText time, Set<Reality> realities, FeedWords feed, String notKept) {}

  /// Nanoseconds.
  private static final long EVERY = 250_000_000;

  private final Session session;
  private Read last;
  private long lastTicks;
  private Mode lastMode = Mode.NOT_LIVE;

  public StripReading(Session session) {
    this.session = session;
    this.last = readNow();
    this.lastTicks = session.clock().ticks();
  }

  /// The newest reading; a new one if the mode has changed, so that pill and chip never disagree.
  public Read read(Mode mode) {
    Clock clock = session.clock();
    long ticks = clock.ticks();
    if (mode != lastMode || ticks - lastTicks >= EVERY) {
      lastMode = mode;
      lastTicks = ticks;
      last = readNow();
    }
    return last;
  }

  private Read readNow() {
    session.reach().ifPresent(session.playhead()::setEarliest);
    return new Read(
        new TimeText(session.zone()),
        session.realities(),
        FeedWords.of(session.districts(), session.clock().now()),
        session.districts().stream()
            .map(district -> district.keeping().trouble())
            .filter(trouble -> !trouble.isEmpty())
            .findFirst()
            .orElse(""));
  }
}

package io.belvedere.app.session;

import io.belvedere.ingest.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last act that can be taken back, for ten seconds. JavaFX thread only.
public final class Undo {
  private static final long HOLDS_NANOS = Duration.ofSeconds(10).toNanos();

  private final Clock clock;
  private @Nullable Act last;

  private record Act(String name, Runnable takeBack, long at) {}

  public Undo(Clock clock) {
    this.clock = clock;
  }

  /// Remembers an act in place of the one before.
  ///
  /// @param name what was done, to be read after "taken back:"
  public void offer(String name, Runnable takeBack) {
    last = new Act(name, takeBack, clock.ticks());
  }

  /// Takes the last act back, once.
  ///
  /// @return its name; empty if there is none, or if it is too late
  public Optional<String> takeBack() {
    Act act = last;
    last = null;
    if (act == null || clock.ticks() - act.at > HOLDS_NANOS) {
      return Optional.empty();
    }
    act.takeBack.run();
    return Optional.of(act.name);
  }
}

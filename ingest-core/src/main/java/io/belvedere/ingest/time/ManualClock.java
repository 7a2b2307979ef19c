package io.belvedere.ingest.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands until it is moved: for tests, and for pictures of a fixed instant. Safe for
/// use by any thread.
public final class ManualClock implements Clock {
  private final AtomicLong now;
  private final AtomicLong ticks;

  /// @param now wall clock at the start, microseconds UTC
  public ManualClock(long now) {
    this.now = new AtomicLong(now);
    // Far from the wall clock, so that code which mixes the two fails at once.
    this.ticks = new AtomicLong(Long.rotateLeft(now, 21));
  }

  /// Moves both clocks forward.
  public void advance(Duration by) {
    now.addAndGet(Micros.of(by));
    ticks.addAndGet(by.toNanos());
  }

  /// Moves the wall clock alone, as an operator or NTP would.
  public void jumpTo(long wallClock) {
    now.set(wallClock);
  }

  @Override
  public long now() {
    return now.get();
  }

  @Override
  public long ticks() {
    return ticks.get();
  }
}

package io.belvedere.ingest.time;

import java.time.Instant;

/// The one place that reads the machine's clocks.
enum SystemClock implements Clock {
  INSTANCE;

  @Override
  public long now() {
    return Micros.of(Instant.now());
  }

  @Override
  public long ticks() {
    return System.nanoTime();
  }
}

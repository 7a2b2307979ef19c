package io.belvedere.ingest.time;

/// What time it is. The two readings have different origins on purpose and must not be compared.
///
/// Implementations are safe for use by any thread.
public interface Clock {
  /// Wall clock, microseconds UTC. May jump.
  long now();

  /// Monotonic clock for durations, nanoseconds from an arbitrary origin.
  long ticks();

  /// The machine's clocks.
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /// This clock with its wall clock moved so that it reads `now` at this moment and runs on from
  /// there.
  default Clock shiftedTo(long now) {
    Clock origin = this;
    long shift = now - now();
    return new Clock() {
      @Override
      public long now() {
        return origin.now() + shift;
      }

      @Override
      public long ticks() {
        return origin.ticks();
      }
    };
  }
}

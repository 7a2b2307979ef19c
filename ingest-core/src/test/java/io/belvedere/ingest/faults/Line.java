package io.belvedere.ingest.faults;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// What lies between a client and all brokers: as fast as the machine at first, and as bad as a
/// test wants. Each direction is a line of its own, which all connections share.
final class Line {
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private volatile boolean isHole;
  private volatile long delayNanos;
  private volatile long bytesPerSecond = Long.MAX_VALUE;

  /// Everything vanishes and nothing ends, neither old connections nor new ones.
  void swallow(boolean everything) {
    isHole = everything;
  }

  /// Each byte is so long on its way.
  void delay(long millis) {
    delayNanos = millis * 1_000_000;
  }

  void narrow(long bitsPerSecond) {
    bytesPerSecond = bitsPerSecond / 8;
  }

  /// As at first.
  void mend() {
    isHole = false;
    delayNanos = 0;
    bytesPerSecond = Long.MAX_VALUE;
  }

  /// When what leaves now arrives.
  long due() {
    return System.nanoTime() + delayNanos;
  }

  /// Waits until so many bytes have room.
  ///
  /// @param taken until when the direction is taken
  void pass(int bytes, AtomicLong taken) {
    awaitOpen();
    if (bytesPerSecond != Long.MAX_VALUE) {
      long length = bytes * 1_000_000_000L / bytesPerSecond;
      long now = System.nanoTime();
      long end = taken.accumulateAndGet(length, (before, more) -> Math.max(before, now) + more);
      awaitTime(end);
    }
  }

  void awaitOpen() {
    while (isHole) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  static void awaitTime(long ticks) {
    for (long left = ticks - System.nanoTime(); left > 0; left = ticks - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

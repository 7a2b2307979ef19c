package io.belvedere.ingest.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.utils.Time;

/// The time of a node whose clock a test sets: the system's, and as many milliseconds more as stand
/// in a file. What is measured with it, and not told, goes on evenly, as in a machine whose clock
/// is set.
final class SetTime implements Time {
  private static final long LOOK_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final Path file;
  private volatile long ahead;
  private volatile long looked = System.nanoTime() - LOOK_EVERY_NANOS;

  SetTime(Path file) {
    this.file = file;
  }

  @Override
  public long milliseconds() {
    long now = System.nanoTime();
    if (now - looked >= LOOK_EVERY_NANOS) {
      looked = now;
      try {
        ahead = Long.parseLong(Files.readString(file).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Time.SYSTEM.milliseconds() + ahead;
  }

  @Override
  public long hiResClockMs() {
    return Time.SYSTEM.hiResClockMs();
  }

  @Override
  public long nanoseconds() {
    return Time.SYSTEM.nanoseconds();
  }

  @Override
  public void sleep(long millis) {
    Time.SYSTEM.sleep(millis);
  }
}

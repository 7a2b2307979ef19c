package io.belvedere.app.frame;

import io.belvedere.ingest.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices when the JavaFX thread stands still, and writes down what it was doing. The thread
/// `fx-watch` looks; the JavaFX thread only leaves a mark each pulse.
final class FreezeWatch implements AutoCloseable {
  /// A longer wait for the next pulse is one that an operator feels: 100 ms, in nanoseconds.
  static final long LONGEST_WAIT = 100_000_000;

  /// A window that opens draws everything for the first time; until it has stood so long nobody
  /// expects it to be smooth. Nanoseconds.
  static final long OPENING = 5_000_000_000L;

  private static final Logger log = LoggerFactory.getLogger(FreezeWatch.class);
  /// One freeze in so long is written down, the others are counted: a machine that is too slow must
  /// not be kept busy with saying so. Nanoseconds.
  private static final long QUIET = 60_000_000_000L;

  private static final long NO_PULSE_YET = Long.MIN_VALUE;

  private final Clock clock;
  private final AtomicLong firstPulse = new AtomicLong(NO_PULSE_YET);
  private final AtomicLong lastPulse = new AtomicLong(NO_PULSE_YET);
  private final AtomicLong freezes = new AtomicLong();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fx-watch").factory());
  private @Nullable ScheduledFuture<?> looks;
  private long told = NO_PULSE_YET;

  FreezeWatch(Clock clock) {
    this.clock = clock;
  }

  void start(Thread screen) {
    looks =
        looking.scheduleWithFixedDelay(
            () -> look(screen), LONGEST_WAIT / 2, LONGEST_WAIT / 2, TimeUnit.NANOSECONDS);
  }

  /// Marks a pulse; counts the wait before it if it was a freeze.
  void pulse() {
    long ticks = clock.ticks();
    long before = lastPulse.getAndSet(ticks);
    firstPulse.compareAndSet(NO_PULSE_YET, ticks);
    if (isOpen(ticks) && ticks - before > LONGEST_WAIT) {
      freezes.incrementAndGet();
    }
  }

  private boolean isOpen(long ticks) {
    long first = firstPulse.get();
    return first != NO_PULSE_YET && ticks - first > OPENING;
  }

  long freezes() {
    return freezes.get();
  }

  /// One look; tells of a freeze while it lasts, once a minute at most.
  ///
  /// @return whether it told
  boolean look(Thread screen) {
    long last = lastPulse.get();
    long ticks = clock.ticks();
    boolean quiet = told != NO_PULSE_YET && ticks - told < QUIET;
    if (!isOpen(ticks) || quiet || ticks - last <= LONGEST_WAIT) {
      return false;
    }
    told = ticks;
    log.warn(
        "The screen stands still, for the {}. time since it opened. It is in:\n{}",
        freezes.get() + 1,
        Arrays.stream(screen.getStackTrace())
            .limit(30)
            .map(line -> "  " + line)
            .collect(Collectors.joining("\n")));
    return true;
  }

  @Override
  public void close() {
    if (looks != null) {
      looks.cancel(false);
    }
    looking.shutdownNow();
  }
}

package io.belvedere.ingest.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a step on a thread of its own, again and again, until it is closed. It alone knows of
/// thread, idling, errors and end, so that steps can be tested without any.
///
/// A step that fails is told, waited for, and run again; the thread ends only by [#close].
final class Worker implements AutoCloseable {
  /// One round of work.
  @FunctionalInterface
  interface Step {
    /// @return how much there was to do; after 0 the worker pauses
    int runOnce() throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final String name;
  private final Step step;
  private final Duration pause;
  private final Consumer<Throwable> failed;
  private final Runnable atEnd;
  private final Thread thread;

  /// Starts at once.
  ///
  /// @param pause after a round in which there was nothing to do; zero for a step that waits itself
  /// @param failed told on the worker's thread
  /// @param atEnd runs on the worker's thread after the last round
  Worker(String name, Step step, Duration pause, Consumer<Throwable> failed, Runnable atEnd) {
    this.name = name;
    this.step = step;
    this.pause = pause;
    this.failed = failed;
    this.atEnd = atEnd;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    Duration backOff = FIRST_BACK_OFF;
    Duration rest = Duration.ZERO;
    while (!isClosedWithin(rest)) {
      try {
        rest = step.runOnce() == 0 ? pause : Duration.ZERO;
        backOff = FIRST_BACK_OFF;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable e) {
        LOG.error("{} failed and goes on in {} ms.", name, backOff.toMillis(), e);
        failed.accept(e);
        rest = backOff;
        backOff = min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
      }
    }
    atEnd.run();
  }

  private boolean isClosedWithin(Duration rest) {
    try {
      return closed.await(rest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// Lets the round that runs come to its end, and waits for that.
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        LOG.warn("{} does not end.", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

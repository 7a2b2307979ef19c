package io.belvedere.ingest.thread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a step on a thread of its own, again and again, until it is closed. It alone knows of
/// thread, idling, errors and end, so that steps can be tested without any.
///
/// A step that fails is told, waited for, and run again, at first after 0.1 s, then after twice as
/// long each time, at last every 5 s; the thread ends only by [#close] or [#interrupt].
public final class Worker implements AutoCloseable {
  /// One round of work.
  @FunctionalInterface
  public interface Step {
    /// @return how much there was to do; after 0 the worker pauses
    /// @throws Exception of any kind; none ends the worker
    int runOnce() throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final String name;
  private final Step step;
  private final Duration pause;
  private final Consumer<Throwable> failed;
  private final Runnable atEnd;
  private final Thread thread;
  private boolean isBehind;

  private Worker(
      String name, Step step, Duration pause, Consumer<Throwable> failed, Runnable atEnd) {
    this.name = name;
    this.step = step;
    this.pause = pause;
    this.failed = failed;
    this.atEnd = atEnd;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /// A worker that has begun.
  ///
  /// @param name of the worker and of its thread
  /// @param pause after a round in which there was nothing to do; zero for a step that waits itself
  /// @param failed told on the worker's thread
  /// @param atEnd runs on the worker's thread after the last round
  public static Worker start(
      String name, Step step, Duration pause, Consumer<Throwable> failed, Runnable atEnd) {
    Worker worker = new Worker(name, step, pause, failed, atEnd);
    worker.thread.start();
    return worker;
  }

  /// As above, for a step that leaves nothing behind.
  public static Worker start(String name, Step step, Duration pause, Consumer<Throwable> failed) {
    return start(name, step, pause, failed, () -> {});
  }

  /// As above, for a step that has to give way to all others.
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only helps where it is heeded
  public static Worker startBehind(
      String name, Step step, Duration pause, Consumer<Throwable> failed, Runnable atEnd) {
    Worker worker = new Worker(name, step, pause, failed, atEnd);
    worker.isBehind = true;
    worker.thread.setPriority(Thread.MIN_PRIORITY);
    worker.thread.start();
    return worker;
  }

  private void run() {
    if (isBehind) {
      Niceness.BEHIND_ALL.ofThisThread();
    }
    Duration backOff = FIRST_BACK_OFF;
    Duration rest = Duration.ZERO;
    while (!isClosedWithin(rest)) {
      try {
        rest = step.runOnce() == 0 ? pause : Duration.ZERO;
        backOff = FIRST_BACK_OFF;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable e) {
        if (!isEnding()) {
          tell(e, backOff);
        }
        rest = backOff;
        backOff = min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
      }
    }
    // What ends things may have to wait for them, and an interrupt would cut that short.
    Thread.interrupted();
    atEnd.run();
  }

  private void tell(Throwable e, Duration goesOnAfter) {
    if (goesOnAfter.equals(FIRST_BACK_OFF)) {
      LOG.error("{} failed and goes on.", name, e);
    } else {
      LOG.warn(
          "{} failed again and goes on in {} ms: {}", name, goesOnAfter.toMillis(), e.toString());
    }
    failed.accept(e);
  }

  /// What fails because the end has come is nobody's business.
  private boolean isEnding() {
    return closed.getCount() == 0 || Thread.currentThread().isInterrupted();
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

  /// Lets the round that runs come to its end, and waits for that; one that takes longer than 5 s
  /// is interrupted.
  @Override
  public void close() {
    closed.countDown();
    if (!hasEnded()) {
      interrupt();
    }
  }

  /// Interrupts the round that runs, and waits for its end.
  public void interrupt() {
    closed.countDown();
    thread.interrupt();
    if (!hasEnded()) {
      LOG.warn("{} does not end.", name);
    }
  }

  private boolean hasEnded() {
    try {
      return thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

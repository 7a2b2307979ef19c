package io.belvedere.ingest.bench;

import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Goes on with a workload at 1,667 observations a second, on a thread of its own.
final class LiveAppends implements AutoCloseable {
  private static final int PER_SECOND = 1_667;
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final ArrivalSource source;
  private final Intake intake;
  private final Clock clock = Clock.system();
  private final long begin = clock.ticks();
  private final Arrivals batch = new Arrivals();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicLong taken = new AtomicLong();
  private final Worker worker;
  private int next;

  LiveAppends(ArrivalSource source, Intake intake) {
    this.source = source;
    this.intake = intake;
    this.worker = Worker.start("live-appends", this::runOnce, PAUSE, failure::set);
  }

  private int runOnce() throws IOException {
    long due = (clock.ticks() - begin) * PER_SECOND / 1_000_000_000L - taken.get();
    if (next == batch.size()) {
      source.fill(batch);
      next = 0;
    }
    int until = (int) Math.min(batch.size(), next + due);
    int count = until - next;
    intake.take(batch, next, until);
    next = until;
    taken.addAndGet(count);
    return 0;
  }

  /// How many have been appended.
  long count() {
    return taken.get();
  }

  /// @throws IllegalStateException if an append has failed
  @Override
  public void close() {
    worker.close();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("Appending has failed.", failed);
    }
  }
}

package io.belvedere.ingest.faults;

import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks a server every two seconds for its twin, and knows how old the oldest of all newest values
/// is in it.
final class DelayWatch implements AutoCloseable {
  static final long MOST = 10 * Micros.PER_SECOND;

  private static final Clock CLOCK = Clock.system();
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// @param asked when
  private record Delay(long asked, long delay) {}

  private final ServerProcess server;
  private final int datastreams;
  private final AtomicLong longest = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Worker worker;
  private volatile Delay latest = new Delay(0, Long.MAX_VALUE);

  /// @param datastreams how many the server knows
  DelayWatch(ServerProcess server, int datastreams) {
    this.server = server;
    this.datastreams = datastreams;
    worker = Worker.start("delay-watch", this::runOnce, PAUSE, failure::set);
  }

  private int runOnce() throws Exception {
    long asked = CLOCK.now();
    long delay = server.delay(datastreams, asked);
    longest.accumulateAndGet(delay, Math::max);
    latest = new Delay(asked, delay);
    return 0;
  }

  /// Waits until everything was seen to be younger than ten seconds, from now on, and the server
  /// calls itself live.
  void awaitYoung() {
    long now = CLOCK.now();
    Desk.within(Desk.PATIENCE, () -> latest.asked > now && latest.delay < MOST && server.isLive());
  }

  /// The longest delay since this was last called, microseconds.
  long longest() {
    return longest.getAndSet(0);
  }

  /// Why the server could not be asked; null if it always could.
  @Nullable Throwable failure() {
    return failure.get();
  }

  @Override
  public void close() {
    worker.close();
  }
}

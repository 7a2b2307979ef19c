package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A program: one thread writes as fast as it can, seals and drops; one gives memory back; several
/// ask, and hold against each answer what they have seen before.
///
/// Every observation can be checked by itself: its value and its severity follow from its
/// datastream, event time and receive time. Receive times only grow, so what had been received by
/// an instant that has passed never changes.
final class HistoryStress {
  private static final long START = Micros.EARLIEST + 5_555 * Micros.PER_DAY;
  private static final int DATASTREAMS = 150;
  private static final int READERS = 3;

  /// Between two that are received, microseconds.
  private static final long STEP = 250;

  private static final long RETENTION = 400 * Micros.PER_SECOND;

  /// What is nearer to the end of retention is not compared: it may be dropped meanwhile.
  private static final long NEAR_THE_END = 120 * Micros.PER_SECOND;

  /// A question is asked again so many times before another takes its place.
  private static final int TIMES = 40;

  private final SlabStore store =
      new SlabStore(
          Micros.toDuration(RETENTION),
          1L << 30,
          2_000,
          Micros.PER_MINUTE,
          /* bytesInSegment= */ 50_000);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final long end;

  private HistoryStress(Duration time) {
    this.end = Clock.system().ticks() + time.toNanos();
    store.ensure(DATASTREAMS);
  }

  /// @param args how many seconds, and what chance begins with
  public static void main(String[] args) throws InterruptedException {
    HistoryStress stress = new HistoryStress(Duration.ofSeconds(Long.parseLong(args[0])));
    long seed = Long.parseLong(args[1]);
    List<Thread> threads = new ArrayList<>();
    threads.add(stress.start("writer", () -> stress.write(new Random(seed))));
    threads.add(stress.start("history-io", stress::reclaim));
    for (int i = 1; i <= READERS; i++) {
      Random random = new Random(seed + i);
      threads.add(stress.start("reader-" + i, () -> stress.read(random)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "%,d written, %,d asked, %,d kept%n",
        stress.written.get(), stress.asked.get(), stress.store.size());
    Throwable failure = stress.failure.get();
    if (failure != null) {
      failure.printStackTrace();
    }
    System.exit(failure == null && stress.asked.get() > 0 ? 0 : 1);
  }

  private Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setUncaughtExceptionHandler((_, e) -> failure.compareAndSet(null, e));
    thread.start();
    return thread;
  }

  private boolean goesOn() {
    return failure.get() == null && Clock.system().ticks() < end;
  }

  private void reclaim() {
    while (goesOn()) {
      store.reclaim();
      Thread.onSpinWait();
    }
  }

  private void write(Random random) {
    for (long i = 0; i % 1_000 != 0 || goesOn(); i++) {
      long received = START + i * STEP;
      int datastream = random.nextInt(DATASTREAMS);
      long eventTime = received - behind(random);
      if (random.nextInt(500) == 0) {
        store.appendQuarantined(
            datastream,
            received + Micros.PER_MINUTE,
            received,
            value(datastream, received, received),
            flags(datastream, received, received),
            Observation.NOT_SENT,
            Observation.NOT_SENT);
      } else {
        store.append(
            datastream,
            eventTime,
            received,
            value(datastream, eventTime, received),
            flags(datastream, eventTime, received),
            Observation.NOT_SENT,
            Observation.NOT_SENT);
      }
      if (i % 500 == 0) {
        // The store waits a minute; here only three seconds.
        store.seal(received + 57 * Micros.PER_SECOND);
      }
      written.setRelease(i);
    }
  }

  private static long behind(Random random) {
    return switch (random.nextInt(200)) {
      case 0, 1, 2 -> random.nextLong(RETENTION / 2);
      case 3 -> random.nextLong(2 * RETENTION);
      case 4, 5, 6, 7, 8, 9, 10, 11, 12 -> random.nextLong(4 * Micros.PER_SECOND);
      default -> random.nextLong(2_000);
    };
  }

  private static long hash(int datastream, long eventTime, long receiveTime) {
    long mixed = (eventTime * 31 + receiveTime) * 0x9E3779B97F4A7C15L + datastream;
    return ((mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 11;
  }

  /// Decimal for half of the datastreams, any number for the others.
  private static double value(int datastream, long eventTime, long receiveTime) {
    long hash = hash(datastream, eventTime, receiveTime);
    return datastream % 2 == 0 ? hash % 10_000 / 10.0 : hash * 0x1p-53;
  }

  private static int flags(int datastream, long eventTime, long receiveTime) {
    long hash = hash(datastream, eventTime, receiveTime);
    return Flags.of(Quality.GOOD, Severity.of((int) (hash % 97 % Severity.COUNT)));
  }

  private static void checkRow(int d, long eventTime, long receiveTime, double value, int flags) {
    Severity severity = Flags.severity(flags(d, eventTime, receiveTime));
    if (Double.compare(value, value(d, eventTime, receiveTime)) != 0
        || Flags.severity(flags) != severity) {
      throw new AssertionError(
          "A torn row of %d: %d, %d, %s, %d".formatted(d, eventTime, receiveTime, value, flags));
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private void read(Random random) {
    while (goesOn() && store.covered().isEmpty()) {
      Thread.onSpinWait();
    }
    while (goesOn()) {
      TimeRange covered = store.covered().orElseThrow();
      long oldest = Math.min(covered.from() + NEAR_THE_END, covered.to());
      new Probe(random, oldest + random.nextLong(covered.to() - oldest + 1), covered.to()).run();
    }
  }

  /// One instant that is asked about again and again.
  private final class Probe {
    private final Random random;
    private final long t;
    private final long known;
    private final int datastream;
    private final TimeRange range;
    private final DistrictState latest = new DistrictState();
    private final DistrictState before = new DistrictState();
    private final DistrictState asKnown = new DistrictState();
    private final DistrictState asKnownBefore = new DistrictState();
    private final Envelope envelope = new Envelope();
    private final Differences differences = new Differences();
    private int inRange;

    /// The event time of what holds at the instant, as the series says.
    private long holdsInSeries = DistrictState.NONE;

    Probe(Random random, long t, long known) {
      this.random = random;
      this.t = t;
      this.known = known;
      this.datastream = random.nextInt(DATASTREAMS);
      this.range = new TimeRange(t, t + random.nextLong(3 * Micros.PER_SECOND));
    }

    void run() {
      store.latestAt(t, before);
      store.asKnown(t, known, asKnownBefore);
      for (int i = 0; i < TIMES && isKept() && goesOn(); i++) {
        store.asKnown(t, known, asKnown);
        store.latestAt(t, latest);
        checkStates();
        before.copyColumns(latest);
        int counted = checkSeries();
        checkEnvelope();
        checkChanges();
        checkNothingIsLost(counted);
        asked.incrementAndGet();
      }
    }

    private void checkStates() {
      boolean kept = isKept();
      for (int d = 0; d < DATASTREAMS; d++) {
        checkRow(latest, d);
        checkRow(asKnown, d);
        check(asKnown.receiveTime(d) <= known, "It was not known yet.");
        if (kept) {
          check(
              latest.eventTime(d) >= before.eventTime(d)
                  && latest.eventTime(d) >= asKnown.eventTime(d),
              "What holds at an instant has gone back.");
        }
      }
      check(!kept || asKnown.hasSameColumns(asKnownBefore), "What was known once has changed.");
    }

    private void checkRow(DistrictState state, int d) {
      if (state.isKnown(d)) {
        check(state.eventTime(d) <= t, "It had not happened yet.");
        HistoryStress.checkRow(
            d, state.eventTime(d), state.receiveTime(d), state.value(d), state.flags(d));
      }
    }

    private int checkSeries() {
      Series series = store.range(datastream, range);
      int within = 0;
      long holds = DistrictState.NONE;
      for (int i = 0; i < series.size(); i++) {
        long eventTime = series.eventTime()[i];
        HistoryStress.checkRow(
            datastream, eventTime, series.receiveTime()[i], series.value()[i], series.flags()[i]);
        check(i == 0 || series.eventTime()[i - 1] <= eventTime, "A series is not in order.");
        within += range.contains(eventTime) ? 1 : 0;
        holds = eventTime <= t ? eventTime : holds;
      }
      holdsInSeries = holds;
      return within;
    }

    private void checkEnvelope() {
      store.envelope(datastream, range, 7, envelope);
      for (int column = 0; column < envelope.columns(); column++) {
        check(
            envelope.count(column) == 0
                || (envelope.lowest(column) <= envelope.last(column)
                    && envelope.last(column) <= envelope.highest(column)
                    && envelope.lastTime(column) >= envelope.edge(column)),
            "The envelope does not hold what is in it.");
      }
    }

    private void checkChanges() {
      Severity severity = Severity.of(random.nextInt(Severity.COUNT));
      check(
          store.nextChange(d -> d == datastream, severity, t).orElse(t + 1) > t
              && store.previousChange(d -> d == datastream, severity, t).orElse(t - 1) < t
              && store.nextChange(d -> d == datastream, t).orElse(t + 1) > t
              && store.onset(datastream, t, severity).orElse(t) <= t,
          "A change is on the wrong side.");
      store.diff(t, t + Micros.PER_SECOND, differences);
      check(differences.count() <= DATASTREAMS, "More differ than there are.");
    }

    private void checkNothingIsLost(int counted) {
      long before = latest.eventTime(datastream);
      boolean isThere =
          before == DistrictState.NONE
              || store.contains(datastream, before, latest.value(datastream));
      store.latestAt(t, latest);
      if (isKept()) {
        check(counted >= inRange, "There were more of them once.");
        check(isThere, "What holds is not there.");
        check(holdsInSeries >= before, "The series misses what the state has.");
        check(
            latest.eventTime(datastream) >= holdsInSeries, "The state misses what the series has.");
      }
      inRange = counted;
    }

    /// Whether all that has been asked until now was of what is still kept.
    private boolean isKept() {
      return store.covered().orElseThrow().from() + NEAR_THE_END <= t;
    }
  }
}

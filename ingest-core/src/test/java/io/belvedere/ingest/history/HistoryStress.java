package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// A program: one thread writes as fast as it can, seals, drops, leaves gaps behind and takes over
/// what another has built of them; one writes to the disk and gives memory back; several ask, and
/// hold against each answer what they have seen before.
///
/// Every observation can be checked by itself: its value and its severity follow from its
/// datastream, event time and receive time. Receive times only grow, so what had been received by
/// an instant that has passed never changes.
final class HistoryStress {
  private static final long START = Micros.EARLIEST + 5_555 * Micros.PER_DAY;
  private static final int DATASTREAMS = 150;
  private static final int READERS = 3;

  /// Between two that are received, microseconds.
  private static final long STEP = 2_500;

  /// After so many that are received there is a gap.
  private static final int BEFORE_GAP = 20_000;

  private static final int GAP_SECONDS = 8;
  private static final PartitionId PARTITION = new PartitionId(new Uuid(3, 4), 0);

  private static final long RETENTION = 200 * Micros.PER_SECOND;

  /// What is nearer to the end of retention is not compared: it may be dropped meanwhile.
  private static final long NEAR_THE_END = 60 * Micros.PER_SECOND;

  /// A wrong clock is so far ahead.
  private static final long AHEAD = Micros.PER_MINUTE;

  /// A question is asked again so many times before another takes its place.
  private static final int TIMES = 20;

  private final SlabStore store =
      new SlabStore(
          Micros.toDuration(RETENTION),
          1L << 30,
          /* mostInSlab= */ 500,
          Micros.PER_MINUTE,
          /* bytesInSegment= */ 5_000);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicLong asked = new AtomicLong();
  private final Queue<Past> built = new ConcurrentLinkedQueue<>();

  /// Odd while a chunk is being inserted.
  private final AtomicLong inserting = new AtomicLong();

  private final @Nullable HistoryDisk disk;
  private final Journal journal;
  private final List<String> names =
      IntStream.range(0, DATASTREAMS).mapToObj(d -> "sensor-" + d).toList();
  private final long count;
  private volatile boolean written;

  private HistoryStress(String folder, long count) throws IOException {
    this.count = count;
    disk = folder.isEmpty() ? null : HistoryDisk.open(Path.of(folder));
    if (disk != null) {
      disk.restore(store);
    }
    journal = disk == null ? Journal.none() : disk.journal();
    store.ensure(DATASTREAMS);
  }

  /// @param args where to keep the history, if at all (memory goes sooner without), how many
  ///     observations, and what chance begins with
  public static void main(String[] args) throws IOException, InterruptedException {
    HistoryStress stress = new HistoryStress(args[0], Long.parseLong(args[1]));
    long seed = Long.parseLong(args[2]);
    List<Thread> threads = new ArrayList<>();
    threads.add(stress.start("writer", () -> stress.write(new Random(seed))));
    threads.add(stress.start("history-io", stress::persist));
    threads.add(stress.start("backfill", () -> stress.fill(new Random(seed - 1))));
    for (int i = 1; i <= READERS; i++) {
      Random random = new Random(seed + i);
      threads.add(stress.start("reader-" + i, () -> stress.read(random)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    String trouble = stress.endDisk();
    long inserted = stress.inserting.get() / 2;
    System.out.printf(
        "%,d written, %,d inserted, %,d asked, %,d kept%n",
        stress.count, inserted, stress.asked.get(), stress.store.size());
    Throwable failure = stress.failure.get();
    if (failure != null) {
      failure.printStackTrace();
    }
    boolean any = stress.asked.get() > 0 && inserted > 0 && trouble.isEmpty();
    System.exit(failure == null && any ? 0 : 1);
  }

  private Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setUncaughtExceptionHandler((_, e) -> failure.compareAndSet(null, e));
    thread.start();
    return thread;
  }

  private boolean goesOn() {
    return failure.get() == null && !written;
  }

  private void persist() {
    while (goesOn()) {
      if (disk == null) {
        store.reclaim();
      } else {
        var unused = disk.runOnce(store);
      }
      Thread.onSpinWait();
    }
  }

  private String endDisk() {
    if (disk == null) {
      return "";
    }
    disk.close();
    return disk.trouble();
  }

  private void write(Random random) {
    long received = START;
    for (long i = 0; i < count && failure.get() == null; i++) {
      received += STEP;
      append(random, random.nextInt(DATASTREAMS), received);
      if (i % 500 == 0) {
        journal.read(PARTITION, Math.max(0, i - 500), i);
        journal.endRound(names, i * STEP * 1_000);
        // The store waits a minute; here only three seconds.
        store.seal(received + 57 * Micros.PER_SECOND);
        if (disk != null) {
          disk.loaded(store);
        }
        insert();
      }
      if (i % BEFORE_GAP == 0) {
        long before = received;
        received =
            Density.secondFrom(received + GAP_SECONDS * Micros.PER_SECOND) * Micros.PER_SECOND;
        store.begin(received, before);
      }
    }
    // On a busy machine it may have been alone until now.
    while (asked.get() == 0 && failure.get() == null) {
      Thread.onSpinWait();
    }
    written = true;
  }

  private void append(Random random, int datastream, long received) {
    long eventTime = received - behind(random);
    if (random.nextInt(500) == 0) {
      store.appendQuarantined(
          datastream,
          received + AHEAD,
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
  }

  private void insert() {
    Past past = built.peek();
    if (past != null) {
      inserting.incrementAndGet();
      store.insert(past);
      inserting.incrementAndGet();
      built.remove();
    }
  }

  private void fill(Random random) {
    while (goesOn()) {
      if (built.isEmpty()) {
        store.notLoaded().reversed().stream()
            .filter(range -> range.from() >= START)
            .findFirst()
            .ifPresent(range -> built.add(past(range, random)));
      }
      Thread.onSpinWait();
    }
  }

  private Past past(TimeRange range, Random random) {
    PastChunk chunk = PastChunk.of(store, range);
    for (long t = range.from(); t < range.to(); t += STEP) {
      int datastream = random.nextInt(DATASTREAMS);
      long received = t + random.nextLong(2 * Micros.PER_SECOND);
      chunk.take(
          datastream,
          t,
          received,
          value(datastream, t, received),
          flags(datastream, t, received),
          Observation.NOT_SENT,
          Observation.NOT_SENT);
    }
    return chunk.finish(DATASTREAMS);
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
    DistrictState state = new DistrictState();
    while (goesOn()) {
      TimeRange covered = store.covered().orElseThrow();
      long oldest = Math.min(oldestCompared(covered), covered.to());
      new Probe(random, oldest + random.nextLong(covered.to() - oldest + 1), covered.to()).run();
      for (int i = 0; i < TIMES; i++) {
        readOldest(random.nextInt(DATASTREAMS), state);
      }
    }
  }

  /// What was late before the start goes all at once when the first slab is dropped; with a disk,
  /// what is covered reaches back to what is on it alone.
  private long oldestCompared(TimeRange covered) {
    long inMemory =
        disk == null ? covered.from() : Math.max(covered.from(), covered.to() - RETENTION);
    return Math.max(inMemory, START) + NEAR_THE_END;
  }

  /// Asks about what is being dropped: memory that is given back too early is found here.
  private void readOldest(int datastream, DistrictState state) {
    TimeRange all = store.covered().orElseThrow();
    for (long t : new long[] {all.from(), all.from() + GAP_SECONDS * Micros.PER_SECOND}) {
      store.latestAt(t, state);
      checkRows(state, t);
      store.asKnown(t, all.to(), state);
      checkRows(state, t);
    }
    checkOrder(datastream, store.range(datastream, all));
    // A long walk, at the end of which is what may have been dropped since it began.
    check(
        store.onset(datastream, all.to(), Severity.NORMAL).orElse(all.from()) <= all.to(),
        "An onset is on the wrong side.");
    check(
        store.nextChange(d -> d == datastream, all.from()).orElse(Long.MAX_VALUE) > all.from(),
        "A change is on the wrong side.");
  }

  private static void checkRows(DistrictState state, long t) {
    for (int d = 0; d < state.size(); d++) {
      if (state.isKnown(d)) {
        check(state.eventTime(d) <= t, "It had not happened yet.");
        checkRow(d, state.eventTime(d), state.receiveTime(d), state.value(d), state.flags(d));
      }
    }
  }

  private static void checkOrder(int datastream, Series series) {
    for (int i = 0; i < series.size(); i++) {
      long eventTime = series.eventTime()[i];
      checkRow(
          datastream, eventTime, series.receiveTime()[i], series.value()[i], series.flags()[i]);
      check(
          i == 0 || series.eventTime()[i - 1] <= eventTime,
          "Not in order at %d: %s".formatted(i, Arrays.toString(series.eventTime())));
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
    private final TimeRange seconds;
    private final int[] density = new int[Severity.COUNT];
    private int inRange;

    /// Of those, how many had been counted before the first question.
    private int counted;

    /// How often something was inserted before the last answer.
    private long insertedBefore;

    /// The event time of what holds at the instant, as the series says.
    private long holdsInSeries = DistrictState.NONE;

    Probe(Random random, long t, long known) {
      this.random = random;
      this.t = t;
      this.known = known;
      this.datastream = random.nextInt(DATASTREAMS);
      this.range = new TimeRange(t, t + random.nextLong(3 * Micros.PER_SECOND));
      this.seconds =
          new TimeRange(
              Density.secondOf(range.from()) * Micros.PER_SECOND,
              Density.secondFrom(range.to()) * Micros.PER_SECOND + Micros.PER_SECOND);
    }

    void run() {
      store.latestAt(t, before);
      insertedBefore = inserting.get();
      store.asKnown(t, known, asKnownBefore);
      for (int i = 0; i < TIMES && isKept() && goesOn(); i++) {
        store.asKnown(t, known, asKnown);
        store.latestAt(t, latest);
        checkStates();
        before.copyColumns(latest);
        int within = checkSeries();
        checkDensity();
        checkEnvelope();
        checkChanges();
        checkSentTime();
        checkNothingIsLost(within);
        asked.incrementAndGet();
      }
    }

    private void checkStates() {
      checkRows(latest, t);
      checkRows(asKnown, t);
      boolean kept = isKept();
      // What was inserted had been received before.
      boolean nothingInserted = insertedBefore % 2 == 0 && inserting.get() == insertedBefore;
      for (int d = 0; d < DATASTREAMS; d++) {
        check(asKnown.receiveTime(d) <= known, "It was not known yet.");
        if (kept) {
          check(
              latest.eventTime(d) >= before.eventTime(d)
                  && latest.eventTime(d) >= asKnown.eventTime(d)
                  && asKnown.eventTime(d) >= asKnownBefore.eventTime(d),
              "What holds at an instant has gone back.");
        }
      }
      check(
          !kept || !nothingInserted || asKnown.hasSameColumns(asKnownBefore),
          "What was known once has changed.");
      if (!nothingInserted) {
        insertedBefore = inserting.get();
        store.asKnown(t, known, asKnownBefore);
      }
    }

    private int checkSeries() {
      Series series = store.range(datastream, range);
      checkOrder(datastream, series);
      int within = 0;
      int before = 0;
      long holds = DistrictState.NONE;
      for (int i = 0; i < series.size(); i++) {
        long eventTime = series.eventTime()[i];
        if (range.contains(eventTime)) {
          within++;
          before += series.receiveTime()[i] < known ? 1 : 0;
        }
        holds = eventTime <= t ? eventTime : holds;
      }
      counted = before;
      holdsInSeries = holds;
      return within;
    }

    private void checkDensity() {
      store.density(seconds, 1, density);
      check(
          !isKept() || Arrays.stream(density).sum() >= counted,
          "Fewer are counted than one datastream has.");
    }

    private void checkSentTime() {
      OptionalLong sent = store.sentTime(datastream, t);
      if (sent.isPresent()) {
        long received = sent.getAsLong() - AHEAD;
        check(received <= t, "It was quarantined only later.");
        check(
            !isKept()
                || store.contains(datastream, received, value(datastream, received, received)),
            "What was quarantined is not there.");
      }
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

    private void checkNothingIsLost(int within) {
      long before = latest.eventTime(datastream);
      boolean isThere =
          before == DistrictState.NONE
              || store.contains(datastream, before, latest.value(datastream));
      store.latestAt(t, latest);
      if (isKept()) {
        check(within >= inRange, "There were more of them once.");
        check(isThere, "What holds is not there.");
        check(holdsInSeries >= before, "The series misses what the state has.");
        check(
            latest.eventTime(datastream) >= holdsInSeries, "The state misses what the series has.");
      }
      inRange = within;
    }

    /// Whether all that has been asked until now was of what is still kept.
    private boolean isKept() {
      return oldestCompared(store.covered().orElseThrow()) <= t;
    }
  }
}

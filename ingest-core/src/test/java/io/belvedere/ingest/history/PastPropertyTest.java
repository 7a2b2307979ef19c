package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryOracle.Kept;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;

/// A log of which parts are read live and all others later, in chunks in any order, while more is
/// read live, sealed, dropped and begun anew, is at any moment as the oracle has what was given by
/// then, and in the end as it has the whole log.
class PastPropertyTest {
  private static final long START = Micros.EARLIEST + 1_234 * Micros.PER_DAY;
  private static final long SECOND = Micros.PER_SECOND;
  private static final int DATASTREAMS = 5;

  /// @param value of its own for what is quarantined
  private record Sent(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      Severity severity,
      long epoch,
      long sequence) {
    boolean isQuarantined() {
      return eventTime - receiveTime > Admission.MOST_AHEAD;
    }

    /// The event time that it is kept with.
    long time() {
      return isQuarantined() ? receiveTime : eventTime;
    }

    boolean isSameAs(Sent other) {
      return datastream == other.datastream
          && time() == other.time()
          && Double.compare(value, other.value) == 0;
    }

    int flags() {
      int flags = Flags.of(Quality.GOOD, severity);
      return isQuarantined() ? Flags.quarantined(flags) : flags;
    }
  }

  /// How one came into the history.
  private enum By {
    LIVE,
    CHUNK,
    STRAY
  }

  private record Given(int offset, By by) {}

  /// A chunk that is built and not inserted yet.
  private record Built(TimeRange range, Past past, List<Integer> taken) {}

  private Random random = new Random(0);
  private List<Sent> log = List.of();

  /// Before anything was received, or is kept: what came ahead of its time is read where it came.
  private long first;

  /// What the history has taken, in that order. What a chunk has as well is in its slab only.
  private List<Given> given = new ArrayList<>();

  private HistoryOracle oracle = new HistoryOracle(Micros.PER_DAY);
  private final List<Path> folders = new ArrayList<>();

  /// Where what is live began last, because of what was left out.
  private long begun;

  /// How many of the chunks and strays among them are on the disk.
  private int durable;

  @AfterTry
  void removeFolders() throws IOException {
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    folders.clear();
  }

  @Property(tries = 200)
  void chunksInAnyOrderMakeTheLogWhole(
      @ForAll @IntRange(min = 2, max = 400) int size, @ForAll Random random) throws IOException {
    begin(size, random);
    Path folder = newFolder();
    for (int i = random.nextInt(6); i > 0; i--) {
      HistoryRun run = start(folder);
      goOn(run, random.nextInt(30));
      if (random.nextInt(3) == 0) {
        // What is in the folder now is all that a crash leaves.
        folder = copy(folder);
        end(run);
      } else {
        end(run);
        durable = given.size();
      }
    }
    HistoryRun run = start(folder);
    readAll(run);
    agrees(run);
    IntStream.range(0, log.size()).forEach(offset -> assertThat(isThere(offset)).isTrue());
    end(run);
    durable = given.size();
    end(start(folder));
  }

  private HistoryRun start(Path folder) throws IOException {
    HistoryRun run = new HistoryRun(folder, newStore());
    run.loadAll();
    survived(run);
    agrees(run);
    return run;
  }

  private static void end(HistoryRun run) {
    run.end();
    assertThat(run.disk.trouble()).isEmpty();
    run.store.close();
  }

  private void readAll(HistoryRun run) {
    int next = (int) Math.max(0, run.applied.lastEnd());
    while (next < log.size()) {
      next = live(run, next);
    }
    // Each chunk takes the place of part of what is missing.
    for (int i = 0; i < 2_000 && !missing(run).isEmpty(); i++) {
      List<Built> built = new ArrayList<>();
      build(run, next, built);
      insert(run, built);
    }
    assertThat(missing(run)).isEmpty();
  }

  private static SlabStore newStore() {
    return new SlabStore(
        Duration.ofDays(365),
        1L << 40,
        /* mostInSlab= */ 20,
        20 * SECOND,
        /* bytesInSegment= */ 1_500);
  }

  private void begin(int size, Random random) {
    this.random = random;
    given = new ArrayList<>();
    log = log(size, random);
    durable = 0;
    begun = Long.MIN_VALUE;
    long earliest =
        log.stream().mapToLong(sent -> Math.min(sent.time(), sent.receiveTime)).min().orElseThrow();
    first = Math.floorDiv(earliest, SECOND) * SECOND;
  }

  private static List<Sent> log(int size, Random random) {
    List<Sent> log = new ArrayList<>();
    long now = START;
    for (int i = 0; i < size; i++) {
      now += 1 + random.nextLong(random.nextInt(60) == 0 ? 200 * SECOND : 900_000);
      long ahead =
          switch (random.nextInt(20)) {
            case 0, 1 -> -random.nextLong(200) * SECOND;
            case 2 -> 20 * SECOND;
            case 3 -> random.nextLong(5 * SECOND);
            default -> -random.nextLong(2_000_000);
          };
      // Coarse times and few values, so that ties and duplicates are common.
      long eventTime = Math.floorDiv(now + ahead, 500_000) * 500_000;
      boolean quarantined = eventTime - now > Admission.MOST_AHEAD;
      log.add(
          new Sent(
              random.nextInt(random.nextInt(10) == 0 ? DATASTREAMS : DATASTREAMS - 1),
              eventTime,
              now,
              quarantined ? 100 + i : random.nextInt(20) == 0 ? Double.NaN : random.nextInt(4),
              Severity.of(random.nextInt(Severity.COUNT)),
              random.nextInt(3) == 0 ? random.nextInt(2) : Observation.NOT_SENT,
              random.nextInt(3) == 0 ? random.nextInt(2) : Observation.NOT_SENT));
    }
    return log;
  }

  private boolean isThere(int offset) {
    return given.stream().anyMatch(g -> log.get(g.offset).isSameAs(log.get(offset)));
  }

  // What happens.

  private void goOn(HistoryRun run, int steps) {
    int next = (int) Math.max(0, run.applied.lastEnd());
    if (next < log.size() && log.get(next).receiveTime >= begun && random.nextInt(3) > 0) {
      next = beginBehind(run, next);
    }
    List<Built> built = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> next = live(run, next);
        case 3 -> build(run, next, built);
        case 4, 5 -> insert(run, built);
        case 6 -> {
          tellNames(run);
          run.store.seal(now(next) + random.nextLong(60 * SECOND));
        }
        default -> {
          run.persist();
          durable = given.size();
          run.store.reclaim();
          if (random.nextBoolean()) {
            run.disk.loaded(run.store);
          }
        }
      }
      assertThat(run.disk.trouble()).isEmpty();
      if (random.nextInt(6) == 0) {
        agrees(run);
      }
    }
  }

  /// As the feed does before it seals: a slab has room for every datastream with a number.
  private static void tellNames(HistoryRun run) {
    run.endRound(0, 0, /* seconds= */ 0);
  }

  private long now(int next) {
    return next == 0 ? START : log.get(next - 1).receiveTime;
  }

  /// Leaves some of the log out; it is read later.
  private int beginBehind(HistoryRun run, int next) {
    int from = next + random.nextInt(log.size() - next);
    long t = Math.ceilDiv(now(from), SECOND) * SECOND;
    tellNames(run);
    run.store.begin(t, now(next) - random.nextLong(3 * SECOND));
    begun = t;
    agrees(run);
    // Something is read at once, so that the next start goes on behind the gap.
    return live(run, from);
  }

  private int live(HistoryRun run, int next) {
    int end = Math.min(log.size(), next + 1 + random.nextInt(20));
    for (int offset = next; offset < end; offset++) {
      take(run, offset, By.LIVE);
      run.applied.add(offset);
    }
    if (next < end) {
      run.endRound(next, end, random.nextDouble() / 2);
    }
    return end;
  }

  private void take(HistoryRun run, int offset, By by) {
    Sent sent = log.get(offset);
    Verdict verdict =
        run.rules.take(
            run.number("sensor-" + sent.datastream),
            0,
            sent.eventTime,
            sent.receiveTime,
            sent.value,
            Quality.GOOD,
            sent.severity,
            sent.epoch,
            sent.sequence);
    boolean duplicate = !sent.isQuarantined() && isThere(offset);
    assertThat(verdict == Verdict.DUPLICATE).as("%s %s", sent, by).isEqualTo(duplicate);
    if (!duplicate) {
      given.add(new Given(offset, by));
    }
  }

  /// Builds a chunk of some of what is missing.
  private void build(HistoryRun run, int next, List<Built> built) {
    List<TimeRange> missing = new ArrayList<>(missing(run));
    missing.removeIf(m -> built.stream().anyMatch(b -> overlap(b.range, m)));
    if (missing.isEmpty()) {
      return;
    }
    TimeRange all = missing.get(random.nextInt(missing.size()));
    int seconds = (int) (all.length() / SECOND);
    int from = random.nextBoolean() ? 0 : random.nextInt(seconds);
    int to = random.nextBoolean() ? seconds : from + 1 + random.nextInt(seconds - from);
    TimeRange range = new TimeRange(all.from() + from * SECOND, all.from() + to * SECOND);
    PastChunk chunk = PastChunk.of(run.store, range);
    List<Integer> taken = new ArrayList<>();
    for (int offset = 0; offset < log.size(); offset++) {
      Sent sent = log.get(offset);
      boolean isInside = offset < next && range.contains(sent.time());
      if (isInside
          && take(chunk, sent, run)
          && taken.stream().noneMatch(other -> log.get(other).isSameAs(sent))) {
        taken.add(offset);
      }
    }
    run.store.ensure(run.names.size());
    built.add(new Built(range, chunk.finish(run.names.size()), taken));
  }

  private static boolean take(PastChunk chunk, Sent sent, HistoryRun run) {
    int datastream = run.number("sensor-" + sent.datastream);
    if (sent.isQuarantined()) {
      chunk.takeQuarantined(
          datastream,
          sent.eventTime,
          sent.receiveTime,
          sent.value,
          sent.flags(),
          sent.epoch,
          sent.sequence);
      return true;
    }
    // One that was received earlier than what came by itself takes its place.
    long known = run.store.receivedLate(datastream, sent.eventTime, sent.value);
    boolean replaces = known != Long.MAX_VALUE && known > sent.receiveTime;
    Verdict verdict =
        chunk.take(
            datastream,
            sent.eventTime,
            sent.receiveTime,
            sent.value,
            sent.flags(),
            sent.epoch,
            sent.sequence);
    return verdict != Verdict.DUPLICATE || replaces;
  }

  private static boolean overlap(TimeRange one, TimeRange other) {
    return one.from() < other.to() && other.from() < one.to();
  }

  private void insert(HistoryRun run, List<Built> built) {
    if (built.isEmpty()) {
      return;
    }
    Built chunk = built.remove(random.nextInt(built.size()));
    strays(run, chunk.range);
    run.store.insert(chunk.past);
    run.renew(chunk.past.newest());
    chunk.taken.forEach(offset -> given.add(new Given(offset, By.CHUNK)));
    run.endRound(0, 0, random.nextDouble() / 2);
    agrees(run);
  }

  /// What was received in a chunk's time and belongs elsewhere: where nobody will read again, all
  /// of it, and some of the rest.
  private void strays(HistoryRun run, TimeRange range) {
    List<TimeRange> missing = missing(run);
    for (int offset = 0; offset < log.size(); offset++) {
      Sent sent = log.get(offset);
      if (range.contains(sent.receiveTime)
          && !range.contains(sent.time())
          && !run.applied.contains(offset)
          && (random.nextInt(4) == 0 || missing.stream().noneMatch(m -> m.contains(sent.time())))) {
        take(run, offset, By.STRAY);
      }
    }
  }

  private List<TimeRange> missing(HistoryRun run) {
    return run.store.notLoaded().stream()
        .filter(range -> range.to() > first)
        .map(range -> new TimeRange(Math.max(first, range.from()), range.to()))
        .toList();
  }

  // What there should be.

  /// Finds what of all that was given must be there after a start.
  private void survived(HistoryRun run) {
    List<Given> left = new ArrayList<>();
    for (int at = 0; at < given.size(); at++) {
      Given g = given.get(at);
      if (g.by == By.LIVE ? run.applied.contains(g.offset) : at < durable) {
        left.add(g);
      }
    }
    given = left;
    durable = given.size();
  }

  private void agrees(HistoryRun run) {
    oracle = new HistoryOracle(Micros.PER_DAY);
    List<Sent> inChunks =
        given.stream().filter(g -> g.by == By.CHUNK).map(g -> log.get(g.offset)).toList();
    for (Given g : given) {
      Sent sent = log.get(g.offset);
      if (g.by != By.CHUNK && inChunks.stream().anyMatch(sent::isSameAs)) {
        continue;
      }
      // Of those with the same time and order, what was received later holds.
      oracle
          .of(run.number("sensor-" + sent.datastream))
          .add(
              new Kept(
                  sent.time(),
                  sent.epoch,
                  sent.sequence,
                  g.offset,
                  sent.receiveTime,
                  sent.value,
                  sent.flags()));
    }
    var agreement =
        HistoryAgreement.of(run.store, oracle, DATASTREAMS, HistoryAgreement.WITHOUT_ORDER);
    agreement.wholeToTheSecond();
    for (int i = 0; i < 3; i++) {
      long t =
          random.nextBoolean()
              ? log.get(random.nextInt(log.size())).time()
              : START - 200 * SECOND + random.nextLong(now(log.size()) - START + 300 * SECOND);
      agreement.at(t, random);
    }
    if (random.nextInt(4) == 0) {
      agreement.played(1 << random.nextInt(DATASTREAMS));
    }
    nothingIsMissingThatIsNotSaidToBe(run);
  }

  private void nothingIsMissingThatIsNotSaidToBe(HistoryRun run) {
    List<TimeRange> missing = run.store.notLoaded();
    for (int i = 0; i < missing.size(); i++) {
      assertThat(i == 0 || missing.get(i - 1).to() < missing.get(i).from()).isTrue();
      assertThat(missing.get(i).to()).isLessThan(now(log.size()) + SECOND);
    }
  }

  private Path newFolder() throws IOException {
    Path folder = Files.createTempDirectory("history");
    folders.add(folder);
    return folder;
  }

  private Path copy(Path folder) throws IOException {
    Path copy = newFolder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}

package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Twin;
import io.belvedere.ingest.twin.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;

/// While slabs are packed on another thread, all goes on: late ones, ties, quarantined ones, new
/// datastreams, and a past that is inserted. At any moment, and after a crash at any moment, the
/// history is as one that seals at once, and as the oracle.
class SealingPropertyTest {
  private static final long SECOND = Micros.PER_SECOND;
  private static final long START = Micros.EARLIEST + 432 * Micros.PER_DAY;
  private static final TimeRange PAST = new TimeRange(START - 90 * SECOND, START);
  private static final int DATASTREAMS = 6;

  private record Sent(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      Severity severity,
      long epoch,
      long sequence) {
    Verdict to(RulesOfApplication rules) {
      return rules.take(
          datastream, 0, eventTime, receiveTime, value, Quality.GOOD, severity, epoch, sequence);
    }

    Verdict to(HistoryOracle oracle) {
      return oracle.take(datastream, eventTime, receiveTime, value, severity, epoch, sequence);
    }

    boolean isQuarantined() {
      return eventTime - receiveTime > Admission.MOST_AHEAD;
    }
  }

  private final List<Path> folders = new ArrayList<>();
  private Random random = new Random(0);
  private List<Sent> log = new ArrayList<>();
  private HistoryOracle oracle = new HistoryOracle(Micros.PER_DAY);
  private long now;
  private boolean isInserted;

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

  @Property(tries = 80)
  void whatComesMeanwhileChangesNoAnswer(@ForAll Random random) throws IOException {
    begin(random);
    Path folder = newFolder();
    HistoryRun run = start(folder);
    SlabStore atOnce = store();
    RulesOfApplication rules = new RulesOfApplication(new Twin(), atOnce, Duration.ofDays(1));
    run.store.begin(START, START);
    atOnce.begin(START, START);
    for (int steps = 20 + random.nextInt(80); steps > 0; steps--) {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> live(run, rules);
        case 3, 4 -> {
          tellNames(run, atOnce);
          long watermark = now + random.nextLong(90 * SECOND);
          run.store.seal(watermark);
          atOnce.seal(watermark);
        }
        case 5 -> run.persist();
        case 6 -> run.disk.loaded(run.store);
        case 7 -> insert(run, atOnce);
        default -> {
          agrees(run.store);
          agrees(atOnce);
          crash(folder);
        }
      }
      assertThat(run.disk.trouble()).isEmpty();
      assertThat(run.store.size()).isEqualTo(atOnce.size());
      assertThat(run.store.size()).isEqualTo(oracle.size());
    }
    tellNames(run, atOnce);
    for (int i = 0; i < 3; i++) {
      run.store.seal(now + 90 * SECOND);
      run.persist();
      run.disk.loaded(run.store);
    }
    atOnce.seal(now + 90 * SECOND);
    assertThat(run.store.boundary() - START).isGreaterThanOrEqualTo(now - START - 60 * SECOND);
    agrees(run.store);
    agrees(atOnce);
    crash(folder);
    run.end();
    restart(folder);
    run.store.close();
    atOnce.close();
  }

  /// What is frozen says the same whatever is done to that which it was taken of.
  @Property(tries = 200)
  void whatIsFrozenStaysAsItWas(@ForAll Random random) {
    begin(random);
    Courses courses = new Courses(1);
    List<Course> frozen = new ArrayList<>();
    List<List<Entry>> then = new ArrayList<>();
    int count = random.nextInt(1, 900);
    boolean isRegular = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      Entry entry = entry(i, isRegular);
      if (entry.sentTime() != Entry.NOT_QUARANTINED
          || !courses.append(
              0,
              entry.eventTime(),
              entry.receiveTime(),
              entry.value(),
              entry.flags(),
              entry.epoch(),
              entry.sequence())) {
        courses.add(0, entry);
      }
      if (random.nextInt(20) == 0) {
        long to = START + random.nextLong(i + 1) * SECOND;
        Course taken = courses.frozen(to)[0];
        if (taken == null) {
          continue;
        }
        frozen.add(taken);
        then.add(entries(taken));
        assertThat(entries(taken)).allMatch(each -> each.eventTime() < to);
        long before = courses.size();
        assertThat(before - courses.since(to, 1).size()).isEqualTo(taken.size());
      }
    }
    for (int i = 0; i < frozen.size(); i++) {
      assertThat(entries(frozen.get(i))).isEqualTo(then.get(i));
    }
  }

  /// What is added to those that take the place of others is not seen there.
  @Property(tries = 200)
  void whatIsAddedApartIsNotSeenBefore(@ForAll Random random) {
    begin(random);
    Courses before = Courses.ofFew(2);
    int count = random.nextInt(1, 600);
    for (int i = 0; i < count; i++) {
      before.add(0, entry(i, /* isRegular= */ true));
    }
    Course first = Objects.requireNonNull(before.get(0));
    List<Entry> then = entries(first);
    Courses apart = before.apart();
    assertThat(entries(Objects.requireNonNull(apart.get(0)))).isEqualTo(then);
    int more = random.nextInt(1, 50);
    for (int i = 0; i < more; i++) {
      apart.add(random.nextInt(2), entry(count + i, /* isRegular= */ true));
    }
    assertThat(apart.size()).isEqualTo(before.size() + more);
    assertThat(before.size()).isEqualTo(count);
    assertThat(before.get(0)).isSameAs(first);
    assertThat(entries(first)).isEqualTo(then);
    assertThat(before.get(1)).isNull();
  }

  private Entry entry(int i, boolean isRegular) {
    long late = random.nextInt(10) == 0 ? random.nextLong(60) * SECOND : 0;
    long time = START + i * SECOND - late;
    boolean isQuarantined = random.nextInt(200) == 0;
    return new Entry(
        time,
        START + i * SECOND + 1,
        i,
        0,
        isRegular ? 3 : random.nextLong(),
        isRegular ? i : random.nextInt(1_000_000),
        isQuarantined ? time + 100 * SECOND : Entry.NOT_QUARANTINED,
        /* yields= */ false);
  }

  private static List<Entry> entries(Course course) {
    List<Entry> entries = new ArrayList<>();
    for (long p = course.next(Course.NOWHERE); p != Course.NOWHERE; p = course.next(p)) {
      entries.add(course.entry(p));
    }
    return entries;
  }

  private void begin(Random random) {
    this.random = random;
    log = new ArrayList<>();
    oracle = new HistoryOracle(Micros.PER_DAY);
    now = START;
    isInserted = false;
  }

  private static SlabStore store() {
    return new SlabStore(
        Duration.ofDays(9),
        1L << 40,
        /* mostInSlab= */ 25,
        60 * SECOND,
        /* bytesInSegment= */ 2_000);
  }

  private static HistoryRun start(Path folder) throws IOException {
    return new HistoryRun(folder, store());
  }

  private void live(HistoryRun run, RulesOfApplication rules) {
    int from = log.size();
    for (int i = random.nextInt(1, 30); i > 0; i--) {
      now += random.nextLong(1_500_000);
      Sent sent = next();
      log.add(sent);
      var unused = run.number("sensor-" + sent.datastream);
      Verdict expected = sent.to(oracle);
      assertThat(sent.to(rules)).isEqualTo(expected);
      assertThat(sent.to(run.rules)).isEqualTo(expected);
      assertThat(isThere(run.store, sent)).isTrue();
    }
    run.endRound(from, log.size(), random.nextDouble() / 2);
  }

  private static boolean isThere(SlabStore store, Sent sent) {
    return sent.isQuarantined()
        ? store.containsQuarantined(sent.datastream, sent.eventTime, sent.receiveTime, sent.value)
        : store.contains(sent.datastream, sent.eventTime, sent.value);
  }

  private Sent next() {
    long ahead =
        switch (random.nextInt(20)) {
          case 0, 1, 2 -> -random.nextLong(200 * SECOND);
          case 3 -> 20 * SECOND;
          default -> -random.nextLong(2_000_000);
        };
    // Coarse times and few values, so that ties and duplicates are common.
    long eventTime = Math.max(START, Math.floorDiv(now + ahead, 250_000) * 250_000);
    int known = 1 + Math.min(DATASTREAMS - 1, log.size() / 40);
    return new Sent(
        random.nextInt(known),
        eventTime,
        now,
        random.nextInt(20) == 0 ? Double.NaN : random.nextInt(5),
        Severity.of(random.nextInt(Severity.COUNT)),
        random.nextInt(10) == 0 ? 1 : 0,
        random.nextInt(3) == 0 ? random.nextInt(1_000) : log.size());
  }

  /// As the feed does before it seals: a slab has room for every datastream with a number.
  private static void tellNames(HistoryRun run, SlabStore atOnce) {
    run.endRound(0, 0, /* seconds= */ 0);
    run.store.ensure(run.names.size());
    atOnce.ensure(run.names.size());
  }

  private void insert(HistoryRun run, SlabStore atOnce) {
    if (!isInserted && !log.isEmpty()) {
      isInserted = true;
      for (int d = 0; d < DATASTREAMS; d++) {
        var unused = run.number("sensor-" + d);
      }
      run.store.insert(past(run.store));
      run.endRound(0, 0, /* seconds= */ 0);
      atOnce.insert(past(atOnce));
      for (int i = 0; i < DATASTREAMS; i++) {
        past(i).to(oracle);
      }
    }
  }

  private static Past past(SlabStore store) {
    PastChunk chunk = PastChunk.of(store, PAST);
    for (int i = 0; i < DATASTREAMS; i++) {
      Sent sent = past(i);
      var unused =
          chunk.take(
              sent.datastream,
              sent.eventTime,
              sent.receiveTime,
              sent.value,
              Flags.of(Quality.GOOD, sent.severity),
              sent.epoch,
              sent.sequence);
    }
    return chunk.finish(DATASTREAMS);
  }

  private static Sent past(int i) {
    long time = PAST.from() + 10L * i * SECOND;
    return new Sent(i, time, time + 5, i + 0.5, Severity.of(i % Severity.COUNT), 0, i);
  }

  private void agrees(SlabStore store) {
    if (log.isEmpty()) {
      return;
    }
    HistoryAgreement agreement =
        HistoryAgreement.of(store, oracle, DATASTREAMS, HistoryAgreement.WITHOUT_ORDER);
    TimeRange covered = oracle.covered().orElseThrow();
    assertThat(store.size()).isEqualTo(oracle.size());
    for (int i = 0; i < 3; i++) {
      agreement.at(covered.from() + random.nextLong(covered.length() + 1), random);
    }
    agreement.at(store.boundary(), random);
    agreement.played(1 << random.nextInt(DATASTREAMS));
  }

  /// What is in the folder now is all that a crash leaves.
  private void crash(Path folder) throws IOException {
    Path copy = newFolder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    restart(copy);
  }

  /// What does not count as applied is read again, and then all is there, once.
  private void restart(Path folder) throws IOException {
    HistoryRun run = start(folder);
    run.loadAll();
    assertThat(run.disk.trouble()).isEmpty();
    for (int d = 0; d < DATASTREAMS; d++) {
      var unused = run.number("sensor-" + d);
    }
    run.store.begin(START, START);
    for (int offset = 0; offset < log.size(); offset++) {
      if (!run.applied.contains(offset)) {
        var unused = log.get(offset).to(run.rules);
      }
    }
    if (isInserted && run.store.notLoaded().stream().anyMatch(r -> r.contains(PAST.from()))) {
      run.store.insert(past(run.store));
    }
    agrees(run.store);
    run.end();
    run.store.close();
  }

  private Path newFolder() throws IOException {
    Path folder = Files.createTempDirectory("history");
    folders.add(folder);
    return folder;
  }
}

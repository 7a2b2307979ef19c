package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryOracle.Kept;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is too old for memory stays on disk, is told as not loaded, and comes back when it is
/// wanted; there the oldest whole segments go, unless they are pinned. A day is ten minutes here.
class ColdPastTest {
  private static final long START = Micros.EARLIEST + 222 * Micros.PER_DAY;
  private static final long DAY = 10 * Micros.PER_MINUTE;
  private static final int DATASTREAMS = 5;
  private static final DiskLimits WEEK = new DiskLimits(Duration.ofMinutes(70), 1L << 40);
  private static final long PLENTY = 1L << 40;

  private HistoryOracle oracle = new HistoryOracle(100 * DAY);
  private final List<Path> folders = new ArrayList<>();

  @TempDir Path folder = Path.of("");

  /// A history from a start to an end.
  private final class Run {
    final HistoryDisk disk;
    final SlabStore store;
    private final List<String> names =
        IntStream.range(0, DATASTREAMS).mapToObj(d -> "sensor-" + d).toList();
    private long ticks;

    Run(Path folder, DiskLimits limits, long mostBytes) throws IOException {
      disk = HistoryDisk.open(folder, limits);
      store =
          new SlabStore(
              Duration.ofMinutes(10),
              mostBytes,
              /* mostInSlab= */ 40,
              Micros.PER_MINUTE,
              /* bytesInSegment= */ 1_500);
      disk.restore(store);
      settle();
    }

    /// Goes on until there is nothing to do.
    void settle() {
      disk.journal().endRound(names, ++ticks);
      while (disk.runOnce(store) > 0 || !disk.allLoaded()) {
        disk.loaded(store);
      }
      disk.loaded(store);
    }

    /// Observations that are a second apart, some of them late, until `to`.
    void live(Random random, long from, long to) {
      for (long now = from; now < to; now += Micros.PER_SECOND) {
        take(random.nextInt(DATASTREAMS), now - random.nextLong(900_000), now, random.nextInt(9));
        long late = now - random.nextLong(8 * Micros.PER_MINUTE);
        if (random.nextInt(20) == 0 && late > START) {
          take(random.nextInt(DATASTREAMS), late, now, 10 + random.nextInt(9));
        }
        if (random.nextInt(15) == 0) {
          round(now);
        }
      }
      round(to);
      settle();
    }

    private void round(long now) {
      ticks += Micros.PER_SECOND * 1_000;
      disk.journal().endRound(names, ticks);
      store.seal(now);
      disk.runOnce(store);
      disk.loaded(store);
    }

    void take(int datastream, long eventTime, long receiveTime, double value) {
      store.append(
          datastream, eventTime, receiveTime, value, Flags.of(Quality.GOOD, Severity.NORMAL), 0, 0);
      oracle.take(datastream, eventTime, receiveTime, value, Severity.NORMAL, 0, 0);
    }

    void want(TimeRange range) {
      disk.want(range, store);
      settle();
    }

    Run again(DiskLimits limits, long mostBytes) throws IOException {
      end();
      return new Run(folder, limits, mostBytes);
    }

    void end() {
      disk.journal().handOver();
      disk.close();
    }
  }

  @AfterTry
  void removeFolders() throws IOException {
    for (Path each : folders) {
      try (Stream<Path> files = Files.walk(each)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    folders.clear();
  }

  @Test
  void whatIsTooOldForMemoryStaysOnDiskAndComesBackWhenItIsWanted() throws IOException {
    Random random = new Random(1);
    Run run = lived(random, WEEK, 4);
    assertThat(run.store.cold()).isNotEmpty();
    assertThat(run.store.cold().getFirst().from()).isEqualTo(START - Micros.PER_SECOND);
    assertThat(run.store.notLoaded()).isEqualTo(run.store.cold());
    assertThat(run.store.holes()).isEmpty();
    assertThat(run.store.covered().orElseThrow().from()).isEqualTo(START - Micros.PER_SECOND);
    long resident = run.store.bytes();
    run.want(whole(run));
    assertThat(run.store.cold()).isEmpty();
    assertThat(run.store.notLoaded()).isEmpty();
    assertThat(run.store.bytes()).isGreaterThan(2 * resident);
    agree(run.store, random, new TimeRange(START, day(4)));
    assertThat(run.store.size()).isEqualTo(oracle.size());
    assertThat(total(run.store)).isEqualTo((int) oracle.size());
    run.end();
  }

  @Test
  void aStartKnowsWhatIsColdWithoutLoadingIt() throws IOException {
    Random random = new Random(2);
    Run first = lived(random, WEEK, 4);
    TimeRange cold = first.store.cold().getFirst();
    Run run = first.again(WEEK, PLENTY);
    assertThat(run.store.cold()).hasSize(1).first().satisfies(all -> holds(all, cold));
    assertThat(run.store.notLoaded()).isEqualTo(run.store.cold());
    assertThat(run.store.bytes()).isLessThanOrEqualTo(first.store.bytes());
    run.want(new TimeRange(day(1), day(1) + 1));
    assertThat(run.store.cold()).isNotEmpty();
    TimeRange warm = new TimeRange(day(1), day(1) + 30 * Micros.PER_SECOND);
    assertThat(run.store.notLoaded()).noneMatch(range -> range.contains(day(1)));
    DistrictState state = new DistrictState();
    agreeAt(run.store, state, warm.from());
    run.live(random, day(4), day(5));
    run.want(whole(run));
    agree(run.store, random, new TimeRange(START, day(5)));
    run.end();
  }

  @Test
  void whatComesForWhatIsColdIsKeptAndThereOnce() throws IOException {
    Random random = new Random(14);
    Run run = lived(random, WEEK, 4);
    assertThat(isThere(run, day(1))).isFalse();
    run.take(0, day(1) + 1, day(4), 77);
    Kept sent = oracle.latestAt(1, day(1)).orElseThrow();
    int flags = Flags.of(Quality.GOOD, Severity.NORMAL);
    run.store.append(1, sent.eventTime(), day(4), sent.value(), flags, 0, 0);
    run.round(day(4));
    run = run.again(WEEK, PLENTY);
    run.want(whole(run));
    assertThat(run.store.size()).isEqualTo(oracle.size());
    assertThat(total(run.store)).isEqualTo((int) oracle.size());
    agree(run.store, random, new TimeRange(START, day(4)));
    agreeAt(run.store, new DistrictState(), day(1) + 1);
    run.end();
  }

  @Test
  void whatWasNotWantedForLongestGoesFirstAndComesBack() throws IOException {
    Random random = new Random(3);
    Run run = tight(lived(random, WEEK, 6));
    run.want(at(day(1)));
    run.want(at(day(2)));
    run.want(at(day(1)));
    for (long t = day(3); isThere(run, day(2)); t += Micros.PER_MINUTE) {
      assertThat(t).isLessThan(day(5));
      run.want(at(day(1)));
      run.want(at(t));
    }
    assertThat(isThere(run, day(1))).isTrue();
    assertThat(run.store.bytes()).isLessThanOrEqualTo(run.store.mostBytes());
    run.want(at(day(2)));
    assertThat(isThere(run, day(2))).isTrue();
    agreeAt(run.store, new DistrictState(), day(2));
    agree(run.store, random, new TimeRange(day(6) - DAY / 2, day(6)));
    run.end();
  }

  @Test
  void aWishForMoreThanFitsBringsTheNewestOfIt() throws IOException {
    Run run = tight(lived(new Random(4), WEEK, 6));
    run.want(new TimeRange(START, day(4)));
    assertThat(isThere(run, day(4) - 1)).isTrue();
    assertThat(isThere(run, START)).isFalse();
    assertThat(run.store.bytes()).isLessThanOrEqualTo(run.store.mostBytes());
    run.end();
  }

  @Test
  void theOldestWholeSegmentsGoFromTheDiskByAge() throws IOException {
    Run run = lived(new Random(5), new DiskLimits(Duration.ofMinutes(30), PLENTY), 6);
    assertThat(run.disk.oldest().orElseThrow()).isBetween(day(3) - DAY / 2, day(3));
    assertThat(run.store.covered().orElseThrow().from()).isEqualTo(run.disk.oldest().getAsLong());
    assertThat(run.store.holes()).isEmpty();
    run.want(whole(run));
    agree(run.store, new Random(6), new TimeRange(day(3), day(6)));
    run.end();
  }

  @Test
  void holesGoFromTheDiskWithWhatIsTooOld() throws IOException {
    DiskLimits limits = new DiskLimits(Duration.ofMinutes(30), PLENTY);
    Run run = lived(new Random(15), limits, 2);
    TimeRange old = new TimeRange(day(1), day(1) + Micros.PER_MINUTE);
    TimeRange newer = new TimeRange(day(2) - 2 * Micros.PER_MINUTE, day(2) - Micros.PER_MINUTE);
    run.store.hole(old);
    run.store.hole(newer);
    run = run.again(limits, PLENTY);
    assertThat(run.store.holes()).containsExactly(old, newer);
    run.live(new Random(16), day(2), day(2) + 2 * DAY + DAY / 2);
    run = run.again(limits, PLENTY);
    assertThat(run.store.lost().all()).containsExactly(newer);
    run.live(new Random(17), day(4) + DAY / 2, day(6));
    run.end();
    assertThat(HolesFile.open(folder.resolve("holes"), new Damage(folder)).all().all()).isEmpty();
  }

  @Test
  void aHoleThatIsFilledIsFilledAtTheNextStartToo() throws IOException {
    Run run = new Run(folder, WEEK, PLENTY);
    run.store.begin(day(1), day(0));
    run.live(new Random(18), day(1), day(1) + DAY / 2);
    TimeRange lost = new TimeRange(day(1) - 3 * Micros.PER_MINUTE, day(1));
    run.store.hole(lost);
    run = run.again(WEEK, PLENTY);
    assertThat(run.store.lost().all()).containsExactly(lost);
    TimeRange filled = new TimeRange(day(1) - Micros.PER_MINUTE, day(1));
    PastChunk chunk = PastChunk.of(run.store, filled);
    chunk.take(0, filled.from(), filled.from(), 1, 0, 0, 0);
    run.store.insert(chunk.finish(DATASTREAMS));
    run = run.again(WEEK, PLENTY);
    assertThat(run.store.lost().all()).containsExactly(new TimeRange(lost.from(), filled.from()));
    assertThat(run.store.ground(filled.from())).isEqualTo(Ground.LOADED);
    run.end();
  }

  @Test
  void theOldestWholeSegmentsGoFromTheDiskByBytes() throws IOException {
    Run run = lived(new Random(7), new DiskLimits(Duration.ofDays(9), 30_000), 8);
    assertThat(run.disk.bytes()).isBetween(24_000L, 30_000L).isEqualTo(bytesOfSegments());
    assertThat(run.disk.oldest().orElseThrow()).isGreaterThan(day(1));
    run.want(whole(run));
    agree(run.store, new Random(8), new TimeRange(run.disk.oldest().getAsLong(), day(8)));
    run.end();
  }

  @Test
  void whatIsPinnedStaysUntilItIsNotAnyMore() throws IOException {
    DiskLimits limits = new DiskLimits(Duration.ofMinutes(20), 1L << 40);
    Random random = new Random(9);
    Pin flood = new Pin(new TimeRange(day(1), day(1) + DAY / 5), "Flood in the harbour");
    Run run = lived(random, limits, 2);
    run.disk.pin(flood);
    run.live(random, day(2), day(6));
    run = run.again(limits, PLENTY);
    assertThat(run.disk.pins()).containsExactly(flood);
    run.live(random, day(6), day(8));
    assertThat(run.store.cold().getFirst()).satisfies(c -> holds(c, flood.range()));
    assertThat(run.store.holes()).as("what went between it and the rest").hasSize(1);
    run.want(flood.range());
    agree(run.store, random, flood.range());
    assertThat(run.disk.unpin(flood)).isTrue();
    assertThat(run.disk.unpin(flood)).isFalse();
    run.live(random, day(8), day(9));
    assertThat(run.disk.oldest().orElseThrow()).isGreaterThan(day(6));
    run = run.again(limits, PLENTY);
    assertThat(run.disk.pins()).isEmpty();
    run.end();
  }

  @Test
  void aDamagedColdSegmentIsToldWhenItIsWantedAndBlocksNothing() throws IOException {
    Random random = new Random(10);
    lived(random, WEEK, 4).end();
    Path oldest = segments().getFirst();
    byte[] bytes = Files.readAllBytes(oldest);
    bytes[FrameFile.HEADER + FrameFile.HEAD + 40] ^= 1;
    Files.write(oldest, bytes);
    Path nothing = segments().get(1);
    Files.write(nothing, new byte[900]);
    Run run = new Run(folder, WEEK, PLENTY);
    assertThat(run.disk.trouble()).contains(nothing.getFileName().toString());
    run.want(whole(run));
    assertThat(run.disk.trouble()).contains(oldest.getFileName().toString());
    assertThat(run.store.holes()).isNotEmpty();
    assertThat(run.store.notLoaded()).isEmpty();
    assertThat(run.store.cold()).isEmpty();
    List<TimeRange> lost = run.store.holes();
    agree(run.store, random, new TimeRange(lost.getLast().to(), day(4)));
    run.want(whole(run));
    run.end();
  }

  @Test
  void aFileOfPinsThatIsDamagedCostsPinsAndIsTold() throws IOException {
    Run run = new Run(folder, WEEK, PLENTY);
    for (int i = 0; i < 5; i++) {
      run.disk.pin(new Pin(new TimeRange(day(i), day(i + 1)), "day " + i));
    }
    run.end();
    Path file = folder.resolve("pins");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      opensWithout(file, 5);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] wrong = whole.clone();
      wrong[at] ^= 16;
      Files.write(file, wrong);
      try (HistoryDisk disk = HistoryDisk.open(folder, WEEK)) {
        assertThat(disk.pins()).hasSizeBetween(at < FrameFile.HEADER ? 0 : 4, 5);
        assertThat(disk.pins().size() == 5 || disk.trouble().contains("pins")).isTrue();
      }
    }
  }

  private void opensWithout(Path file, int all) throws IOException {
    int left;
    try (HistoryDisk disk = HistoryDisk.open(folder, WEEK)) {
      left = disk.pins().size();
      assertThat(left).isLessThan(all);
      assertThat(disk.trouble()).contains("pins");
    }
    assertThat(file).exists();
    try (HistoryDisk disk = HistoryDisk.open(folder, WEEK)) {
      assertThat(disk.pins()).hasSize(left);
      assertThat(disk.trouble()).as("told once").isEmpty();
    }
  }

  @Test
  void whatIsInsertedBelowIsOnDiskForThoseAboveBeforeTheyAreCold() throws IOException {
    Run run = new Run(folder, WEEK, PLENTY);
    run.take(0, day(0), day(0), 1);
    run.round(day(0));
    // Goes on where all before is missing, and is told of it from the newest to the oldest.
    run.store.begin(day(1), day(0));
    run.live(new Random(11), day(1), day(2));
    for (int minute = 9; minute >= 1; minute--) {
      long from = day(0) + minute * Micros.PER_MINUTE;
      PastChunk chunk = PastChunk.of(run.store, new TimeRange(from, from + Micros.PER_MINUTE));
      // Of each minute another datastream, so that each has to be carried through the rest.
      int datastream = minute % DATASTREAMS;
      chunk.take(datastream, from, from, 100 + minute, 0, 0, 0);
      oracle.take(datastream, from, from, 100 + minute, Severity.NORMAL, 0, 0);
      run.store.insert(chunk.finish(DATASTREAMS));
      run.settle();
    }
    run.live(new Random(12), day(2), day(4));
    assertThat(isThere(run, day(1) - 1)).isFalse();
    run = run.again(WEEK, PLENTY);
    long t = day(1) - 1;
    run.want(at(t));
    assertThat(isThere(run, t)).isTrue();
    assertThat(isThere(run, t - 2 * Micros.PER_MINUTE)).isFalse();
    agreeAt(run.store, new DistrictState(), t);
    run.end();
  }

  @Test
  void whatIsQuietIsWrittenAgainWithWhatItHasLearnt() throws IOException {
    Run run = new Run(folder, WEEK, PLENTY);
    run.store.begin(day(1), day(0));
    run.live(new Random(13), day(1), day(1) + DAY / 2);
    for (int minute : List.of(9, 8)) {
      long from = day(0) + minute * Micros.PER_MINUTE;
      PastChunk chunk = PastChunk.of(run.store, new TimeRange(from, from + Micros.PER_MINUTE));
      chunk.take(minute % DATASTREAMS, from, from, 100 + minute, 0, 0, 0);
      run.store.insert(chunk.finish(DATASTREAMS));
    }
    run.settle();
    long slabOf = day(0) + 9 * Micros.PER_MINUTE;
    assertThat(onDisk(slabOf).keyframe().eventTime(8 % DATASTREAMS)).isEqualTo(DistrictState.NONE);
    for (int i = 0; i <= 110; i++) {
      var unused = run.disk.runOnce(run.store);
    }
    assertThat(onDisk(slabOf).keyframe().eventTime(8 % DATASTREAMS))
        .isEqualTo(day(0) + 8 * Micros.PER_MINUTE);
    assertThat(run.disk.trouble()).isEmpty();
    run.end();
  }

  @Property(tries = 25)
  void whateverHappensWhatIsWantedIsAsItWas(@ForAll Random random) throws IOException {
    oracle = new HistoryOracle(100 * DAY);
    Path own = Files.createTempDirectory("cold");
    folders.add(own);
    DiskLimits limits = new DiskLimits(Duration.ofMinutes(30 + random.nextInt(60)), PLENTY);
    long most = 4_000 + random.nextLong(40_000);
    Run run = new Run(own, limits, most);
    long now = START;
    for (int i = 0; i < 12; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          run.end();
          run = new Run(own, limits, most);
        }
        case 1 -> {
          TimeRange covered = run.store.covered().orElse(new TimeRange(START, START));
          run.want(at(covered.from() + random.nextLong(covered.length() + 1)));
        }
        default -> {
          long to = now + (1 + random.nextInt(10)) * Micros.PER_MINUTE;
          run.live(random, now, to);
          now = to;
        }
      }
      if (now > START) {
        agreeWhereLoaded(run.store, random, new TimeRange(START, now));
      }
    }
    assertThat(run.disk.trouble()).isEmpty();
    run.end();
  }

  /// One with plenty of memory that has lived through its first days.
  private Run lived(Random random, DiskLimits limits, int days) throws IOException {
    Run run = new Run(folder, limits, PLENTY);
    run.live(random, START, day(days));
    return run;
  }

  /// The same, started again with room for half as much more than it has in memory.
  private static Run tight(Run filled) throws IOException {
    return filled.again(WEEK, filled.store.bytes() * 3 / 2);
  }

  private Slab onDisk(long t) throws IOException {
    Slab[] found = new Slab[1];
    for (Path each : segments()) {
      try (FrameFile file = FrameFile.openKeeping(each, 4)) {
        file.forward(
            FrameFiles.whole(
                each,
                position -> {},
                (kind, payload) -> {
                  Slab slab = SlabFrame.read(payload, Arena.ofAuto()).slab();
                  if (slab.from() <= t && t < slab.to()) {
                    found[0] = slab;
                  }
                }));
      }
    }
    return Objects.requireNonNull(found[0]);
  }

  private static long day(int number) {
    return START + number * DAY;
  }

  private static TimeRange at(long t) {
    return new TimeRange(t, t + 1);
  }

  private static TimeRange whole(Run run) {
    TimeRange covered = run.store.covered().orElseThrow();
    return new TimeRange(covered.from(), covered.to() + 1);
  }

  private static void holds(TimeRange outer, TimeRange inner) {
    assertThat(outer.from()).isLessThanOrEqualTo(inner.from());
    assertThat(outer.to()).isGreaterThanOrEqualTo(inner.to());
  }

  private static boolean isThere(Run run, long t) {
    return run.store.notLoaded().stream().noneMatch(range -> range.contains(t));
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("segment-"))
          .sorted()
          .toList();
    }
  }

  private long bytesOfSegments() throws IOException {
    return segments().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static int total(SlabStore store) {
    int[] counts = new int[Severity.COUNT];
    store.density(new TimeRange(START - DAY, START + 100 * DAY), 1, counts);
    return counts[Severity.NORMAL.ordinal()];
  }

  private void agreeWhereLoaded(SlabStore store, Random random, TimeRange range) {
    List<TimeRange> missing =
        Stream.concat(store.notLoaded().stream(), store.holes().stream()).toList();
    DistrictState state = new DistrictState();
    for (int i = 0; i < 20; i++) {
      long t = range.from() + random.nextLong(range.length());
      if (t >= store.covered().orElseThrow().from()
          && missing.stream().noneMatch(each -> each.contains(t))) {
        agreeAt(store, state, t);
      }
    }
  }

  private void agree(SlabStore store, Random random, TimeRange range) {
    DistrictState state = new DistrictState();
    for (int i = 0; i < 40; i++) {
      long t = range.from() + random.nextLong(range.length());
      agreeAt(store, state, t);
      // What was received much later may have to be looked for in what is older than the range.
      long known = t + random.nextLong(8 * Micros.PER_MINUTE);
      store.asKnown(t, known, state);
      for (int d = 0; d < DATASTREAMS; d++) {
        Optional<Kept> expected = oracle.asKnown(d, t, known);
        assertThat(state.isKnown(d)).isEqualTo(expected.isPresent());
        assertThat(state.eventTime(d))
            .isEqualTo(expected.map(Kept::eventTime).orElse(DistrictState.NONE));
      }
      TimeRange rest = new TimeRange(t, range.to());
      for (int d = 0; d < DATASTREAMS; d++) {
        assertThat(store.range(d, rest).value())
            .containsExactly(oracle.range(d, rest).mapToDouble(Kept::value).toArray());
      }
    }
  }

  private void agreeAt(SlabStore store, DistrictState state, long t) {
    store.latestAt(t, state);
    for (int d = 0; d < DATASTREAMS; d++) {
      Optional<Kept> expected = oracle.latestAt(d, t);
      assertThat(state.isKnown(d)).isEqualTo(expected.isPresent());
      if (expected.isPresent()) {
        assertThat(state.eventTime(d)).isEqualTo(expected.get().eventTime());
        assertThat(state.receiveTime(d)).isEqualTo(expected.get().receiveTime());
        assertThat(state.value(d)).isEqualTo(expected.get().value());
      }
    }
  }
}

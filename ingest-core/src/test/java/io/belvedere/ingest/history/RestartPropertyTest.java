package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import org.apache.kafka.common.Uuid;

/// A log that is applied, with ends and crashes at any moment in between, leaves the history as the
/// oracle has it: nothing is missing and nothing is there twice.
class RestartPropertyTest {
  private static final long START = Micros.EARLIEST + 123 * Micros.PER_DAY;
  private static final int DATASTREAMS = 6;
  private static final PartitionId PARTITION = new PartitionId(new Uuid(3, 4), 0);

  private record Sent(int datastream, long eventTime, long receiveTime, double value) {
    Severity severity() {
      return Severity.of((int) value);
    }
  }

  private final List<String> names =
      IntStream.range(0, DATASTREAMS).mapToObj(d -> "sensor-" + d).toList();
  private HistoryOracle oracle = new HistoryOracle(Micros.PER_DAY);
  private final List<Path> folders = new ArrayList<>();

  @AfterTry
  void removeFolders() throws IOException {
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
    folders.clear();
  }

  @Property(tries = 60)
  void whatWasAppliedIsThereOnceAfterAnyEnd(@ForAll Random random) throws IOException {
    oracle = new HistoryOracle(Micros.PER_DAY);
    List<Sent> log = log(random);
    Path folder = newFolder();
    int next = 0;
    while (next < log.size()) {
      Run run = new Run(folder);
      assertThat(run.disk.names()).isEqualTo(names.subList(0, run.disk.names().size()));
      next = run.applied.firstEnd() < 0 ? 0 : (int) run.applied.firstEnd();
      int until = next + 1 + random.nextInt(log.size());
      while (next < log.size() && next < until) {
        int end = Math.min(log.size(), next + 1 + random.nextInt(20));
        run.round(log, next, end, random);
        next = end;
      }
      if (random.nextBoolean()) {
        run.end();
      } else {
        // What is in the folder now is all that a crash leaves.
        folder = copy(folder);
        run.end();
      }
    }
    for (Sent sent : log) {
      oracle.take(
          sent.datastream, sent.eventTime, sent.receiveTime, sent.value, sent.severity(), 0, 0);
    }
    Run last = new Run(folder);
    int from = last.applied.firstEnd() < 0 ? 0 : (int) last.applied.firstEnd();
    last.round(log, from, log.size(), random);
    last.loadAll();
    agree(last.store, random);
    last.mergeAll();
    agree(last.store, random);
    last.end();
    Run again = new Run(folder);
    assertThat(again.applied.snapshot())
        .containsExactly(new OffsetIntervals.Interval(0, log.size()));
    again.loadAll();
    assertThat(again.disk.trouble()).isEmpty();
    agree(again.store, random);
    again.mergeAll();
    agree(again.store, random);
    again.end();
  }

  private static List<Sent> log(Random random) {
    List<Sent> log = new ArrayList<>();
    long now = START;
    int size = 100 + random.nextInt(900);
    for (int i = 0; i < size; i++) {
      now += random.nextLong(900_000);
      long ahead =
          switch (random.nextInt(20)) {
            case 0 -> -random.nextLong(600) * Micros.PER_SECOND;
            case 1 -> 20 * Micros.PER_SECOND;
            default -> -random.nextLong(2_000_000);
          };
      log.add(new Sent(random.nextInt(DATASTREAMS), now + ahead, now, random.nextInt(50) / 10.0));
    }
    return log;
  }

  /// From a start to an end.
  private final class Run {
    final HistoryDisk disk;
    final SlabStore store =
        new SlabStore(
            Duration.ofDays(9), 1L << 40, /* mostInSlab= */ 40, 60 * Micros.PER_SECOND, 1_500);
    final OffsetIntervals applied = new OffsetIntervals();
    final RulesOfApplication rules;
    private long ticks;

    Run(Path folder) throws IOException {
      disk = HistoryDisk.open(folder);
      disk.restore(store);
      for (Map.Entry<PartitionId, OffsetIntervals> each : disk.read().entrySet()) {
        assertThat(each.getKey()).isEqualTo(PARTITION);
        applied.addAll(each.getValue());
      }
      Twin twin = new Twin();
      DistrictState state = new DistrictState();
      store.latestAt(Micros.LATEST, state);
      for (int d = 0; d < state.size(); d++) {
        if (state.isKnown(d)) {
          twin.apply(
              d, 0, state.eventTime(d), state.receiveTime(d), state.value(d), state.flags(d), 0, 0);
        }
      }
      rules = new RulesOfApplication(twin, store, Duration.ofDays(1));
    }

    void round(List<Sent> log, int from, int end, Random random) {
      for (int offset = from; offset < end; offset++) {
        if (applied.add(offset)) {
          Sent each = log.get(offset);
          rules.take(
              each.datastream,
              0,
              each.eventTime,
              each.receiveTime,
              each.value,
              Quality.GOOD,
              each.severity(),
              0,
              0);
        }
      }
      disk.journal().read(PARTITION, from, end);
      ticks += random.nextLong(400_000_000);
      disk.journal().endRound(names, ticks);
      disk.loaded(store);
      if (random.nextInt(4) == 0) {
        store.seal(log.get(end - 1).receiveTime);
      }
      if (random.nextInt(4) == 0) {
        var unused = store.merge();
      }
      if (random.nextInt(3) == 0) {
        disk.runOnce(store);
        assertThat(disk.trouble()).isEmpty();
      }
    }

    void loadAll() {
      while (!disk.allLoaded()) {
        disk.runOnce(store);
        disk.loaded(store);
      }
    }

    /// Until nothing is left that is worth it.
    void mergeAll() {
      long before = Long.MAX_VALUE;
      while (store.tooLate() < before) {
        before = store.tooLate();
        var unused = store.merge();
        disk.runOnce(store);
        assertThat(disk.trouble()).isEmpty();
        disk.loaded(store);
      }
    }

    void end() {
      disk.journal().handOver();
      disk.close();
    }
  }

  private void agree(SlabStore store, Random random) {
    assertThat(store.holes()).isEmpty();
    TimeRange covered = oracle.covered().orElseThrow();
    HistoryAgreement agreement =
        HistoryAgreement.of(store, oracle, DATASTREAMS, HistoryAgreement.WITHOUT_ORDER);
    agreement.wholeToTheSecond();
    for (int i = 0; i < 8; i++) {
      agreement.at(covered.from() + random.nextLong(covered.length() + 1), random);
    }
    agreement.played(1 << random.nextInt(DATASTREAMS));
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

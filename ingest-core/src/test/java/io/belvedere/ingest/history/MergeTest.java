package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryRun.Sent;
import io.belvedere.ingest.source.OffsetIntervals.Interval;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What came too late for its slab is put into it when there is time.
class MergeTest {
  private static final long START = Micros.EARLIEST + 200 * Micros.PER_DAY;

  private Path parent;
  private Path folder;
  private HistoryRun run;
  private final List<Sent> log = new ArrayList<>();

  @BeforeEach
  void write(@TempDir Path parent) throws IOException {
    this.parent = parent;
    folder = parent.resolve("history");
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      long now = START + i * Micros.PER_SECOND;
      long late = i % 7 == 0 ? 150 * Micros.PER_SECOND : 100_000;
      log.add(new Sent("sensor-" + random.nextInt(4), now - late, now, i));
    }
    // One that is silent afterwards, and whose last came too late.
    log.add(new Sent("silent", START + 20_000_000, START + 399_000_000, 77));
    run = new HistoryRun(folder);
    for (int at = 0; at < log.size(); at += 5) {
      run.round(log, at, Math.min(at + 5, log.size()));
      run.persist();
    }
  }

  @Test
  void nothingButTheNewestIsLeftBesideTheSlabs() throws IOException {
    long size = run.store.size();
    long before = run.store.tooLate();
    DistrictState state = new DistrictState();
    mergeAll();
    assertThat(run.store.tooLate()).isLessThan(before / 2);
    assertThat(run.store.size()).isEqualTo(size);
    holds(run);
    long bytes = Files.size(folder.resolve("late"));
    run.end();
    HistoryRun again = new HistoryRun(folder);
    // Before any older slab is there.
    again.store.latestAt(Micros.LATEST, state);
    assertThat(state.value(again.names.indexOf("silent"))).isEqualTo(77);
    again.loadAll();
    assertThat(again.store.tooLate()).isEqualTo(run.store.tooLate());
    assertThat(again.store.size()).isEqualTo(size);
    holds(again);
    again.end();
    assertThat(Files.size(folder.resolve("late"))).isEqualTo(bytes);
  }

  @Test
  void aCrashBeforeTheLateOnesAreLeftOutDoublesNone() throws IOException {
    Path late = Files.copy(folder.resolve("late"), parent.resolve("late"));
    long size = run.store.size();
    long before = run.store.tooLate();
    mergeAll();
    run.end();
    Files.copy(late, folder.resolve("late"), StandardCopyOption.REPLACE_EXISTING);
    HistoryRun again = new HistoryRun(folder);
    again.loadAll();
    assertThat(again.store.tooLate()).isLessThan(before / 2);
    assertThat(again.store.size()).isEqualTo(size);
    holds(again);
    again.end();
  }

  @Test
  void aSegmentThatCannotBeWrittenAgainStaysAsItIs() throws IOException {
    long before = run.store.tooLate();
    // Nothing can be written where a folder stands.
    for (Path segment : segments()) {
      Path inTheWay = segment.resolveSibling(segment.getFileName() + ".half");
      Files.createDirectories(inTheWay.resolve("something"));
    }
    assertThat(run.store.merge()).isTrue();
    run.persist();
    run.disk.loaded(run.store);
    assertThat(run.store.tooLate()).isEqualTo(before);
    run.end();
    HistoryRun again = new HistoryRun(folder);
    again.loadAll();
    holds(again);
    again.end();
  }

  private void mergeAll() {
    long before = Long.MAX_VALUE;
    while (run.store.tooLate() < before) {
      before = run.store.tooLate();
      var unused = run.store.merge();
      run.persist();
      run.disk.loaded(run.store);
    }
    // Gives back the memory of what was replaced, and must not take the files with it.
    run.persist();
    assertThat(run.disk.trouble()).isEmpty();
  }

  private void holds(HistoryRun of) {
    assertThat(of.disk.trouble()).isEmpty();
    assertThat(of.store.notLoaded()).allMatch(range -> range.to() < START);
    assertThat(of.applied.snapshot()).containsExactly(new Interval(0, log.size()));
    HistoryPromise.keptBy(of, log);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("segment-")).toList();
    }
  }
}

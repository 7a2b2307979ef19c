package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryRun.Sent;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was lost stays lost at every start, whatever lies around it.
class HolesTest {
  private static final long START = Micros.EARLIEST + 55 * Micros.PER_DAY;

  /// Inside a slab, in the head, and over both.
  private static final List<TimeRange> HOLES =
      List.of(range(21, 39), range(63, 64), range(90, 471));

  @TempDir Path folder = Path.of("");

  private final List<Sent> log = log();

  private static List<Sent> log() {
    List<Sent> log = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      long time = at(i * 4);
      log.add(new Sent("s" + i % 3, time, time + 500_000, i));
    }
    return log;
  }

  @Test
  void aHoleIsThereAtTheNextStartBeforeAnythingIsLoaded() throws IOException {
    live(HOLES).end();
    HistoryRun again = new HistoryRun(folder);
    assertThat(again.store.ground(at(30))).isEqualTo(Ground.LOST);
    again.loadAll();
    assertThat(again.store.holes()).isEqualTo(HOLES);
    assertThat(again.store.ground(at(30))).isEqualTo(Ground.LOST);
    assertThat(again.store.ground(at(50))).isEqualTo(Ground.LOADED);
    assertThat(again.store.ground(at(470))).isEqualTo(Ground.LOST);
    again.end();
  }

  @Test
  void aCrashLeavesAHoleOrNoOffsetsBehindIt() throws IOException {
    HistoryRun run = new HistoryRun(folder);
    run.round(log, 0, 60);
    run.persist();
    Path obstacle = Files.createDirectories(folder.resolve("holes.half").resolve("obstacle"));
    run.store.hole(range(30, 40));
    run.round(log, 60, 90);
    run.persist();
    assertThat(run.disk.trouble()).startsWith("The history cannot be kept on disk: ");
    assertThat(run.store.size()).as("live goes on").isEqualTo(90);
    assertThat(run.disk.read().get(HistoryRun.PARTITION))
        .satisfies(read -> assertThat(read.contains(59)).isTrue())
        .satisfies(read -> assertThat(read.contains(60)).isFalse());

    Files.delete(obstacle);
    run.round(log, 90, 120);
    run.persist();
    assertThat(run.disk.trouble()).isEmpty();
    // What is in the folder now is all that a crash leaves.
    assertThat(onDisk()).containsExactly(range(30, 40));
    assertThat(run.disk.read().get(HistoryRun.PARTITION))
        .satisfies(read -> assertThat(read.contains(119)).isTrue());
    run.end();
  }

  @Test
  void aCrashWhileHolesAreWrittenLeavesThoseBefore() throws IOException {
    live(HOLES.subList(0, 1)).end();
    byte[] before = Files.readAllBytes(file());
    HistoryRun run = live(HOLES);
    run.end();
    byte[] after = Files.readAllBytes(file());
    for (int length = 0; length < after.length; length++) {
      Files.write(file(), before);
      Files.write(folder.resolve("holes.half"), Arrays.copyOf(after, length));
      HistoryRun again = new HistoryRun(folder);
      assertThat(again.store.lost().all()).isEqualTo(HOLES.subList(0, 1));
      again.store.hole(HOLES.get(1));
      again.end();
      assertThat(again.disk.trouble()).isEmpty();
      assertThat(onDisk()).isEqualTo(HOLES.subList(0, 2));
    }
  }

  @Test
  void aDamagedFileIsToldAndCostsOnlyTheHolesThatItHit() throws IOException {
    live(HOLES).end();
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThat(startsAndTells()).isLessThan(HOLES.size());
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] wrong = whole.clone();
      wrong[at] ^= 32;
      Files.write(file(), wrong);
      int left = startsAndTells();
      assertThat(left).isGreaterThanOrEqualTo(at < FrameFile.HEADER ? 0 : HOLES.size() - 1);
    }
  }

  /// @return how many holes are left
  private int startsAndTells() throws IOException {
    HistoryRun run = new HistoryRun(folder);
    run.loadAll();
    List<TimeRange> left = run.store.holes();
    assertThat(HOLES).containsAll(left);
    assertThat(left.size() == HOLES.size() || run.disk.trouble().endsWith("lost: holes.")).isTrue();
    assertThat(run.store.size()).isEqualTo(log.size());
    run.end();
    assertThat(onDisk()).isEqualTo(left);
    return left.size();
  }

  @Test
  void aFolderThatIsDeletedHasItsHolesAgain() throws IOException {
    HistoryRun run = live(HOLES);
    Files.delete(file());
    Files.delete(folder.resolve("names"));
    run.disk.pin(new Pin(range(0, 1), "something to write"));
    run.persist();
    assertThat(onDisk()).isEqualTo(HOLES);
    run.end();
  }

  private HistoryRun live(List<TimeRange> holes) throws IOException {
    HistoryRun run = new HistoryRun(folder);
    for (int i = 0; i < log.size(); i += 5) {
      run.round(log, i, i + 5);
    }
    holes.forEach(run.store::hole);
    run.persist();
    return run;
  }

  private Path file() {
    return folder.resolve("holes");
  }

  private List<TimeRange> onDisk() {
    Damage damage = new Damage(folder);
    TimeRanges all = HolesFile.open(file(), damage).all();
    assertThat(damage.words()).isEmpty();
    return all.all();
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static long at(int second) {
    return START + second * Micros.PER_SECOND;
  }
}

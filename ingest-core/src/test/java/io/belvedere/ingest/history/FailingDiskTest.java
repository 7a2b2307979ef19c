package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.belvedere.ingest.history.HistoryRun.Sent;
import io.belvedere.ingest.source.OffsetIntervals.Interval;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, gone, or no place for a folder takes nothing from what is live, is told,
/// and is used again as soon as that is possible.
class FailingDiskTest {
  private static final long START = Micros.EARLIEST + 77 * Micros.PER_DAY;

  @TempDir Path temporary = Path.of("");

  private final List<Sent> log = log();

  private static List<Sent> log() {
    List<Sent> log = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      long time = START + i * 4_000_000L;
      log.add(new Sent("s" + i % 3, time, time + 500_000, i));
    }
    return log;
  }

  @Test
  void aFullDiskIsToldAndUsedAgainWhenThereIsRoom() throws Exception {
    Path small = Files.createDirectory(temporary.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()),
        "A small disk can only be had by whoever may mount one.");
    try {
      Path folder = small.resolve("history");
      HistoryRun run = new HistoryRun(folder);
      rounds(run, 0, 40);
      fill(small.resolve("filler"));
      rounds(run, 40, 80);
      assertThat(run.disk.trouble())
          .startsWith("The history cannot be kept on disk: " + folder)
          .contains("No space left on device")
          .doesNotContain("Exception");
      assertThat(run.store.size()).isEqualTo(80);
      assertThat(run.disk.read().get(HistoryRun.PARTITION))
          .satisfies(read -> assertThat(read.contains(79)).isFalse());
      Files.delete(small.resolve("filler"));
      rounds(run, 80, 120);
      assertThat(run.disk.trouble()).isEmpty();
      run.end();
      HistoryRun again = new HistoryRun(folder);
      again.loadAll();
      assertThat(again.applied.contains(39)).isTrue();
      assertThat(again.applied.contains(79)).isFalse();
      assertThat(again.applied.contains(119)).isTrue();
      HistoryPromise.keptBy(again, log);
      rounds(again, 0, 120);
      again.end();
      assertWhole(folder);
    } finally {
      // Lazily, for whoever fails leaves files open.
      var unused = run("umount", "-l", small.toString());
    }
  }

  @Test
  void aFileWhereTheFolderShouldBeIsTold() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> HistoryDisk.open(file))
        .isInstanceOf(IOException.class)
        .hasMessage("The folder " + file + " cannot be made: " + file + " is there already.");
    Path below = file.resolve("history");
    assertThatThrownBy(() -> HistoryDisk.open(below))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The folder " + below + " cannot be made: ");
  }

  @Test
  void aFolderThatIsDeletedIsToldAndBegunAgain() throws IOException {
    Path folder = temporary.resolve("history");
    HistoryRun run = new HistoryRun(folder);
    rounds(run, 0, 60);
    delete(folder);
    rounds(run, 60, 70);
    assertThat(run.disk.trouble()).contains(folder.toString());
    rounds(run, 70, 120);
    assertThat(run.store.size()).isEqualTo(120);
    run.end();
    HistoryRun again = new HistoryRun(folder);
    assertThat(again.applied.snapshot()).containsExactly(new Interval(60, 120));
    assertThat(again.disk.trouble()).isEmpty();
    again.loadAll();
    HistoryPromise.keptBy(again, log);
    rounds(again, 0, 120);
    again.end();
    assertWhole(folder);
  }

  @Test
  void aFolderThatCannotBeBegunAgainIsToldUntilItCan() throws IOException {
    Path parent = temporary.resolve("parent");
    Path folder = parent.resolve("history");
    HistoryRun run = new HistoryRun(folder);
    rounds(run, 0, 60);
    delete(parent);
    Files.createFile(parent);
    rounds(run, 60, 90);
    assertThat(run.disk.trouble())
        .startsWith("The history cannot be kept on disk: The folder " + folder)
        .doesNotContain("Exception");
    assertThat(run.store.size()).isEqualTo(90);
    Files.delete(parent);
    rounds(run, 90, 120);
    assertThat(run.disk.trouble()).doesNotContain("cannot be kept");
    run.end();
    HistoryRun again = new HistoryRun(folder);
    again.loadAll();
    HistoryPromise.keptBy(again, log);
    assertThat(again.applied.contains(59)).isFalse();
    assertThat(again.applied.contains(119)).isTrue();
    again.end();
  }

  @Test
  void offsetsThatWereTruncatedStayTruncated() throws IOException {
    Path folder = temporary.resolve("history");
    HistoryRun run = new HistoryRun(folder);
    rounds(run, 0, 60);
    run.disk.journal().truncated(HistoryRun.PARTITION, 50);
    run.end();
    HistoryRun again = new HistoryRun(folder);
    assertThat(again.applied.snapshot()).containsExactly(new Interval(0, 50));
    rounds(again, 0, 120);
    again.end();
    assertWhole(folder);
  }

  private void rounds(HistoryRun run, int from, int end) {
    for (int at = from; at < end; at += 5) {
      run.round(log, at, at + 5);
      run.persist();
    }
  }

  private void assertWhole(Path folder) throws IOException {
    HistoryRun run = new HistoryRun(folder);
    run.loadAll();
    assertThat(run.applied.snapshot()).containsExactly(new Interval(0, log.size()));
    assertThat(run.store.size()).isEqualTo(log.size());
    HistoryPromise.keptBy(run, log);
    assertThat(run.disk.trouble()).isEmpty();
    run.end();
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] bytes = new byte[1 << 10];
      for (int i = 0; i < 1 << 10; i++) {
        out.write(bytes);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

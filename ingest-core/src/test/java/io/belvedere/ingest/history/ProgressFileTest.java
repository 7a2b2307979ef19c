package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What is kept of the progress comes back as it was told; where some is damaged, progress is never
/// said to have been further than it was.
class ProgressFileTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.belvedere.ingest.history");
  private static final long START = Micros.EARLIEST + 555 * Micros.PER_DAY;

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void sayNothingOfManyDamages() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void sayAllAgain() {
    LOG.setLevel(null);
  }

  @Test
  void marksComeBackInTheirOrderAndOnce() throws IOException {
    ProgressFile file = open();
    List<ProgressMark> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<ProgressMark> marks = List.of(mark(0, i), mark(1, i));
      file.keep(marks);
      all.addAll(marks);
      if (i == 3) {
        assertThat(file.write()).isEqualTo(4);
        file.close();
        file = open();
        assertThat(file.takeRestored()).isEqualTo(all);
      }
    }
    file.write();
    file.close();
    file = open();
    assertThat(file.takeRestored()).isEqualTo(all);
    assertThat(file.takeRestored()).isEmpty();
    assertThat(file.wantsAll()).isFalse();
    file.close();
  }

  @Test
  void aFileThatHasGrownIsReplacedByWhatIsStillNeeded() throws IOException {
    ProgressFile file = open();
    int second = 0;
    while (!file.wantsAll()) {
      List<ProgressMark> marks = new ArrayList<>();
      for (int partition = 0; partition < 100; partition++) {
        marks.add(mark(partition, second));
      }
      second++;
      file.keep(marks);
      file.write();
    }
    assertThat(Files.size(path())).isBetween(1L << 17, 1L << 18);
    List<ProgressMark> needed = new ArrayList<>();
    for (int partition = 0; partition < 2_500; partition++) {
      needed.add(mark(partition, second));
    }
    file.keepAll(needed);
    assertThat(file.wantsAll()).isFalse();
    file.keep(List.of(mark(7, second + 1)));
    file.write();
    file.close();
    assertThat(Files.size(path())).isLessThan(1L << 16);
    needed.add(mark(7, second + 1));
    file = open();
    assertThat(file.takeRestored()).isEqualTo(needed);
    assertThat(file.wantsAll()).isFalse();
    file.close();
  }

  @Test
  void aDiskThatDoesNotFollowIsToldEverythingLater() throws IOException {
    ProgressFile file = open();
    for (int i = 0; i < 1_500; i++) {
      file.keep(List.of(mark(0, i)));
    }
    assertThat(file.wantsAll()).isTrue();
    assertThat(file.write()).isEqualTo(1_000);
    file.keepAll(List.of(mark(0, 2_000)));
    file.write();
    file.close();
    file = open();
    assertThat(file.takeRestored()).containsExactly(mark(0, 2_000));
    file.close();
  }

  @Test
  void theFileMayEndAtAnyByte() throws IOException {
    ProgressClock was = story();
    byte[] whole = Files.readAllBytes(path());
    for (int length = 0; length < whole.length; length++) {
      Files.write(path(), Arrays.copyOf(whole, length));
      // Of before the first that is known, nothing is.
      isNotLaterThan(was, "cut at " + length, /* from= */ 1);
    }
  }

  @Test
  void anyBitMayFlip() throws IOException {
    ProgressClock was = story();
    byte[] whole = Files.readAllBytes(path());
    Random random = new Random(3);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(path(), flipped);
      isNotLaterThan(was, "byte " + at, /* from= */ 1);
    }
  }

  private void isNotLaterThan(ProgressClock was, String what, int from) throws IOException {
    ProgressFile file = open();
    List<ProgressMark> found = file.takeRestored();
    file.close();
    if (found.isEmpty()) {
      return;
    }
    var clock = new ProgressClock();
    clock.restore(found, Long.MAX_VALUE);
    for (int partition = 0; partition < 2; partition++) {
      if (clock.progressAt(at(0), partition) == ProgressClock.NONE) {
        continue;
      }
      for (int second = from; second < 400; second++) {
        assertThat(clock.progressAt(at(second), partition))
            .as("%s, partition %d, second %d", what, partition, second)
            .isLessThanOrEqualTo(was.progressAt(at(second), partition));
      }
    }
  }

  /// Two partitions that follow, with an outage of each, told now and then.
  private ProgressClock story() throws IOException {
    var clock = new ProgressClock();
    ProgressFile file = open();
    for (int second = 0; second <= 300; second++) {
      for (int partition = 0; partition < 2; partition++) {
        int into = second - 50 * partition;
        if (into < 100 || into > 160) {
          clock.read(partition, second, at(second), at(second));
        }
      }
      if (second % 20 == 1) {
        file.keep(clock.marks(/* seen= */ true));
        file.write();
      }
    }
    file.keep(clock.marks(/* seen= */ true));
    file.write();
    file.close();
    return clock;
  }

  private static long at(int second) {
    return START + second * Micros.PER_SECOND;
  }

  private static ProgressMark mark(int partition, int second) {
    ProgressMark.Kind[] kinds = ProgressMark.Kind.values();
    return new ProgressMark(
        partition, kinds[second % kinds.length], at(second), at(second) - partition * 77_777L);
  }

  private ProgressFile open() throws IOException {
    return ProgressFile.open(path(), new Damage(folder));
  }

  private Path path() {
    return folder.resolve("progress");
  }
}

package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryRun.Sent;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packing happens on the disk's thread, whatever comes in between.
class SealingTest {
  private static final long START = Micros.EARLIEST + 321 * Micros.PER_DAY;
  private static final int MOST_IN_SLAB = 10;

  private final List<Sent> log = new ArrayList<>();
  private HistoryRun run;
  private boolean fails;

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    Sealer sealer = new Sealer();
    HistoryDisk disk =
        HistoryDisk.open(
            temporary.resolve("history"),
            DiskLimits.USUAL,
            sealing -> {
              if (fails) {
                throw new OutOfMemoryError("for a test");
              }
              return sealer.pack(sealing);
            });
    run = new HistoryRun(disk, store());
  }

  private static SlabStore store() {
    return new SlabStore(
        Duration.ofDays(9), 1L << 40, MOST_IN_SLAB, 60_000_000, /* bytesInSegment= */ 1_500);
  }

  @Test
  void theFeedOnlyFreezesAndInstalls() {
    receive(0, 100);
    assertThat(run.store.seal(at(100))).isZero();
    assertThat(run.store.boundary()).isEqualTo(Sealed.BEGINNING);
    assertThat(run.store.bytes()).isZero();
    run.persist();
    assertThat(run.store.boundary()).isEqualTo(Sealed.BEGINNING);
    run.disk.loaded(run.store);
    // Four slabs of ten seconds each, and then the minute that is waited for.
    assertThat(run.store.boundary()).isEqualTo(at(40));
    assertThat(run.store.bytes()).isPositive();
    isWhole();
  }

  @Test
  void whatComesMeanwhileForWhatIsPackedIsTooLateForIt() {
    receive(0, 100);
    run.store.seal(at(100));
    send(new Sent("a", at(20) + 1, at(100), 77));
    send(new Sent("new", at(21), at(100), 78));
    assertThat(run.store.tooLate()).isZero();
    run.persist();
    send(new Sent("a", at(20) + 2, at(100), 79));
    receive(101, 105);
    isWhole();
    run.disk.loaded(run.store);
    assertThat(run.store.boundary()).isEqualTo(at(40));
    assertThat(run.store.tooLate()).isEqualTo(3);
    isWhole();
  }

  @Test
  void whatIsPackedIsThrownAwayIfTheHeadBeginsElsewhereMeanwhile() {
    receive(0, 100);
    run.store.seal(at(100));
    send(new Sent("a", at(20) + 1, at(100), 77));
    run.persist();
    run.store.begin(at(500), at(101));
    run.disk.loaded(run.store);
    receive(500, 510);
    assertThat(run.store.boundary()).isEqualTo(at(500));
    assertThat(run.store.tooLate()).isZero();
    isWhole();
  }

  @Test
  void theFeedSealsItselfIfPackingFallsBehind() {
    receive(0, 100);
    run.store.seal(at(100));
    int more = 101;
    int made = 0;
    while (made == 0) {
      receive(more, more + 5);
      more += 5;
      made = run.store.seal(at(more));
      assertThat(run.store.size()).isLessThan(100 + 10 * MOST_IN_SLAB);
    }
    long boundary = run.store.boundary();
    assertThat(boundary).isGreaterThan(at(40));
    run.persist();
    run.disk.loaded(run.store);
    assertThat(run.store.boundary()).as("nothing is taken over twice").isEqualTo(boundary);
    isWhole();
    receive(more, more + 50);
    run.store.seal(at(more + 50));
    run.persist();
    run.disk.loaded(run.store);
    assertThat(run.store.boundary()).isGreaterThan(boundary);
    isWhole();
  }

  @Test
  void aPackerThatFailsIsToldAndLeavesAllAsItWas() {
    receive(0, 100);
    fails = true;
    for (int i = 0; i < 3; i++) {
      run.store.seal(at(100));
      send(new Sent("a", at(20) + 1 + i, at(100), 77));
      run.persist();
      run.disk.loaded(run.store);
      assertThat(run.disk.trouble()).contains("cannot be packed").contains("for a test");
      assertThat(run.store.boundary()).isEqualTo(Sealed.BEGINNING);
      assertThat(run.store.bytes()).isZero();
      isWhole();
    }
    fails = false;
    run.store.seal(at(100));
    run.persist();
    run.disk.loaded(run.store);
    assertThat(run.disk.trouble()).isEmpty();
    assertThat(run.store.boundary()).isGreaterThan(at(30));
    isWhole();
  }

  private void receive(int from, int to) {
    for (int second = from; second < to; second++) {
      send(new Sent(second % 2 == 0 ? "a" : "b", at(second), at(second), second));
    }
  }

  private void send(Sent sent) {
    log.add(sent);
    run.apply(log, log.size() - 1, log.size());
  }

  private void isWhole() {
    assertThat(run.store.size()).isEqualTo(log.size());
    HistoryPromise.keptBy(run, log);
  }

  private static long at(int second) {
    return START + second * Micros.PER_SECOND;
  }
}

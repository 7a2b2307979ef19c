package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Buffers go round between the feed and the disk, and a burst does not leave more of them, or
/// larger ones, than are of use.
class JournalTest {
  private static final int SMALL = 100;
  private static final int LARGE = 500_000;

  private final Queue<DiskTask> tasks = new ConcurrentLinkedQueue<>();
  private final Journal journal = new Journal(tasks);
  private long ticks;

  @Test
  void aBufferIsFilledAgain() {
    DiskTask.Rounds first = round(SMALL);
    journal.recycle(first);
    // Another is being filled already.
    DiskTask.Rounds second = round(SMALL);
    assertThat(round(SMALL)).isSameAs(first).isNotSameAs(second);
    assertThat(first.head.count()).isEqualTo(SMALL);
  }

  @Test
  void aBufferThatABurstHasMadeLargeIsNotKept() {
    DiskTask.Rounds burst = round(LARGE);
    long large = burst.room();
    assertThat(large).isGreaterThan(1 << 23);
    journal.recycle(burst);
    assertThat(journal.emptyBytes()).isLessThan(1 << 20);
    assertThat(burst.isEmpty()).isTrue();
  }

  @Test
  void notMoreBuffersAreKeptThanAreOfUse() {
    List<DiskTask.Rounds> onTheirWay = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < 50; i++) {
      onTheirWay.add(round(SMALL));
      bytes += onTheirWay.getLast().room();
    }
    onTheirWay.forEach(journal::recycle);
    long kept = journal.emptyBytes();
    assertThat(kept).isPositive().isLessThan(bytes / 4);
    // As many may be added again as are taken.
    List<DiskTask.Rounds> again = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      again.add(round(SMALL));
    }
    again.forEach(journal::recycle);
    assertThat(journal.emptyBytes()).isEqualTo(kept);
  }

  private DiskTask.Rounds round(int observations) {
    for (int i = 0; i < observations; i++) {
      journal.head(i % 5_000, 1_767_000_000_000_000L + i, 1_767_000_000_000_001L + i, i, 0, 3, i);
    }
    ticks += 1_000_000_000;
    journal.endRound(List.of(), ticks);
    assertThat(tasks).hasSize(1);
    return (DiskTask.Rounds) tasks.remove();
  }
}

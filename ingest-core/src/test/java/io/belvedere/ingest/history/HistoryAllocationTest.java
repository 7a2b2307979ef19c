package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever asks sixty times a second leaves nothing to collect.
class HistoryAllocationTest {
  private static final long START = Micros.EARLIEST + 7_777 * Micros.PER_DAY;
  private static final int DATASTREAMS = 500;
  private static final int SECONDS = 1_200;
  private static final int CALLS = 1_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Random random = new Random(11);
  private final DistrictState state = new DistrictState();
  private final SlabStore store =
      new SlabStore(Duration.ofDays(1), 1 << 30, 5_000, Micros.PER_MINUTE, 100_000);

  /// Every datastream has one each ten seconds; one in fifty comes a quarter of an hour late, and
  /// one in five some seconds, after its successors.
  @BeforeEach
  void fill() {
    for (int second = 0; second < SECONDS; second++) {
      for (int d = second % 10; d < DATASTREAMS; d += 10) {
        if (random.nextInt(50) > 0) {
          append(d, second, random.nextInt(5) == 0 ? 40 : 1);
        }
        if (random.nextInt(50) == 0 && second > 900) {
          append(d, second - 900 + random.nextInt(10), 900);
        }
      }
      store.seal(at(second));
    }
  }

  @Test
  void theStateAtAnInstant() {
    assertLeavesNothing(t -> store.latestAt(t, state));
  }

  @Test
  void whatWasKnownOfAnInstant() {
    assertLeavesNothing(t -> store.asKnown(t, t + random.nextLong(20) * 1_000_000, state));
  }

  @Test
  void whatTwoInstantsDifferIn() {
    Differences differences = new Differences();
    assertLeavesNothing(t -> store.diff(t, t + 30_000_000, differences));
  }

  @Test
  void theEnvelopeOfADatastream() {
    Envelope envelope = new Envelope();
    TimeRange all = new TimeRange(START, at(SECONDS));
    assertLeavesNothing(t -> store.envelope((int) (t % DATASTREAMS), all, 300, envelope));
  }

  private void assertLeavesNothing(LongConsumer question) {
    // The first time, arrays grow and classes are loaded.
    ask(question);
    long before = threads.getCurrentThreadAllocatedBytes();
    ask(question);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated)
        .as("bytes allocated in %d calls", CALLS)
        .isLessThan((long) DATASTREAMS * CALLS / 100);
  }

  private void ask(LongConsumer question) {
    for (int call = 0; call < CALLS; call++) {
      question.accept(START + random.nextLong(SECONDS * Micros.PER_SECOND));
    }
  }

  private static long at(int second) {
    return START + second * Micros.PER_SECOND;
  }

  private void append(int datastream, int second, int delay) {
    store.append(
        datastream,
        at(second),
        at(second + delay),
        second,
        Flags.of(Quality.GOOD, Severity.NORMAL),
        Observation.NOT_SENT,
        Observation.NOT_SENT);
  }
}

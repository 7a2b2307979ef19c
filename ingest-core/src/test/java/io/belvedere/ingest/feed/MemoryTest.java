package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
  private static final long START = Micros.EARLIEST + 333 * Micros.PER_DAY;
  private static final DiskLimits LIMITS = new DiskLimits(Duration.ofDays(1), 1_000_000);

  @TempDir Path folder = Path.of("");

  @Test
  void whatIsOnDiskOnlyIsNotReadFromKafkaAgainAndComesBackWhenItIsWanted() {
    Memory memory = Memory.onDisk(Duration.ofMinutes(30), folder, LIMITS);
    SlabStore store = memory.store();
    live(memory, 0, 20);
    // What is between them was never read.
    store.begin(minute(60), minute(20));
    live(memory, 60, 100);
    TimeRange cold = store.cold().getFirst();
    assertThat(store.cold()).hasSize(1);
    assertThat(cold.contains(minute(10))).isTrue();
    assertThat(new SlabPast(store).missing().all())
        .hasSize(1)
        .noneMatch(range -> range.from() < cold.to())
        .anyMatch(range -> range.contains(minute(50)));
    Keeping keeping = memory.keeping();
    assertThat(keeping.disk().cold()).isOne();
    assertThat(keeping.disk().oldest()).hasValue(cold.from());
    assertThat(keeping.disk().most()).isEqualTo(1_000_000);
    assertThat(keeping.disk().bytes()).isPositive();
    memory.want(new TimeRange(minute(10), minute(10) + 1));
    step(memory);
    assertThat(store.cold()).isEmpty();
    DistrictState state = new DistrictState();
    store.latestAt(minute(10), state);
    assertThat(state.value(0)).isEqualTo(10);
    assertThat(memory.keeping().disk().cold()).isZero();
    memory.close();
  }

  @Test
  void aPinOutlastsARestartAndNeedsAFolder() {
    TimeRange range = new TimeRange(minute(0), minute(5));
    Memory memory = Memory.onDisk(Duration.ofMinutes(30), folder, LIMITS);
    Pin pin = new Pin(range, " Flood ");
    assertThat(pin.name()).isEqualTo("Flood");
    assertThat(memory.pin(pin)).isTrue();
    memory.close();
    memory = Memory.onDisk(Duration.ofMinutes(30), folder, LIMITS);
    assertThat(memory.pins()).isEqualTo(List.of(pin));
    assertThat(memory.unpin(pin)).isTrue();
    assertThat(memory.pins()).isEmpty();
    memory.close();
    Memory without = Memory.inMemory(Duration.ofMinutes(30));
    assertThat(without.pin(pin)).isFalse();
    assertThat(without.unpin(pin)).isFalse();
    assertThat(without.pins()).isEmpty();
    assertThat(without.keeping().disk()).isEqualTo(Keeping.Disk.NOTHING);
  }

  private static long minute(int minute) {
    return START + minute * Micros.PER_MINUTE;
  }

  /// An observation a minute.
  private static void live(Memory memory, int from, int to) {
    for (int minute = from; minute <= to; minute++) {
      long t = minute(minute);
      memory.store().append(0, t, t, minute, Flags.of(Quality.GOOD, Severity.NORMAL), 0, 0);
    }
    memory.store().seal(minute(to));
    step(memory);
  }

  private static void step(Memory memory) {
    memory.journal().handOver();
    while (memory.runOnce() > 0 || !memory.isLoaded()) {
      memory.takeLoaded();
    }
    memory.takeLoaded();
  }
}

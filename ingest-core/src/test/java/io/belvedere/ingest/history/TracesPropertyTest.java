package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TracesPropertyTest {
  private static final long START = Micros.EARLIEST + 321 * Micros.PER_DAY;

  @Property(tries = 100)
  void whatIsThereIsNeverPassedBy(
      @ForAll @IntRange(min = 1, max = 300) int datastreams, @ForAll Random random) {
    Traces traces = new Traces();
    long[] times = new long[200];
    int[] of = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = START + random.nextLong(9 * Micros.PER_DAY);
      of[i] = random.nextInt(datastreams);
      traces.add(of[i], times[i], random.nextInt(datastreams));
    }
    for (int i = 0; i < times.length; i++) {
      long before = random.nextLong(1, 200) * random.nextLong(1, Micros.PER_SECOND);
      long after = random.nextLong(1, 200) * random.nextLong(1, Micros.PER_SECOND);
      assertThat(traces.mayHave(of[i], times[i] - before, times[i] + after)).isTrue();
      assertThat(traces.mayHave(of[i], times[i], times[i])).isTrue();
      assertThat(traces.mayHave(of[i], DistrictState.NONE, times[i])).isTrue();
    }
  }

  @Test
  void nearlyAllThatIsNotThereIsPassedBy() {
    Traces traces = new Traces();
    traces.add(7, START, 100);
    assertThat(traces.mayHave(8, START, START)).isFalse();
    assertThat(traces.mayHave(7, START + 20 * Micros.PER_SECOND, START + 30 * Micros.PER_SECOND))
        .isFalse();
    assertThat(traces.mayHave(7 + Long.SIZE, START, START)).isFalse();
    assertThat(traces.mayHave(7_000, START, START)).isFalse();
  }
}

package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static final long START = 1_767_000_000L * Micros.PER_SECOND;
  private static final int SECONDS = 64;

  @Property
  void agreesWithASetOfSeconds(
      @ForAll @Size(max = 6) List<@IntRange(max = SECONDS - 1) Integer> told,
      @ForAll @Size(max = 6) List<@IntRange(max = SECONDS - 1) Integer> taken,
      @ForAll @IntRange(max = SECONDS) int from) {
    BitSet oracle = new BitSet();
    List<TimeRange> ranges = new ArrayList<>();
    for (int each : told) {
      ranges.add(range(each));
      oracle.set(each, each + length(each));
    }
    oracle.clear(0, from);
    Ranges others = Ranges.NONE;
    for (int each : taken) {
      others = others.plus(range(each));
      oracle.clear(each, each + length(each));
    }
    Ranges left = Ranges.of(ranges, second(from)).minus(others);
    for (int i = 0; i < 2 * SECONDS; i++) {
      assertThat(left.contains(second(i))).as("second %s", i).isEqualTo(oracle.get(i));
    }
    assertThat(left.length()).isEqualTo(oracle.cardinality() * Micros.PER_SECOND);
    assertThat(left.isEmpty()).isEqualTo(oracle.isEmpty());
    for (int i = 1; i < left.all().size(); i++) {
      assertThat(left.all().get(i).from()).isGreaterThan(left.all().get(i - 1).to());
    }
  }

  @Test
  void secondsThatAreBegunAreWhole() {
    Ranges ranges = Ranges.NONE.plus(new TimeRange(START + 1, START + Micros.PER_SECOND + 1));
    assertThat(ranges.all()).containsExactly(new TimeRange(second(0), second(2)));
  }

  private static TimeRange range(int from) {
    return new TimeRange(second(from), second(from + length(from)));
  }

  private static int length(int from) {
    return from % 5;
  }

  private static long second(int second) {
    return START + second * Micros.PER_SECOND;
  }
}

package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.source.OffsetIntervals.Interval;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OffsetIntervalsTest {
  private static final int RANGE = 64;

  /// Something that is done to a set of offsets.
  sealed interface Act {
    record AddOne(int offset) implements Act {}

    record AddRange(int from, int length) implements Act {}

    record AddSet(List<AddRange> ranges) implements Act {}

    record Truncate(int offset) implements Act {}
  }

  @Property
  void agreesWithABitSetWhateverIsDone(@ForAll("acts") List<Act> acts) {
    var offsets = new OffsetIntervals();
    var oracle = new BitSet();
    for (Act act : acts) {
      switch (act) {
        case Act.AddOne(int offset) -> {
          assertThat(offsets.add(offset)).isEqualTo(!oracle.get(offset));
          oracle.set(offset);
        }
        case Act.AddRange range -> add(range, offsets, oracle);
        case Act.AddSet(List<Act.AddRange> ranges) -> {
          var other = new OffsetIntervals();
          ranges.forEach(range -> add(range, other, oracle));
          offsets.addAll(other);
        }
        case Act.Truncate(int offset) -> {
          offsets.truncate(offset);
          oracle.clear(offset, 3 * RANGE);
        }
      }
      assertSame(offsets, oracle);
    }
  }

  @Property
  void snapshotIsNotChangedByWhatIsAddedLaterAndMakesTheSameSet(
      @ForAll("ranges") List<Act.AddRange> ranges) {
    var offsets = new OffsetIntervals();
    var oracle = new BitSet();
    ranges.forEach(range -> add(range, offsets, oracle));
    List<Interval> snapshot = offsets.snapshot();
    offsets.add(0, 3 * RANGE);
    assertSame(OffsetIntervals.of(snapshot), oracle);
  }

  @Test
  void inOrderThereIsOneInterval() {
    var offsets = new OffsetIntervals();
    for (long offset = 0; offset < 100_000; offset++) {
      assertThat(offsets.add(offset)).isTrue();
    }
    offsets.add(100_000, 200_000);
    assertThat(offsets.snapshot()).containsExactly(new Interval(0, 200_000));
    assertThat(offsets.firstMissing()).isEqualTo(200_000);
  }

  @Test
  void anEmptyIntervalIsRefused() {
    var offsets = new OffsetIntervals();
    assertThatThrownBy(() -> offsets.add(5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An interval of offsets cannot reach from 5 to 5.");
    assertThatThrownBy(() -> new Interval(-1, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<Act> one = Arbitraries.integers().between(0, RANGE).map(Act.AddOne::new);
    Arbitrary<Act> range = range().map(r -> r);
    Arbitrary<Act> set = range().list().ofMaxSize(6).map(Act.AddSet::new);
    Arbitrary<Act> truncate = Arbitraries.integers().between(0, RANGE).map(Act.Truncate::new);
    return Arbitraries.oneOf(one, range, set, truncate).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Act.AddRange>> ranges() {
    return range().list().ofMaxSize(12);
  }

  private static Arbitrary<Act.AddRange> range() {
    return Combinators.combine(
            Arbitraries.integers().between(0, RANGE), Arbitraries.integers().between(1, 9))
        .as(Act.AddRange::new);
  }

  private static void add(Act.AddRange range, OffsetIntervals offsets, BitSet oracle) {
    offsets.add(range.from(), range.from() + range.length());
    oracle.set(range.from(), range.from() + range.length());
  }

  private static void assertSame(OffsetIntervals offsets, BitSet oracle) {
    for (int offset = 0; offset < 2 * RANGE; offset++) {
      assertThat(offsets.contains(offset)).as("offset %s", offset).isEqualTo(oracle.get(offset));
    }
    assertThat(offsets.count()).isEqualTo(oracle.cardinality());
    assertThat(offsets.firstMissing()).isEqualTo(oracle.nextClearBit(0));
    assertThat(offsets.lastEnd()).isEqualTo(oracle.isEmpty() ? -1 : oracle.length());
    List<Interval> intervals = offsets.snapshot();
    for (int i = 1; i < intervals.size(); i++) {
      assertThat(intervals.get(i).from()).isGreaterThan(intervals.get(i - 1).to());
    }
  }
}

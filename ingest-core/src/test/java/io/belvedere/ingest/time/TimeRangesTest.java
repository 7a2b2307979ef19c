package io.belvedere.ingest.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Beside a set of quarters of a second.
class TimeRangesTest {
  private static final int IN_SECOND = 4;
  private static final long QUARTER = Micros.PER_SECOND / IN_SECOND;
  private static final int QUARTERS = 64;

  /// Some before 1970.
  private static final long START = -QUARTERS / 2 * QUARTER;

  @Property
  void holdsWhatIsInAnyOfItsRanges(@ForAll("ranges") List<TimeRange> ranges) {
    agree(new TimeRanges(ranges), quarters(ranges));
  }

  @Property
  void plusMinusAndWithinAreThoseOfSets(
      @ForAll("ranges") List<TimeRange> some, @ForAll("ranges") List<TimeRange> others) {
    TimeRanges left = new TimeRanges(some);
    TimeRanges right = new TimeRanges(others);
    agree(left.plus(right), combined(some, others, BitSet::or));
    agree(left.minus(right), combined(some, others, BitSet::andNot));
    agree(left.within(right), combined(some, others, BitSet::and));
  }

  @Property
  void secondsThatAreBegunAreWhole(@ForAll("ranges") List<TimeRange> ranges) {
    BitSet whole = new BitSet();
    quarters(ranges).stream()
        .map(quarter -> quarter / IN_SECOND * IN_SECOND)
        .forEach(second -> whole.set(second, second + IN_SECOND));
    agree(new TimeRanges(ranges).wholeSeconds(), whole);
  }

  @Test
  void rangesThatTouchAreOne() {
    assertThat(TimeRanges.of(new TimeRange(5, 7), new TimeRange(2, 5)).all())
        .containsExactly(new TimeRange(2, 7));
  }

  @Provide
  Arbitrary<List<TimeRange>> ranges() {
    Arbitrary<TimeRange> range =
        Combinators.combine(
                Arbitraries.integers().between(0, QUARTERS - 1),
                Arbitraries.integers().between(0, 9))
            .as((from, length) -> new TimeRange(at(from), at(Math.min(QUARTERS, from + length))));
    return range.list().ofMaxSize(6);
  }

  private static BitSet combined(
      List<TimeRange> some, List<TimeRange> others, BiConsumer<BitSet, BitSet> how) {
    BitSet combined = quarters(some);
    how.accept(combined, quarters(others));
    return combined;
  }

  private static BitSet quarters(List<TimeRange> ranges) {
    BitSet quarters = new BitSet();
    ranges.forEach(range -> quarters.set(quarter(range.from()), quarter(range.to())));
    return quarters;
  }

  private static void agree(TimeRanges ranges, BitSet quarters) {
    List<TimeRange> expected = new ArrayList<>();
    for (int from = quarters.nextSetBit(0); from >= 0; ) {
      int to = quarters.nextClearBit(from);
      expected.add(new TimeRange(at(from), at(to)));
      from = quarters.nextSetBit(to);
    }
    assertThat(ranges.all()).isEqualTo(expected);
    assertThat(ranges.isEmpty()).isEqualTo(quarters.isEmpty());
    assertThat(ranges.length()).isEqualTo(quarters.cardinality() * QUARTER);
    assertThat(LongStream.range(0, QUARTERS).filter(quarter -> ranges.contains(at((int) quarter))))
        .containsExactlyElementsOf(quarters.stream().asLongStream().boxed().toList());
  }

  private static int quarter(long instant) {
    return Math.toIntExact((instant - START) / QUARTER);
  }

  private static long at(int quarter) {
    return START + quarter * QUARTER;
  }
}

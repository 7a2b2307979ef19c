package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VisibleSpanTest {
  private static final long NOW = 1_900_000_000L * Micros.PER_SECOND;

  private final VisibleSpan span = new VisibleSpan(NOW);

  @Test
  void firstShowsTwoHoursAndALittleRoomAfterNow() {
    assertThat(span.from()).isCloseTo(NOW - 2 * Micros.PER_HOUR, within(Micros.PER_MILLI));
    assertThat(span.to()).isGreaterThan(NOW);
    assertThat(span.fractionOf(NOW)).isBetween(0.95, 0.98);
  }

  @Test
  void movesOnWithNow() {
    span.zoom(0.25, span.fractionOf(NOW));
    long before = span.from();
    setBounds(span, NOW - Micros.PER_DAY, NOW + Micros.PER_MINUTE);
    assertThat(span.from() - before).isEqualTo(Micros.PER_MINUTE);
  }

  @Test
  void growsWithWhatIsKeptUntilItIsZoomed() {
    setBounds(span, NOW - 6 * Micros.PER_HOUR, NOW);
    assertThat(span.from()).isCloseTo(NOW - 6 * Micros.PER_HOUR, within(Micros.PER_MILLI));
    span.zoom(0.5, 0.5);
    long length = span.length();
    setBounds(span, NOW - 12 * Micros.PER_HOUR, NOW);
    assertThat(span.length()).isEqualTo(length);
  }

  @Test
  void showsWhatIsKeptAndReachesWhereThePastMayStillBeLoaded() {
    long kept = NOW - 3 * Micros.PER_HOUR;
    long reach = NOW - Micros.PER_DAY;
    span.setBounds(kept, reach, /* loads= */ false, NOW);
    assertThat(span.from()).isCloseTo(kept, within(Micros.PER_MILLI));
    span.keepInSight(reach + Micros.PER_HOUR, 0);
    assertThat(span.fractionOf(reach + Micros.PER_HOUR)).isBetween(0.0, 0.5);
    span.returnToNow();
    span.zoom(100, 1);
    assertThat(span.from()).isCloseTo(reach, within(Micros.PER_MILLI));
    long length = span.length();
    span.setBounds(kept - Micros.PER_HOUR, reach, /* loads= */ false, NOW);
    assertThat(span.length()).as("the operator has chosen").isEqualTo(length);
  }

  @Test
  void showsWhatIsMissingWhileItLoadsAndSeldomChangesTheScale() {
    long reach = NOW - Micros.PER_DAY;
    SequencedSet<Long> lengths = new LinkedHashSet<>();
    for (long kept = NOW; kept > reach; kept -= 10 * Micros.PER_MINUTE) {
      span.setBounds(kept, reach, /* loads= */ true, NOW);
      lengths.add(span.length());
      assertThat(span.fractionOf(kept))
          .as("some of what is missing is in sight")
          .isGreaterThan(span.from() > reach + Micros.PER_SECOND ? 0.09 : 0);
      assertThat(span.fractionOf(NOW)).isBetween(0.95, 0.98);
    }
    assertThat(List.copyOf(lengths)).as("2, 4, 8, 16 and 24 hours").hasSize(5).isSorted();
    span.setBounds(NOW - 12 * Micros.PER_HOUR, NOW - 12 * Micros.PER_HOUR, false, NOW);
    assertThat(span.from())
        .as("there was no more to load")
        .isCloseTo(NOW - 12 * Micros.PER_HOUR, within(Micros.PER_MILLI));
  }

  @Test
  void staysInThePastWhenNowMovesOn() {
    span.zoom(0.25, 0.2);
    long before = span.from();
    setBounds(span, NOW - Micros.PER_DAY, NOW + Micros.PER_MINUTE);
    assertThat(span.isAtNow()).isFalse();
    assertThat(span.from()).isEqualTo(before);
    span.returnToNow();
    assertThat(span.fractionOf(NOW + Micros.PER_MINUTE)).isBetween(0.95, 0.98);
  }

  @Property
  void zoomLeavesTheInstantUnderThePointerWhereItIs(
      @ForAll @DoubleRange(min = 0.3, max = 0.7) double fraction,
      @ForAll @DoubleRange(min = 0.4, max = 0.9) double factor) {
    VisibleSpan zoomed = new VisibleSpan(NOW);
    long instant = zoomed.instantAt(fraction);
    zoomed.zoom(factor, fraction);
    assertThat(zoomed.instantAt(fraction)).isCloseTo(instant, within(2));
  }

  @Property
  void neverShowsLessThanTenMinutesNorBeyondWhatIsKept(
      @ForAll @DoubleRange(min = 0.01, max = 50) double factor,
      @ForAll @DoubleRange(min = 0, max = 1) double fraction,
      @ForAll @DoubleRange(min = -5, max = 5) double spansAway) {
    VisibleSpan moved = new VisibleSpan(NOW);
    setBounds(moved, NOW - Micros.PER_DAY, NOW);
    moved.zoom(0.1, 0.5);
    moved.zoom(factor, fraction);
    moved.pan((long) (spansAway * moved.length()));
    assertThat(moved.length()).isGreaterThanOrEqualTo(VisibleSpan.SHORTEST);
    assertThat(moved.from()).isGreaterThanOrEqualTo(NOW - Micros.PER_DAY - 2);
    assertThat(moved.to()).isLessThanOrEqualTo(NOW + Math.round(moved.length() * 0.03) + 2);
  }

  @Test
  void aPlayheadThatPlaysOutOfSightTurnsThePage() {
    span.zoom(0.1, 0.5);
    long beyond = span.to() + Micros.PER_SECOND;
    span.keepInSight(beyond, 30);
    assertThat(span.fractionOf(beyond)).isCloseTo(0.1, Offset.offset(0.001));
    long before = span.from() - Micros.PER_SECOND;
    span.keepInSight(before, -30);
    assertThat(span.fractionOf(before)).isCloseTo(0.9, Offset.offset(0.001));
  }

  @Test
  void aPlayheadThatJumpsOutOfSightComesToTheMiddle() {
    span.zoom(0.1, 0.9);
    long target = NOW - 90 * Micros.PER_MINUTE;
    span.keepInSight(target, 0);
    assertThat(span.fractionOf(target)).isCloseTo(0.5, Offset.offset(0.001));
  }

  @Test
  void aPlayheadInSightMovesNothing() {
    span.zoom(0.5, 0.5);
    long from = span.from();
    span.keepInSight(span.instantAt(0.8), 1);
    assertThat(span.from()).isEqualTo(from);
  }

  /// All that is kept is here.
  private static void setBounds(VisibleSpan of, long kept, long now) {
    of.setBounds(kept, kept, /* loads= */ false, now);
  }

  private static Offset<Long> within(long micros) {
    return Offset.offset(micros);
  }
}

package io.belvedere.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.ingest.history.Envelope;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final long S = Micros.PER_SECOND;
  private static final TimeRange RANGE = new TimeRange(1000 * S, 1100 * S);
  private static final Grounds KNOWN = new Grounds(Optional.of(RANGE), List.of(), List.of());

  @Property
  void noPeakIsLostHoweverMuchLiesInAColumn(
      @ForAll @Size(min = 1, max = 200) int[] values,
      @ForAll @IntRange(min = 1, max = 50) int columns) {
    long[] times = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      times[i] = RANGE.from() + i * RANGE.length() / values.length;
    }
    double[] measured = Arrays.stream(values).asDoubleStream().toArray();
    Course course = course(times, measured, columns, S);
    assertThat(course.top()).isEqualTo(Arrays.stream(measured).max().orElseThrow());
    assertThat(course.bottom()).isEqualTo(Arrays.stream(measured).min().orElseThrow());
  }

  @Test
  void aValueHoldsUntilTheNextOne() {
    Course course = course(new long[] {1000 * S, 1050 * S}, new double[] {1, 2}, 100, 10 * S);
    assertThat(course.lowest()[20]).isEqualTo(1);
    assertThat(course.lowest()[49]).isEqualTo(1);
    assertThat(course.lowest()[50]).isEqualTo(1);
    assertThat(course.highest()[50]).isEqualTo(2);
    assertThat(course.lowest()[51]).isEqualTo(2);
  }

  @Test
  void silenceIsAGapAndNotTheLastValue() {
    Course course = course(new long[] {1000 * S, 1080 * S}, new double[] {1, 1}, 100, 10 * S);
    assertThat(course.highest()[50]).isEqualTo(1);
    assertThat(course.highest()[60]).isNaN();
    assertThat(course.highest()[79]).isNaN();
    assertThat(course.highest()[80]).isEqualTo(1);
  }

  @Test
  void noValueIsAGap() {
    Course course =
        course(
            new long[] {1000 * S, 1010 * S, 1020 * S},
            new double[] {1, Double.NaN, 1},
            100,
            10 * S);
    assertThat(course.highest()[15]).isNaN();
  }

  @Test
  void theValueThatHeldBeforeTheRangeIsDrawnFromItsEdge() {
    Course course = course(new long[] {990 * S}, new double[] {7}, 100, 10 * S);
    assertThat(course.lowest()[0]).isEqualTo(7);
    assertThat(course.lowest()[40]).isEqualTo(7);
    assertThat(course.lowest()[41]).isNaN();
  }

  @Test
  void nothingIsDrawnOfTheFuture() {
    Envelope envelope = envelope(new long[] {1000 * S}, new double[] {1}, 100);
    Course course = Course.of(0, envelope, 100 * S, 1030 * S, Optional.empty(), KNOWN);
    assertThat(course.highest()[30]).isEqualTo(1);
    assertThat(course.highest()[31]).isNaN();
  }

  @Test
  void theScaleTakesInLimitsThatAreNear() {
    var gauge = FakeDistrict.waterLevel("g", 7.4, 43.7);
    Scale near = Scale.of(course(new long[] {1000 * S}, new double[] {25}, 10, S), gauge);
    assertThat(near.marks()).extracting(Scale.Mark::words).containsExactly("P1 30", "P2 10");
    assertThat(near.depth(30)).isBetween(0.0, 0.2);
    Scale far = Scale.of(course(new long[] {1000 * S}, new double[] {1}, 10, S), gauge);
    assertThat(far.marks()).as("a limit far away would press the course flat").isEmpty();
  }

  @Test
  void aCourseThatStandsStillLiesInTheMiddle() {
    Scale scale = Scale.of(course(new long[] {1000 * S}, new double[] {5}, 10, S), null);
    assertThat(scale.depth(5)).isEqualTo(0.5);
  }

  @Test
  void theRangeFollowsAPlayheadThatIsFarBack() {
    long now = 100 * Micros.PER_HOUR;
    assertThat(CourseChart.rangeFor(now, now).to()).isEqualTo(now);
    assertThat(CourseChart.rangeFor(now - Micros.PER_HOUR, now).to()).isEqualTo(now);
    assertThat(CourseChart.rangeFor(now - 9 * Micros.PER_HOUR, now).to())
        .isEqualTo(now - 8 * Micros.PER_HOUR);
  }

  private static Course course(long[] times, double[] values, int columns, long period) {
    Envelope envelope = envelope(times, values, columns);
    return Course.of(0, envelope, period, RANGE.to(), Optional.empty(), KNOWN);
  }

  private static Envelope envelope(long[] times, double[] values, int columns) {
    Envelope envelope = new Envelope();
    envelope.begin(RANGE, columns);
    for (int i = 0; i < times.length; i++) {
      if (times[i] < RANGE.from()) {
        envelope.hold(times[i], values[i], 0);
      } else {
        envelope.add(times[i], values[i], 0);
      }
    }
    envelope.end();
    return envelope;
  }
}

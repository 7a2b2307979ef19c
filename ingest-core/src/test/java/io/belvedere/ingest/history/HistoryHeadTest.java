package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryHeadTest {
  private static final long START = Micros.EARLIEST + 9_999 * Micros.PER_DAY;

  private static long at(double second) {
    return START + Math.round(second * Micros.PER_SECOND);
  }

  private static double wholeSeconds(long eventTime) {
    return Math.floor((eventTime - START) / 1e6);
  }

  /// A value by which an observation can be told from others.
  private static double mark(long eventTime) {
    return (int) (eventTime % 1_000_003);
  }

  private static void append(HistoryHead head, int datastream, long eventTime, double value) {
    append(head, datastream, eventTime, value, Severity.NORMAL);
  }

  private static void append(
      HistoryHead head, int datastream, long eventTime, double value, Severity severity) {
    head.append(
        datastream,
        eventTime,
        eventTime + 100_000,
        value,
        Flags.of(Quality.GOOD, severity),
        Observation.NOT_SENT,
        Observation.NOT_SENT);
  }

  private static int total(HistoryHead head, TimeRange range, int columns) {
    int[] out = new int[Severity.COUNT * columns];
    head.density(range, columns, out);
    return Arrays.stream(out).sum();
  }

  @Test
  void anEmptyHistoryKnowsNothing() {
    HistoryHead head = new HistoryHead(Duration.ofHours(1), 100);
    DistrictState state = new DistrictState();
    head.latestAt(START, state);
    assertThat(state.size()).isZero();
    assertThat(head.covered()).isEmpty();
    assertThat(head.holes()).isEmpty();
    assertThat(head.size()).isZero();
    assertThat(head.range(7, new TimeRange(0, 1)).size()).isZero();
    assertThat(head.onset(7, START, Severity.P4)).isEmpty();
    assertThat(head.nextChange(d -> true, START)).isEmpty();
    assertThat(head.previousChange(d -> true, START)).isEmpty();
    assertThat(head.contains(7, START, 1)).isFalse();
    assertThat(total(head, new TimeRange(START, at(9)), 3)).isZero();
  }

  @Test
  void beyondTheMostTheOldestAreDroppedButWhatHoldsAtTheCutStays() {
    HistoryHead head = new HistoryHead(Duration.ofDays(9), 1_000);
    append(head, 1, START, 42);
    for (int second = 1; second <= 5_000; second++) {
      append(head, 0, at(second), second, second % 2 == 0 ? Severity.P3 : Severity.NORMAL);
    }
    TimeRange covered = head.covered().orElseThrow();
    assertThat(head.size()).isLessThanOrEqualTo(1_002);
    assertThat(covered.to()).isEqualTo(at(5_000));
    assertThat(covered.from()).isBetween(at(4_000), at(4_063));
    DistrictState state = new DistrictState();
    for (long t : new long[] {covered.from(), covered.from() + 1, at(4_500.5), at(5_000)}) {
      head.latestAt(t, state);
      assertThat(state.value(1)).as("the silent one").isEqualTo(42);
      assertThat(state.value(0)).isEqualTo(wholeSeconds(t));
    }
    int kept = (int) ((covered.to() - covered.from()) / Micros.PER_SECOND) + 1;
    assertThat(total(head, new TimeRange(START, at(5_001)), 10)).isEqualTo(kept);
    assertThat(total(head, new TimeRange(covered.from(), at(5_001)), 5_000)).isEqualTo(kept);
    assertThat(head.previousChange(d -> true, covered.from())).isEmpty();
    assertThat(head.nextChange(d -> true, START)).hasValue(covered.from());
  }

  @Test
  void beyondTheRetentionTheOldestAreDropped() {
    HistoryHead head = new HistoryHead(Duration.ofMinutes(10), 1_000_000);
    for (int second = 0; second <= 3_600; second++) {
      append(head, 0, at(second), second);
    }
    TimeRange covered = head.covered().orElseThrow();
    assertThat(covered.from()).isBetween(at(2_980), at(3_001));
    assertThat(head.range(0, new TimeRange(START, at(4_000))).size())
        .isEqualTo((int) ((covered.to() - covered.from()) / Micros.PER_SECOND) + 2);
  }

  @Test
  void whatComesTooLateToBeKeptChangesOnlyWhatHoldsAtTheCut() {
    HistoryHead head = new HistoryHead(Duration.ofMinutes(10), 1_000_000);
    for (int second = 0; second <= 3_600; second += 10) {
      append(head, 0, at(second), second);
    }
    append(head, 1, at(3_600), 0);
    long size = head.size();
    TimeRange covered = head.covered().orElseThrow();
    append(head, 0, at(5), -1);
    assertThat(head.size()).isEqualTo(size);
    append(head, 1, at(7), -2);
    append(head, 1, at(6), -3);
    assertThat(head.size()).isEqualTo(size + 1);
    DistrictState state = new DistrictState();
    head.latestAt(covered.from(), state);
    assertThat(state.value(0)).isEqualTo(wholeSeconds(covered.from()));
    assertThat(state.value(1)).isEqualTo(-2);
    assertThat(head.covered()).contains(covered);
    assertThat(total(head, new TimeRange(START, at(60)), 6)).isZero();
  }

  @Test
  void manyAtOneInstantStillEndUnderTheBound() {
    HistoryHead head = new HistoryHead(Duration.ofDays(1), 100);
    for (int i = 0; i < 1_000; i++) {
      append(head, 0, START, i);
    }
    append(head, 0, at(2), 7);
    for (int i = 0; i < 1_000; i++) {
      append(head, 1, at(2 + i * 1e-4), i);
    }
    DistrictState state = new DistrictState();
    head.latestAt(at(3), state);
    assertThat(state.value(0)).isEqualTo(7);
    assertThat(state.value(1)).isEqualTo(999);
  }

  @Test
  void aQuarantinedOneStandsAtItsReceiveTimeAndKeepsWhatItWasSentWith() {
    HistoryHead head = new HistoryHead(Duration.ofDays(1), 100);
    append(head, 0, at(0), 1);
    for (int i = 1; i <= 20; i++) {
      head.appendQuarantined(0, at(47 + i), at(i), i, 0, 0, 0);
    }
    append(head, 0, at(21), 21);
    append(head, 0, at(5.5), 5.5);
    assertThat(head.sentTime(0, at(0))).isEmpty();
    assertThat(head.sentTime(0, at(5))).hasValue(at(52));
    assertThat(head.sentTime(0, at(5.5))).isEmpty();
    assertThat(head.sentTime(0, at(6.9))).hasValue(at(53));
    assertThat(head.sentTime(0, at(22))).isEmpty();
    assertThat(head.sentTime(3, at(22))).isEmpty();
    DistrictState state = new DistrictState();
    head.latestAt(at(5), state);
    assertThat(state.isQuarantined(0)).isTrue();
    assertThat(state.eventTime(0)).isEqualTo(at(5));
  }

  @Test
  void holesAreJoinedCutAndFilled() {
    HistoryHead head = new HistoryHead(Duration.ofDays(1), 1_000);
    append(head, 0, at(0), 1);
    append(head, 0, at(100), 1);
    head.hole(new TimeRange(at(50), at(60)));
    head.hole(new TimeRange(at(10), at(20)));
    head.hole(new TimeRange(at(15), at(30)));
    head.hole(new TimeRange(at(90), at(120)));
    head.hole(new TimeRange(at(-9), at(2)));
    assertThat(head.holes())
        .containsExactly(
            new TimeRange(at(0), at(2)),
            new TimeRange(at(10), at(30)),
            new TimeRange(at(50), at(60)),
            new TimeRange(at(90), at(100)));
    head.filled(new TimeRange(at(12), at(55)));
    assertThat(head.holes())
        .containsExactly(
            new TimeRange(at(0), at(2)),
            new TimeRange(at(10), at(12)),
            new TimeRange(at(55), at(60)),
            new TimeRange(at(90), at(100)));
  }

  @Test
  void densityCountsTheSameHoweverItIsCut() {
    HistoryHead head = new HistoryHead(Duration.ofDays(2), 1_000_000);
    for (int i = 0; i < 20_000; i++) {
      append(head, i % 40, at(i * 1.37), i, Severity.of(i % Severity.COUNT));
    }
    TimeRange all = new TimeRange(START, at(30_000));
    for (int columns : new int[] {1, 2, 7, 60, 1_800, 30_000, 90_000}) {
      assertThat(total(head, all, columns)).as("%d columns", columns).isEqualTo(20_000);
    }
  }

  @Test
  void densityDemandsRoomForEverySeverity() {
    HistoryHead head = new HistoryHead(Duration.ofDays(1), 10);
    assertThatThrownBy(() -> head.density(new TimeRange(0, 1), 3, new int[3 * Severity.COUNT - 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void boundsThatKeepNothingAreRefused() {
    assertThatThrownBy(() -> new HistoryHead(Duration.ZERO, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HistoryHead(Duration.ofHours(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// While one thread writes, with late ones among it and old ones dropped, readers always see
  /// whole observations in order.
  @Test
  void readersSeeWholeObservationsWhileOneThreadWrites() throws InterruptedException {
    HistoryHead head = new HistoryHead(Duration.ofDays(1), 20_000);
    int datastreams = 5;
    head.ensure(datastreams);
    AtomicBoolean written = new AtomicBoolean();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 150_000; i++) {
                // Every ninth comes a little late.
                long micros = START + (i % 9 == 0 ? i - 400 : i) * 10_000L;
                append(head, i % datastreams, micros, mark(micros), Severity.of(i % 5));
              }
              written.set(true);
            },
            "writer");
    writer.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    writer.start();
    DistrictState state = new DistrictState();
    long asked = 0;
    do {
      TimeRange covered = head.covered().orElse(new TimeRange(START, START + 1));
      long t = covered.from() + covered.length() * (asked % 100) / 99;
      head.latestAt(t, state);
      for (int d = 0; d < state.size(); d++) {
        if (state.isKnown(d)) {
          assertThat(state.eventTime(d)).isLessThanOrEqualTo(t);
          assertThat(state.value(d)).isEqualTo(mark(state.eventTime(d)));
          assertThat(state.receiveTime(d)).isEqualTo(state.eventTime(d) + 100_000);
        }
      }
      Series series = head.range((int) (asked % datastreams), new TimeRange(t, t + 2_000_000));
      for (int i = 0; i < series.size(); i++) {
        assertThat(series.value()[i]).isEqualTo(mark(series.eventTime()[i]));
        assertThat(i == 0 || series.eventTime()[i - 1] <= series.eventTime()[i]).isTrue();
      }
      head.nextChange(d -> true, t);
      head.onset(0, t, Severity.P4);
      asked++;
    } while (!written.get());
    writer.join();
    assertThat(failure.get()).isNull();
    assertThat(asked).isPositive();
  }
}

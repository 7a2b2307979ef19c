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

class SlabStoreTest {
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

  private static void append(SlabStore store, int datastream, long eventTime, double value) {
    append(store, datastream, eventTime, value, Severity.NORMAL);
  }

  private static void append(
      SlabStore store, int datastream, long eventTime, double value, Severity severity) {
    store.append(
        datastream,
        eventTime,
        eventTime + 100_000,
        value,
        Flags.of(Quality.GOOD, severity),
        Observation.NOT_SENT,
        Observation.NOT_SENT);
  }

  private static int total(SlabStore store, TimeRange range, int columns) {
    int[] out = new int[Severity.COUNT * columns];
    store.density(range, columns, out);
    return Arrays.stream(out).sum();
  }

  @Test
  void anEmptyHistoryKnowsNothing() {
    SlabStore store = new SlabStore(Duration.ofHours(1), 1 << 30);
    DistrictState state = new DistrictState();
    store.latestAt(START, state);
    assertThat(state.size()).isZero();
    assertThat(store.covered()).isEmpty();
    assertThat(store.holes()).isEmpty();
    assertThat(store.size()).isZero();
    assertThat(store.range(7, new TimeRange(0, 1)).size()).isZero();
    assertThat(store.onset(7, START, Severity.P4)).isEmpty();
    assertThat(store.nextChange(d -> true, START)).isEmpty();
    assertThat(store.previousChange(d -> true, START)).isEmpty();
    assertThat(store.contains(7, START, 1)).isFalse();
    assertThat(total(store, new TimeRange(START, at(9)), 3)).isZero();
  }

  @Test
  void aQuarantinedOneStandsAtItsReceiveTimeAndKeepsWhatItWasSentWith() {
    SlabStore store = new SlabStore(Duration.ofDays(1), 1 << 30);
    append(store, 0, at(0), 1);
    for (int i = 1; i <= 20; i++) {
      store.appendQuarantined(0, at(47 + i), at(i), i, 0, 0, 0);
    }
    append(store, 0, at(21), 21);
    append(store, 0, at(5.5), 5.5);
    assertThat(store.sentTime(0, at(0))).isEmpty();
    assertThat(store.sentTime(0, at(5))).hasValue(at(52));
    assertThat(store.sentTime(0, at(5.5))).isEmpty();
    assertThat(store.sentTime(0, at(6.9))).hasValue(at(53));
    assertThat(store.sentTime(0, at(22))).isEmpty();
    assertThat(store.sentTime(3, at(22))).isEmpty();
    DistrictState state = new DistrictState();
    store.latestAt(at(5), state);
    assertThat(state.isQuarantined(0)).isTrue();
    assertThat(state.eventTime(0)).isEqualTo(at(5));
  }

  @Test
  void holesAreJoinedAndCut() {
    SlabStore store = new SlabStore(Duration.ofDays(1), 1 << 30);
    append(store, 0, at(0), 1);
    append(store, 0, at(100), 1);
    store.hole(new TimeRange(at(50), at(60)));
    store.hole(new TimeRange(at(10), at(20)));
    store.hole(new TimeRange(at(15), at(30)));
    store.hole(new TimeRange(at(90), at(120)));
    store.hole(new TimeRange(at(-9), at(2)));
    assertThat(store.holes())
        .containsExactly(
            new TimeRange(at(0), at(2)),
            new TimeRange(at(10), at(30)),
            new TimeRange(at(50), at(60)),
            new TimeRange(at(90), at(100)));
  }

  @Test
  void densityCountsTheSameHoweverItIsCut() {
    SlabStore store = new SlabStore(Duration.ofDays(2), 1 << 30);
    for (int i = 0; i < 20_000; i++) {
      append(store, i % 40, at(i * 1.37), i, Severity.of(i % Severity.COUNT));
    }
    TimeRange all = new TimeRange(START, at(30_000));
    for (int columns : new int[] {1, 2, 7, 60, 1_800, 30_000, 90_000}) {
      assertThat(total(store, all, columns)).as("%d columns", columns).isEqualTo(20_000);
    }
  }

  @Test
  void densityDemandsRoomForEverySeverity() {
    SlabStore store = new SlabStore(Duration.ofDays(1), 1 << 30);
    assertThatThrownBy(() -> store.density(new TimeRange(0, 1), 3, new int[3 * Severity.COUNT - 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Slabs of 100 observations, a segment each.
  private static SlabStore quick(Duration retention, long mostBytes) {
    return new SlabStore(retention, mostBytes, 100, Micros.PER_MINUTE * 10, 1);
  }

  /// One observation a second of datastream 0, sealed as time goes on.
  private static void fill(SlabStore store, int seconds) {
    for (int second = 0; second <= seconds; second++) {
      append(store, 0, at(second), second);
      store.seal(at(second));
    }
  }

  @Test
  void aStretchIsSealedAMinuteAfterItsEnd() {
    SlabStore store = quick(Duration.ofDays(1), 1 << 30);
    append(store, 0, at(0), 1);
    for (int second = 1; second < 300; second++) {
      append(store, 0, at(second), second);
    }
    assertThat(store.seal(at(100 + 59.9))).isZero();
    assertThat(store.seal(at(100 + 60))).isEqualTo(1);
    assertThat(store.seal(at(100 + 60))).isZero();
    assertThat(store.seal(at(299))).isEqualTo(1);
    assertThat(store.bytes()).isPositive();
    assertThat(store.size()).isEqualTo(300);
  }

  @Test
  void whereNothingHappenedOneSlabIsEnough() {
    SlabStore store = new SlabStore(Duration.ofDays(30), 1 << 30);
    append(store, 0, at(0), 1);
    append(store, 0, at(86_400 * 3), 2);
    assertThat(store.seal(at(86_400 * 3 + 30))).isEqualTo(1 + 1);
    DistrictState state = new DistrictState();
    store.latestAt(at(86_400), state);
    assertThat(state.value(0)).isEqualTo(1);
    store.latestAt(at(86_400 * 3), state);
    assertThat(state.value(0)).isEqualTo(2);
  }

  @Test
  void whatIsOlderThanTheRetentionIsDroppedButWhatHoldsAtTheCutStays() {
    SlabStore store = quick(Duration.ofMinutes(10), 1 << 30);
    append(store, 1, at(0), 42);
    fill(store, 5_000);
    TimeRange covered = store.covered().orElseThrow();
    assertThat(covered.from()).isBetween(at(4_200), at(4_400));
    assertThat(covered.to()).isEqualTo(at(5_000));
    DistrictState state = new DistrictState();
    for (long t : new long[] {covered.from(), covered.from() + 1, at(4_500.5), at(5_000)}) {
      store.latestAt(t, state);
      assertThat(state.value(1)).as("the silent one").isEqualTo(42);
      assertThat(state.value(0)).isEqualTo(wholeSeconds(t));
    }
    int kept = (int) ((covered.to() - covered.from()) / Micros.PER_SECOND) + 1;
    assertThat(store.size()).isEqualTo(kept);
    assertThat(total(store, new TimeRange(START, at(5_001)), 10)).isEqualTo(kept);
    assertThat(store.previousChange(d -> true, covered.from())).isEmpty();
    assertThat(store.nextChange(d -> true, START)).hasValue(covered.from());
    assertThat(store.onset(1, at(5_000), Severity.NORMAL)).hasValue(at(0));
  }

  @Test
  void aboveTheMostBytesTheOldestAreDropped() {
    SlabStore store = quick(Duration.ofDays(9), 5_000);
    fill(store, 20_000);
    assertThat(store.bytes()).isLessThanOrEqualTo(5_000 + 500);
    assertThat(store.covered().orElseThrow().from()).isGreaterThan(at(10_000));
    store.reclaim();
    DistrictState state = new DistrictState();
    store.latestAt(at(19_000), state);
    assertThat(state.value(0)).isEqualTo(19_000);
  }

  @Test
  void whatComesTooLateToBeKeptChangesOnlyWhatHoldsAtTheCut() {
    SlabStore store = quick(Duration.ofMinutes(10), 1 << 30);
    fill(store, 3_600);
    TimeRange covered = store.covered().orElseThrow();
    append(store, 0, at(5), -1);
    append(store, 1, at(7), -2);
    append(store, 1, at(6), -3);
    DistrictState state = new DistrictState();
    store.latestAt(covered.from(), state);
    assertThat(state.value(0)).isEqualTo(wholeSeconds(covered.from()));
    assertThat(state.value(1)).isEqualTo(-2);
    assertThat(store.covered()).contains(covered);
    assertThat(total(store, new TimeRange(START, at(60)), 6)).isZero();
  }

  @Test
  void whatComesTooLateForItsSlabIsSeenAtOnce() {
    SlabStore store = quick(Duration.ofDays(1), 1 << 30);
    fill(store, 1_000);
    append(store, 0, at(250.5), -1);
    append(store, 1, at(251), -2);
    DistrictState state = new DistrictState();
    store.latestAt(at(250.7), state);
    assertThat(state.value(0)).isEqualTo(-1);
    assertThat(state.isKnown(1)).isFalse();
    store.latestAt(at(990), state);
    assertThat(state.value(0)).isEqualTo(990);
    assertThat(state.value(1)).isEqualTo(-2);
    assertThat(store.range(0, new TimeRange(at(250), at(252))).value())
        .containsExactly(250, -1, 251);
    assertThat(store.nextChange(d -> d == 1, at(10))).hasValue(at(251));
    assertThat(store.contains(0, at(250.5), -1)).isTrue();
    assertThat(store.contains(0, at(250), 250)).isTrue();
    assertThat(store.contains(0, at(250), 251)).isFalse();
    assertThat(total(store, new TimeRange(at(250), at(251)), 1)).isEqualTo(2);
  }

  @Test
  void aQuarantinedOneIsKnownAsSuchInASlabToo() {
    SlabStore store = quick(Duration.ofDays(1), 1 << 30);
    append(store, 0, at(0), 1);
    store.appendQuarantined(0, at(47 + 10), at(10), 9, 0, 0, 0);
    append(store, 0, at(20), 2);
    append(store, 0, at(2_000), 3);
    assertThat(store.seal(at(2_000))).isPositive();
    store.appendQuarantined(0, at(99), at(15), 8, 0, 0, 0);
    assertThat(store.sentTime(0, at(9))).isEmpty();
    assertThat(store.sentTime(0, at(12))).hasValue(at(57));
    assertThat(store.sentTime(0, at(15))).hasValue(at(99));
    assertThat(store.sentTime(0, at(20))).isEmpty();
    assertThat(store.sentTime(0, at(3_000))).isEmpty();
  }

  @Test
  void aRetentionThatKeepsNothingIsRefused() {
    assertThatThrownBy(() -> new SlabStore(Duration.ZERO, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// While one thread writes, with late ones among it, seals, and drops, and another gives memory
  /// back, readers always see whole observations in order, and none is missing.
  @Test
  void readersSeeWholeObservationsWhileOneThreadWrites() throws InterruptedException {
    SlabStore store =
        new SlabStore(Duration.ofSeconds(400), 1 << 30, 2_000, Micros.PER_MINUTE, 20_000);
    int datastreams = 5;
    store.ensure(datastreams);
    AtomicBoolean written = new AtomicBoolean();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 150_000; i++) {
                // Every ninth comes a little late.
                long micros = START + (i % 9 == 0 ? i - 400 : i) * 10_000L;
                append(store, i % datastreams, micros, mark(micros), Severity.of(i % 5));
                if (i % 500 == 0) {
                  store.seal(micros + 57_000_000);
                }
              }
              written.set(true);
            },
            "writer");
    writer.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    writer.start();
    Thread historyIo =
        new Thread(
            () -> {
              while (!written.get()) {
                store.reclaim();
                Thread.onSpinWait();
              }
            },
            "history-io");
    historyIo.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    historyIo.start();
    DistrictState state = new DistrictState();
    long asked = 0;
    do {
      TimeRange covered = store.covered().orElse(new TimeRange(START, START + 1));
      long t = covered.from() + covered.length() * (asked % 100) / 99;
      store.latestAt(t, state);
      for (int d = 0; d < state.size(); d++) {
        if (state.isKnown(d)) {
          assertThat(state.eventTime(d)).isLessThanOrEqualTo(t);
          assertThat(state.value(d)).isEqualTo(mark(state.eventTime(d)));
          assertThat(state.receiveTime(d)).isEqualTo(state.eventTime(d) + 100_000);
        }
      }
      Series series = store.range((int) (asked % datastreams), new TimeRange(t, t + 2_000_000));
      for (int i = 0; i < series.size(); i++) {
        assertThat(series.value()[i]).isEqualTo(mark(series.eventTime()[i]));
        assertThat(i == 0 || series.eventTime()[i - 1] <= series.eventTime()[i]).isTrue();
      }
      store.nextChange(d -> true, t);
      store.onset(0, t, Severity.P4);
      store.asKnown(t, t - 1_000_000, state);
      asked++;
    } while (!written.get());
    writer.join();
    historyIo.join();
    assertThat(failure.get()).isNull();
    assertThat(asked).isPositive();
  }
}

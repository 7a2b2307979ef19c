package io.belvedere.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinTest {
  private static final long NOT_SENT = Observation.NOT_SENT;

  private final Twin twin = new Twin();

  private boolean apply(long eventTime, double value, long epoch, long sequence) {
    return twin.apply(0, 0, eventTime, eventTime, value, 0, epoch, sequence);
  }

  private double value() {
    DistrictState state = new DistrictState();
    twin.copyTo(state, 0);
    return state.value(0);
  }

  /// What is there, what comes, and whether it is taken: event time, epoch, sequence.
  @ParameterizedTest
  @CsvSource({
    "10, 0, 0,  11, 0, 0, true",
    "10, 5, 5,  11, 0, 0, true",
    "10, 0, 0,   9, 9, 9, false",
    "10, 1, 5,  10, 2, 0, true",
    "10, 2, 0,  10, 1, 5, false",
    "10, 1, 5,  10, 1, 6, true",
    "10, 1, 6,  10, 1, 5, false",
    "10, 1, 5,  10, 1, 5, true"
  })
  void theGreaterEventTimeWinsThenEpochThenSequenceThenTheLaterInTheLog(
      long eventTime,
      long epoch,
      long sequence,
      long then,
      long epoch2,
      long sequence2,
      boolean taken) {
    assertThat(apply(eventTime, 1, epoch, sequence)).isTrue();
    assertThat(apply(then, 2, epoch2, sequence2)).isEqualTo(taken);
    assertThat(value()).isEqualTo(taken ? 2 : 1);
  }

  @Test
  void whatWasNotSentIsLessThanWhatWas() {
    assertThat(apply(10, 1, NOT_SENT, 1)).isTrue();
    assertThat(apply(10, 2, NOT_SENT, NOT_SENT)).isFalse();
    assertThat(apply(10, 3, Long.MIN_VALUE + 1, NOT_SENT)).isTrue();
  }

  @Test
  void growthKeepsWhatIsThereAndKnowsNothingOfTheNew() {
    for (int i = 0; i < 1_000; i++) {
      twin.apply(i, i % 7, 10 + i, 20 + i, i, Flags.of(Quality.BAD, Severity.P2), 0, 0);
    }
    twin.ensure(1_200);
    DistrictState state = new DistrictState();
    twin.copyTo(state, 99);
    assertThat(state.size()).isEqualTo(1_200);
    assertThat(state.instant()).isEqualTo(99);
    for (int i = 0; i < 1_200; i++) {
      assertThat(state.isKnown(i)).isEqualTo(i < 1_000);
    }
    assertThat(state.eventTime(777)).isEqualTo(787);
    assertThat(state.receiveTime(777)).isEqualTo(797);
    assertThat(state.value(777)).isEqualTo(777);
    assertThat(state.severity(777)).isEqualTo(Severity.P2);
    assertThat(state.quality(777)).isEqualTo(Quality.BAD);
    assertThat(twin.newest(777)).isEqualTo(787);
    assertThat(twin.newest(1_100)).isEqualTo(DistrictState.NONE);
    assertThat(twin.newest(1_000_000)).isEqualTo(DistrictState.NONE);
  }

  @Test
  void aCopyIsBroughtUpToDateHoweverMuchHasHappened() {
    Random random = new Random(3);
    DistrictState followed = new DistrictState();
    for (int round = 1; round <= 300; round++) {
      int rows = 1 + round / 3;
      int changes = random.nextInt(3) == 0 ? 0 : random.nextInt(3 * rows);
      for (int i = 0; i < changes; i++) {
        int row = random.nextInt(rows);
        twin.apply(row, row % 3, round, round, random.nextDouble(), round & 3, 0, i);
      }
      if (random.nextInt(20) == 0) {
        // Somebody fills it with another instant meanwhile.
        followed.reset(round, rows);
        followed.set(0, 1, 1, 1, 1);
      }
      twin.copyTo(followed, round);
      DistrictState fresh = new DistrictState();
      twin.copyTo(fresh, round);
      assertThat(followed.instant()).isEqualTo(round);
      assertThat(followed.hasSameColumns(fresh)).isTrue();
      for (int i = 0; i < fresh.size(); i++) {
        assertThat(followed.isKnown(i) ? followed.partition(i) : -1)
            .isEqualTo(fresh.isKnown(i) ? i % 3 : -1);
      }
    }
  }

  @Test
  void aCopyTellsWhichRowsHaveChangedSinceAMark() {
    for (int row = 0; row < 100; row++) {
      twin.apply(row, 0, 1, 1, row, 0, 0, 0);
    }
    DistrictState state = new DistrictState();
    twin.copyTo(state, 1);
    long mark = state.mark();
    twin.copyTo(state, 2);
    assertThat(state.mark()).isEqualTo(mark);
    twin.apply(17, 0, 2, 2, 0, 0, 0, 0);
    twin.apply(4, 0, 2, 2, 0, 0, 0, 0);
    twin.apply(5, 0, 0, 0, 0, 0, 0, 0);
    twin.copyTo(state, 3);
    List<Integer> changed = new ArrayList<>();
    assertThat(state.forEachSince(mark, changed::add)).isTrue();
    assertThat(changed).containsExactly(17, 4);

    // Of another twin every row may be another.
    Twin other = new Twin();
    other.ensure(100);
    other.copyTo(state, 4);
    assertThat(state.forEachSince(mark, changed::add)).isFalse();
    assertThat(state.isKnown(17)).isFalse();
  }

  @Test
  void livenessIsJudgedByTheProgressOfTheDatastreamsOwnPartition() {
    long second = 1_000_000;
    twin.apply(0, 0, 100 * second, 0, 1, 0, 0, 0);
    twin.apply(1, 1, 100 * second, 0, 1, 0, 0, 0);
    DistrictState state = new DistrictState();
    twin.copyTo(state, 101 * second);
    state.setProgress(new long[] {101 * second, 50 * second});
    assertThat(state.liveness(0, second)).isEqualTo(Liveness.FRESH);
    assertThat(state.liveness(1, second)).isEqualTo(Liveness.UNKNOWN);

    DistrictState elsewhere = new DistrictState();
    elsewhere.reset(0, 2);
    twin.copyPartitionsTo(elsewhere);
    elsewhere.set(1, 100 * second, 0, 1, 0);
    elsewhere.setProgress(new long[] {0, second});
    assertThat(elsewhere.liveness(1, second)).isEqualTo(Liveness.FRESH);
  }

  @Test
  void aCopyNeverHasANewTimeWithAnOldValue() throws InterruptedException {
    int rows = 8;
    int rounds = 400_000;
    AtomicBoolean written = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int round = 1; round <= rounds; round++) {
                int row = round % rows;
                twin.apply(row, row, round, -round, round * 2.0, round & 3, round, round);
                if (round % 50_000 == 0) {
                  twin.ensure(twin.size() * 3);
                }
              }
              written.set(true);
            },
            "writer");
    long[] copies = new long[2];
    Throwable[] failures = new Throwable[2];
    Thread[] readers =
        IntStream.range(0, 2)
            .mapToObj(
                n ->
                    new Thread(
                        () -> {
                          try {
                            copies[n] = readUntil(written, rows);
                          } catch (AssertionError e) {
                            failures[n] = e;
                          }
                        },
                        "reader-" + n))
            .toArray(Thread[]::new);
    for (Thread reader : readers) {
      reader.start();
    }
    writer.start();
    writer.join();
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(failures).containsOnlyNulls();
    assertThat(copies[0]).isPositive();
  }

  private long readUntil(AtomicBoolean written, int rows) {
    DistrictState state = new DistrictState();
    long[] newest = new long[rows];
    long copies = 0;
    boolean last;
    do {
      last = written.get();
      twin.copyTo(state, 0);
      for (int i = 0; i < Math.min(rows, state.size()); i++) {
        if (state.isKnown(i)) {
          long round = state.eventTime(i);
          assertThat(round).isGreaterThanOrEqualTo(newest[i]);
          assertThat(state.receiveTime(i)).isEqualTo(-round);
          assertThat(state.value(i)).isEqualTo(round * 2.0);
          assertThat(state.flags(i)).isEqualTo((int) round & 3);
          newest[i] = round;
        }
      }
      copies++;
    } while (!last);
    DistrictState fresh = new DistrictState();
    twin.copyTo(fresh, 0);
    assertThat(state.hasSameColumns(fresh)).isTrue();
    return copies;
  }
}

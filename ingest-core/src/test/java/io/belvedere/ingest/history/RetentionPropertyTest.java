package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryOracle.Kept;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever is dropped at the old end, by age or by size, within what is covered nothing is
/// missing.
class RetentionPropertyTest {
  private static final long START = Micros.EARLIEST + 77 * Micros.PER_DAY;
  private static final int DATASTREAMS = 5;

  private HistoryOracle oracle = new HistoryOracle(Micros.PER_DAY);

  @Property(tries = 30)
  void whatIsCoveredStaysWhole(
      @ForAll @IntRange(min = 1, max = 40) int kilobytes,
      @ForAll @IntRange(min = 1, max = 900) int retentionSeconds,
      @ForAll Random random) {
    oracle = new HistoryOracle(Micros.PER_DAY);
    SlabStore store =
        new SlabStore(
            Duration.ofSeconds(retentionSeconds),
            kilobytes * 1_000L,
            /* mostInSlab= */ 50,
            60 * Micros.PER_SECOND,
            /* bytesInSegment= */ 1_000);
    long now = START;
    for (int i = 0; i < 1_200; i++) {
      now += random.nextLong(1_500_000);
      // The last datastream is heard rarely.
      int datastream = random.nextInt(40) == 0 ? DATASTREAMS - 1 : random.nextInt(DATASTREAMS - 1);
      long late = random.nextInt(6) == 0 ? random.nextLong(400) * Micros.PER_SECOND : 0;
      append(store, datastream, now - late, now, random.nextInt(5));
      if (random.nextInt(30) == 0) {
        store.seal(now + random.nextLong(Micros.PER_MINUTE));
        store.reclaim();
      }
      if (i % 150 == 149) {
        agree(store, random);
      }
    }
  }

  private void append(
      SlabStore store, int datastream, long eventTime, long receiveTime, int value) {
    Severity severity = Severity.of(value);
    store.append(
        datastream,
        eventTime,
        receiveTime,
        value,
        Flags.of(Quality.GOOD, severity),
        Observation.NOT_SENT,
        Observation.NOT_SENT);
    oracle.append(datastream, eventTime, receiveTime, value, severity);
  }

  private void agree(SlabStore store, Random random) {
    TimeRange covered = store.covered().orElseThrow();
    assertThat(covered.to()).isEqualTo(oracle.covered().orElseThrow().to());
    DistrictState state = new DistrictState();
    for (int i = 0; i < 12; i++) {
      long t = covered.from() + (i == 0 ? 0 : random.nextLong(covered.length() + 1));
      store.latestAt(t, state);
      for (int d = 0; d < state.size(); d++) {
        Optional<Kept> expected = oracle.latestAt(d, t);
        assertThat(state.isKnown(d)).isEqualTo(expected.isPresent());
        int datastream = d;
        expected.ifPresent(
            kept -> {
              assertThat(state.eventTime(datastream)).isEqualTo(kept.eventTime());
              assertThat(state.value(datastream)).isEqualTo(kept.value());
            });
        TimeRange rest = new TimeRange(t, covered.to() + 1);
        assertThat(store.range(d, rest).value())
            .containsExactly(oracle.range(d, rest).mapToDouble(Kept::value).toArray());
        assertThat(store.nextChange(n -> n == datastream, t))
            .isEqualTo(HistoryOracle.first(oracle.changes(d).filter(e -> e > t)));
      }
    }
    TimeRange all = new TimeRange(START - Micros.PER_HOUR, covered.to() + 1);
    int[] density = new int[Severity.COUNT];
    store.density(all, 1, density);
    TimeRange within = new TimeRange(covered.from(), covered.to() + 1);
    assertThat(Arrays.stream(density).sum())
        .isEqualTo(Arrays.stream(Severity.values()).mapToInt(s -> oracle.count(within, s)).sum());
  }
}

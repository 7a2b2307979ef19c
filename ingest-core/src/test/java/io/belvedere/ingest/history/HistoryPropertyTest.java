package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryOracle.Kept;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import io.belvedere.ingest.twin.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Any arrival of observations, with late ones, duplicates, ties, nulls and wrong clocks, leaves
/// twin and history as the oracle has them, however much of it has been sealed meanwhile.
class HistoryPropertyTest {
  private static final long START = Micros.EARLIEST + 40 * Micros.PER_DAY;
  private static final int DATASTREAMS = 4;
  private static final long RETENTION = Micros.PER_DAY;

  /// What one arrival is drawn from.
  ///
  /// @param step how much later than the last it is received, microseconds
  /// @param ahead event time minus receive time, microseconds
  record Arrival(int datastream, long step, long ahead, double value, long epoch, long sequence) {}

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    // Few values and coarse times, so that ties and duplicates are common.
    Arbitrary<Long> ahead =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.longs().between(-4, 0).map(s -> s * 500_000)),
            Tuple.of(4, Arbitraries.longs().between(-300, 0).map(s -> s * Micros.PER_SECOND)),
            Tuple.of(1, Arbitraries.longs().between(1, 60).map(s -> s * Micros.PER_SECOND)),
            Tuple.of(1, Arbitraries.of(-RETENTION - 1, -RETENTION, Micros.LATEST, -Micros.LATEST)));
    Arbitrary<Arrival> arrival =
        Combinators.combine(
                // The first has most, and so several chunks.
                Arbitraries.of(0, 0, 0, 0, 0, 1, 2, 3),
                Arbitraries.longs().between(0, 8).map(s -> s * 250_000),
                ahead,
                Arbitraries.of(0.0, 1.0, 2.0, 3.0, 4.0, Double.NaN),
                Arbitraries.of(Observation.NOT_SENT, 1L, 2L, Long.MAX_VALUE),
                Arbitraries.of(Observation.NOT_SENT, 0L, 1L, 2L, 1L << 40))
            .as(Arrival::new);
    return arrival.list().ofMaxSize(900);
  }

  private Twin twin = new Twin();
  private SlabStore store = newStore();
  private HistoryOracle oracle = new HistoryOracle(RETENTION);
  private long now = START;

  @Property(tries = 150)
  void twinAndStoreAgreeWithTheOracle(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll Random random) {
    startAnew();
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    long grace = random.nextLong(-20, 400) * Micros.PER_SECOND;
    for (Arrival arrival : arrivals) {
      verdicts.merge(take(arrival), 1L, Long::sum);
      if (random.nextInt(20) == 0) {
        // The store waits a minute; here some come too late for it, and sometimes most.
        store.seal(now + Micros.PER_MINUTE - grace);
      }
    }
    long counted = verdicts.values().stream().mapToLong(Long::longValue).sum();
    assertThat(counted).as("received = the sum of all fates").isEqualTo(arrivals.size());

    twinHoldsTheNewest();
    HistoryAgreement agreement =
        HistoryAgreement.of(store, oracle, DATASTREAMS, HistoryAgreement.ALL_FLAGS);
    agreement.whole();
    for (long t : instants(random)) {
      agreement.at(t, random);
    }
    agreement.played(random.nextInt(1, 1 << DATASTREAMS));
  }

  private static SlabStore newStore() {
    return new SlabStore(
        Duration.ofDays(365), 1L << 40, /* mostInSlab= */ 60, 40 * Micros.PER_SECOND, 10_000);
  }

  private void startAnew() {
    twin = new Twin();
    store = newStore();
    oracle = new HistoryOracle(RETENTION);
    now = START;
  }

  private Verdict take(Arrival a) {
    now += a.step();
    long eventTime = now + a.ahead();
    Severity severity = Double.isNaN(a.value()) ? Severity.NORMAL : Severity.of((int) a.value());
    Verdict expected =
        oracle.take(a.datastream(), eventTime, now, a.value(), severity, a.epoch(), a.sequence());
    Verdict verdict =
        new RulesOfApplication(twin, store, Micros.toDuration(RETENTION))
            .take(
                a.datastream(),
                a.datastream() % 3,
                eventTime,
                now,
                a.value(),
                Quality.GOOD,
                severity,
                a.epoch(),
                a.sequence());
    assertThat(verdict).as("%s", a).isEqualTo(expected);
    return verdict;
  }

  private List<Long> instants(Random random) {
    List<Long> instants = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      instants.add(START - 310 * Micros.PER_SECOND + random.nextLong(0, now - START + 400_000_000));
    }
    // Exactly on what is there, too.
    for (int d = 0; d < DATASTREAMS; d++) {
      oracle.of(d).stream()
          .skip(oracle.of(d).size() / 2)
          .findFirst()
          .ifPresent(k -> instants.add(k.eventTime()));
    }
    return instants;
  }

  private void twinHoldsTheNewest() {
    DistrictState state = new DistrictState();
    twin.copyTo(state, now);
    for (int d = 0; d < state.size(); d++) {
      Kept newest = oracle.of(d).isEmpty() ? null : oracle.of(d).last();
      assertThat(state.isKnown(d)).isEqualTo(newest != null);
      if (newest != null) {
        assertThat(state.eventTime(d)).isEqualTo(newest.eventTime());
        assertThat(state.receiveTime(d)).isEqualTo(newest.receiveTime());
        assertThat(Double.valueOf(state.value(d))).isEqualTo(Double.valueOf(newest.value()));
        assertThat(state.flags(d)).isEqualTo(newest.flags());
      }
    }
  }
}

package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryOracle.Kept;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Twin;
import io.belvedere.ingest.twin.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /// Filled again and again, so that nothing may be left in them from before.
  private final Differences differences = new Differences();

  private final Envelope envelope = new Envelope();

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
    assertThat(store.size()).isEqualTo(oracle.size());
    assertThat(store.covered()).isEqualTo(oracle.covered());
    List<List<Long>> changes =
        IntStream.range(0, DATASTREAMS).mapToObj(d -> oracle.changes(d).toList()).toList();
    for (long t : instants(random)) {
      latestAtAgrees(t);
      asKnownAgrees(t, t + random.nextLong(-60, 400) * Micros.PER_SECOND / 2);
      changesAgree(t, random.nextInt(1, 1 << DATASTREAMS), changes);
      severityChangesAgree(t, random.nextInt(1, 1 << DATASTREAMS));
      differencesAgree(t, t + random.nextLong(-400, 400) * Micros.PER_SECOND / 2);
      envelopesAgree(
          new TimeRange(t, t + random.nextLong(0, 2_000) * Micros.PER_SECOND / 4),
          random.nextInt(1, 40));
      onsetsAgree(t);
      rangesAgree(new TimeRange(t, t + random.nextLong(0, 200) * Micros.PER_SECOND / 4));
      densityAgrees(
          new TimeRange(t, t + random.nextLong(0, 2_000) * Micros.PER_SECOND),
          random.nextInt(1, 40));
    }
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
      agrees(state, d, Optional.ofNullable(newest));
    }
  }

  private void latestAtAgrees(long t) {
    DistrictState state = new DistrictState();
    store.latestAt(t, state);
    assertThat(state.instant()).isEqualTo(t);
    for (int d = 0; d < state.size(); d++) {
      agrees(state, d, oracle.latestAt(d, t));
    }
  }

  private void asKnownAgrees(long t, long known) {
    DistrictState state = new DistrictState();
    store.asKnown(t, known, state);
    for (int d = 0; d < state.size(); d++) {
      agrees(state, d, oracle.asKnown(d, t, known));
    }
  }

  private static void agrees(DistrictState state, int d, Optional<Kept> expected) {
    assertThat(state.isKnown(d)).isEqualTo(expected.isPresent());
    expected.ifPresent(
        kept -> {
          assertThat(state.eventTime(d)).isEqualTo(kept.eventTime());
          assertThat(state.receiveTime(d)).isEqualTo(kept.receiveTime());
          assertThat(Double.valueOf(state.value(d))).isEqualTo(Double.valueOf(kept.value()));
          assertThat(state.flags(d)).isEqualTo(kept.flags());
        });
  }

  private void changesAgree(long t, int mask, List<List<Long>> changes) {
    List<Long> chosen = ofAll(mask, d -> changes.get(d).stream());
    assertThat(store.nextChange(d -> (mask >> d & 1) != 0, t)).isEqualTo(after(t, chosen));
    assertThat(store.previousChange(d -> (mask >> d & 1) != 0, t)).isEqualTo(before(t, chosen));
  }

  private void severityChangesAgree(long t, int mask) {
    for (Severity atLeast : Severity.values()) {
      List<Long> chosen = ofAll(mask, d -> oracle.changes(d, atLeast));
      OptionalLong next = store.nextChange(d -> (mask >> d & 1) != 0, atLeast, t);
      assertThat(next).isEqualTo(after(t, chosen));
      assertThat(store.previousChange(d -> (mask >> d & 1) != 0, atLeast, t))
          .isEqualTo(before(t, chosen));
      next.ifPresent(
          there ->
              assertThat(store.previousChange(d -> (mask >> d & 1) != 0, atLeast, there + 1))
                  .as("the same one, from the other side")
                  .hasValue(there));
    }
  }

  private static List<Long> ofAll(int mask, IntFunction<Stream<Long>> changes) {
    return IntStream.range(0, DATASTREAMS)
        .filter(d -> (mask >> d & 1) != 0)
        .boxed()
        .flatMap(changes::apply)
        .sorted()
        .toList();
  }

  private static OptionalLong after(long t, List<Long> ascending) {
    return optional(ascending.stream().filter(e -> e > t).findFirst());
  }

  private static OptionalLong before(long t, List<Long> ascending) {
    return optional(ascending.stream().filter(e -> e < t).reduce((a, b) -> b));
  }

  private void differencesAgree(long before, long after) {
    store.diff(before, after, differences);
    assertThat(differences.before().instant()).isEqualTo(before);
    assertThat(differences.after().instant()).isEqualTo(after);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < differences.count(); i++) {
      found.add(
          differences.datastream(i)
              + (differences.isKnownOnce(i) ? " known" : "")
              + (differences.hasOtherValue(i) ? " value" : "")
              + (differences.hasOtherSeverity(i) ? " severity" : ""));
    }
    List<String> expected = new ArrayList<>();
    for (int d = 0; d < DATASTREAMS; d++) {
      Optional<Kept> a = oracle.latestAt(d, before);
      Optional<Kept> b = oracle.latestAt(d, after);
      String difference = a.isPresent() == b.isPresent() ? "" : " known";
      if (a.isPresent() && b.isPresent()) {
        difference =
            (a.get().sameValue(b.get()) ? "" : " value")
                + (a.get().severity() == b.get().severity() ? "" : " severity");
      }
      if (!difference.isEmpty()) {
        expected.add(d + difference);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private void envelopesAgree(TimeRange range, int columns) {
    for (int d = 0; d < DATASTREAMS; d++) {
      store.envelope(d, range, columns, envelope);
      assertThat(envelope.range()).isEqualTo(range);
      assertThat(envelope.columns()).isEqualTo(columns);
      holdsBeforeAgrees(0, d, range.from());
      for (int column = 0; column < columns; column++) {
        TimeRange within =
            new TimeRange(edge(range, columns, column), edge(range, columns, column + 1));
        columnAgrees(column, oracle.within(d, within).toList());
        holdsBeforeAgrees(column + 1, d, within.to());
      }
    }
  }

  private void columnAgrees(int column, List<Kept> within) {
    assertThat(envelope.count(column)).isEqualTo(within.size());
    assertThat(List.of(envelope.lowest(column), envelope.highest(column)))
        .isEqualTo(
            List.of(
                numbers(within).min().orElse(Double.NaN),
                numbers(within).max().orElse(Double.NaN)));
    Double first =
        within.stream()
            .filter(k -> k.eventTime() == within.getFirst().eventTime())
            .reduce((a, b) -> b)
            .map(Kept::value)
            .orElse(Double.NaN);
    assertThat(envelope.first(column)).isEqualTo(first);
    assertThat(envelope.worst(column))
        .isEqualTo(
            within.stream()
                .map(Kept::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.NORMAL));
  }

  private static DoubleStream numbers(List<Kept> of) {
    return of.stream().mapToDouble(Kept::value).filter(v -> !Double.isNaN(v));
  }

  private void holdsBeforeAgrees(int column, int datastream, long t) {
    Optional<Kept> holds = oracle.latestAt(datastream, t - 1);
    assertThat(envelope.isKnownBefore(column)).isEqualTo(holds.isPresent());
    if (holds.isPresent()) {
      assertThat(envelope.timeBefore(column)).isEqualTo(holds.get().eventTime());
      assertThat(envelope.valueBefore(column)).isEqualTo(Double.valueOf(holds.get().value()));
      assertThat(envelope.severityBefore(column)).isEqualTo(holds.get().severity());
    }
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private void onsetsAgree(long t) {
    for (int d = 0; d < DATASTREAMS; d++) {
      for (Severity severity : Severity.values()) {
        assertThat(store.onset(d, t, severity)).isEqualTo(oracle.onset(d, t, severity));
      }
    }
  }

  private void rangesAgree(TimeRange range) {
    for (int d = 0; d < DATASTREAMS; d++) {
      Series series = store.range(d, range);
      assertThat(series.eventTime()).isSorted();
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        rows.add(
            new Row(
                series.eventTime()[i],
                series.receiveTime()[i],
                series.value()[i],
                series.flags()[i]));
      }
      // Of those with the same event time only the last is promised to be in its place.
      assertThat(rows)
          .containsExactlyInAnyOrderElementsOf(
              oracle
                  .range(d, range)
                  .map(k -> new Row(k.eventTime(), k.receiveTime(), k.value(), k.flags()))
                  .toList());
      if (!rows.isEmpty()) {
        Kept last = oracle.range(d, range).reduce((a, b) -> b).orElseThrow();
        assertThat(Double.compare(rows.getLast().value(), last.value())).isZero();
      }
    }
  }

  private record Row(long eventTime, long receiveTime, double value, int flags) {}

  private void densityAgrees(TimeRange range, int columns) {
    int[] out = new int[Severity.COUNT * columns + 3];
    store.density(range, columns, out);
    boolean exact = range.length() < columns * Micros.PER_SECOND;
    for (Severity severity : Severity.values()) {
      for (int column = 0; column < columns; column++) {
        long from = edge(range, columns, column);
        long to = edge(range, columns, column + 1);
        TimeRange counted =
            exact ? new TimeRange(from, to) : new TimeRange(wholeSecond(from), wholeSecond(to));
        assertThat(out[severity.ordinal() * columns + column])
            .isEqualTo(oracle.count(counted, severity));
      }
    }
  }

  private static long edge(TimeRange range, int columns, int column) {
    return range.from() + range.length() * column / columns;
  }

  private static long wholeSecond(long micros) {
    return Math.ceilDiv(micros, Micros.PER_SECOND) * Micros.PER_SECOND;
  }
}

package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.HistoryOracle.Kept;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a history answers every question as the oracle does.
final class HistoryAgreement {
  /// Which flags are compared: all of them.
  static final int ALL_FLAGS = -1;

  /// Which flags are compared: all but whether it came out of order, which is judged by what was
  /// there when it came.
  static final int WITHOUT_ORDER = ~Flags.outOfOrder(0);

  private final SlabStore store;
  private final HistoryOracle oracle;
  private final int datastreams;
  private final int flags;

  /// What is older may have been dropped, but for what holds then.
  private final long from;

  private final List<List<Long>> changes;

  // Filled again and again, so that nothing may be left in them from before.
  private final DistrictState state = new DistrictState();
  private final Differences differences = new Differences();
  private final Envelope envelope = new Envelope();

  private HistoryAgreement(
      SlabStore store, HistoryOracle oracle, int datastreams, int flags, long from) {
    this.store = store;
    this.oracle = oracle;
    this.datastreams = datastreams;
    this.flags = flags;
    this.from = from;
    this.changes =
        IntStream.range(0, datastreams).mapToObj(d -> oracle.changes(d).toList()).toList();
  }

  /// Of all that there is.
  static HistoryAgreement of(SlabStore store, HistoryOracle oracle, int datastreams, int flags) {
    return new HistoryAgreement(store, oracle, datastreams, flags, Long.MIN_VALUE);
  }

  /// Of all that has not been dropped.
  static HistoryAgreement ofKept(
      SlabStore store, HistoryOracle oracle, int datastreams, int flags) {
    long from = store.covered().map(TimeRange::from).orElse(Long.MIN_VALUE);
    return new HistoryAgreement(store, oracle, datastreams, flags, from);
  }

  /// How much there is.
  void whole() {
    assertThat(store.size()).isEqualTo(oracle.size());
    assertThat(store.covered()).isEqualTo(oracle.covered());
  }

  /// How much there is, if part of it was taken over in slabs, which know the second of their
  /// first.
  void wholeToTheSecond() {
    assertThat(store.size()).isEqualTo(oracle.size());
    Optional<TimeRange> expected = oracle.covered();
    assertThat(store.covered().map(TimeRange::to)).isEqualTo(expected.map(TimeRange::to));
    assertThat(store.covered().map(all -> Density.secondOf(all.from())))
        .isEqualTo(expected.map(all -> Density.secondOf(all.from())));
  }

  /// Everything that can be asked about an instant and what is around it.
  void at(long t, Random random) {
    latestAtAgrees(t);
    stepsAgree(t, random);
    asKnownAgrees(t, t + random.nextLong(-60, 400) * Micros.PER_SECOND / 2);
    int mask = random.nextInt(1, 1 << datastreams);
    changesAgree(t, mask);
    severityChangesAgree(t, mask);
    differencesAgree(t, Math.max(from, t + random.nextLong(-400, 400) * Micros.PER_SECOND / 2));
    envelopesAgree(
        new TimeRange(t, t + random.nextLong(0, 2_000) * Micros.PER_SECOND / 4),
        random.nextInt(1, 40));
    onsetsAgree(t);
    rangesAgree(new TimeRange(t, t + random.nextLong(0, 200) * Micros.PER_SECOND / 4));
    densityAgrees(
        new TimeRange(t, t + random.nextLong(0, 2_000) * Micros.PER_SECOND), random.nextInt(1, 40));
  }

  /// Played forward from change to change, played backward, and asked for directly, every instant
  /// looks the same.
  void played(int mask) {
    List<Long> expected =
        ofAll(mask, d -> changes.get(d).stream()).stream()
            .filter(t -> t > from)
            .distinct()
            .toList();
    List<Long> forward = new ArrayList<>();
    OptionalLong next = store.nextChange(d -> isIn(mask, d), from);
    while (next.isPresent()) {
      forward.add(next.getAsLong());
      next = store.nextChange(d -> isIn(mask, d), next.getAsLong());
    }
    assertThat(forward).isEqualTo(expected);
    List<Long> backward = new ArrayList<>();
    OptionalLong previous = store.previousChange(d -> isIn(mask, d), Long.MAX_VALUE);
    while (previous.isPresent() && previous.getAsLong() > from) {
      backward.add(previous.getAsLong());
      previous = store.previousChange(d -> isIn(mask, d), previous.getAsLong());
    }
    assertThat(backward.reversed()).isEqualTo(expected);
    forward.forEach(this::latestAtAgrees);
    backward.forEach(this::latestAtAgrees);
  }

  private void latestAtAgrees(long t) {
    store.latestAt(t, state);
    assertThat(state.instant()).isEqualTo(t);
    assertThat(state.size()).isLessThanOrEqualTo(datastreams);
    for (int d = 0; d < datastreams; d++) {
      agrees(state, d, oracle.latestAt(d, t));
    }
  }

  /// Forward, as play goes.
  private void stepsAgree(long t, Random random) {
    long at = t;
    for (int step = 0; step < 8; step++) {
      at += random.nextLong(0, Cursor.LONGEST_STEP + 1);
      latestAtAgrees(at);
    }
  }

  private void asKnownAgrees(long t, long known) {
    store.asKnown(t, known, state);
    for (int d = 0; d < datastreams; d++) {
      Optional<Kept> expected = oracle.asKnown(d, t, known);
      if (isKept(expected)) {
        agrees(state, d, expected);
      }
    }
  }

  /// Of what was known of the oldest that is kept, more may have been dropped.
  private boolean isKept(Optional<Kept> expected) {
    return from == Long.MIN_VALUE || (expected.isPresent() && expected.get().eventTime() >= from);
  }

  private void agrees(DistrictState state, int d, Optional<Kept> expected) {
    assertThat(d < state.size() && state.isKnown(d)).isEqualTo(expected.isPresent());
    expected.ifPresent(
        kept -> {
          assertThat(state.eventTime(d)).isEqualTo(kept.eventTime());
          assertThat(state.receiveTime(d)).isEqualTo(kept.receiveTime());
          assertThat(Double.valueOf(state.value(d))).isEqualTo(Double.valueOf(kept.value()));
          assertThat(state.flags(d) & flags).isEqualTo(kept.flags() & flags);
        });
  }

  private void changesAgree(long t, int mask) {
    List<Long> chosen = ofAll(mask, d -> changes.get(d).stream());
    assertThat(store.nextChange(d -> isIn(mask, d), t)).isEqualTo(after(t, chosen));
    assertThat(kept(store.previousChange(d -> isIn(mask, d), t)))
        .isEqualTo(kept(before(t, chosen)));
  }

  private OptionalLong kept(OptionalLong time) {
    return time.isPresent() && time.getAsLong() > from ? time : OptionalLong.empty();
  }

  private static boolean isIn(int mask, int datastream) {
    return (mask >> datastream & 1) != 0;
  }

  private void severityChangesAgree(long t, int mask) {
    for (Severity atLeast : Severity.values()) {
      List<Long> chosen = ofAll(mask, d -> oracle.changes(d, atLeast));
      OptionalLong next = store.nextChange(d -> isIn(mask, d), atLeast, t);
      assertThat(next).isEqualTo(after(t, chosen));
      assertThat(kept(store.previousChange(d -> isIn(mask, d), atLeast, t)))
          .isEqualTo(kept(before(t, chosen)));
      next.ifPresent(
          there ->
              assertThat(store.previousChange(d -> isIn(mask, d), atLeast, there + 1))
                  .as("the same one, from the other side")
                  .hasValue(there));
    }
  }

  private List<Long> ofAll(int mask, IntFunction<Stream<Long>> changes) {
    return IntStream.range(0, datastreams)
        .filter(d -> isIn(mask, d))
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
    for (int d = 0; d < datastreams; d++) {
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
    for (int d = 0; d < datastreams; d++) {
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
    for (int d = 0; d < datastreams; d++) {
      for (Severity severity : Severity.values()) {
        OptionalLong onset = store.onset(d, t, severity);
        OptionalLong expected = oracle.onset(d, t, severity);
        assertThat(onset.isPresent()).isEqualTo(expected.isPresent());
        assertThat(kept(onset)).isEqualTo(kept(expected));
      }
    }
  }

  private void rangesAgree(TimeRange range) {
    for (int d = 0; d < datastreams; d++) {
      Series series = store.range(d, range);
      assertThat(series.eventTime()).isSorted();
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        rows.add(
            new Row(
                series.eventTime()[i],
                series.receiveTime()[i],
                series.value()[i],
                series.flags()[i] & flags));
      }
      // Of those with the same event time only the last is promised to be in its place.
      assertThat(rows)
          .containsExactlyInAnyOrderElementsOf(
              oracle
                  .range(d, range)
                  .map(k -> new Row(k.eventTime(), k.receiveTime(), k.value(), k.flags() & flags))
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

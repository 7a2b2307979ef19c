package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of application and the questions of [History] in the plainest way that there is: one
/// sorted set for each datastream, and a walk through all of it for every question.
final class HistoryOracle {
  record Kept(
      long eventTime,
      long epoch,
      long sequence,
      int arrival,
      long receiveTime,
      double value,
      int flags) {
    static final Comparator<Kept> ORDER =
        Comparator.comparingLong(Kept::eventTime)
            .thenComparingLong(Kept::epoch)
            .thenComparingLong(Kept::sequence)
            .thenComparingInt(Kept::arrival);

    boolean sameValue(Kept other) {
      return Double.compare(value, other.value) == 0;
    }

    Severity severity() {
      return Flags.severity(flags);
    }
  }

  private final Map<Integer, NavigableSet<Kept>> kept = new TreeMap<>();
  private final Set<List<Object>> quarantines = new HashSet<>();
  private final long retention;
  private int arrivals;

  HistoryOracle(long retention) {
    this.retention = retention;
  }

  NavigableSet<Kept> of(int datastream) {
    return kept.computeIfAbsent(datastream, d -> new TreeSet<>(Kept.ORDER));
  }

  Verdict take(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      Severity severity,
      long epoch,
      long sequence) {
    Admission admission = Admission.of(eventTime, receiveTime, retention);
    if (admission == Admission.REJECTED) {
      return Verdict.REJECTED;
    }
    boolean quarantined = admission == Admission.QUARANTINED;
    long time = quarantined ? receiveTime : eventTime;
    NavigableSet<Kept> all = of(datastream);
    if (!quarantined
        && all.stream()
            .anyMatch(k -> k.eventTime() == time && Double.compare(k.value(), value) == 0)) {
      return Verdict.DUPLICATE;
    }
    if (quarantined && !quarantines.add(List.of(datastream, eventTime, receiveTime, value))) {
      return Verdict.DUPLICATE;
    }
    int flags = Flags.of(Quality.GOOD, severity);
    if (quarantined) {
      flags = Flags.quarantined(flags);
    }
    int arrival = arrivals++;
    Kept added = new Kept(time, epoch, sequence, arrival, receiveTime, value, flags);
    boolean newest = all.isEmpty() || Kept.ORDER.compare(added, all.last()) > 0;
    all.add(
        newest
            ? added
            : new Kept(
                time, epoch, sequence, arrival, receiveTime, value, Flags.outOfOrder(flags)));
    if (quarantined) {
      return Verdict.QUARANTINED;
    }
    return newest ? Verdict.APPLIED : Verdict.OUT_OF_ORDER;
  }

  /// Takes an observation without asking any rule.
  void append(int datastream, long eventTime, long receiveTime, double value, Severity severity) {
    of(datastream)
        .add(
            new Kept(
                eventTime,
                Observation.NOT_SENT,
                Observation.NOT_SENT,
                arrivals++,
                receiveTime,
                value,
                Flags.of(Quality.GOOD, severity)));
  }

  static OptionalLong first(Stream<Long> ascending) {
    return ascending.findFirst().map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  Optional<Kept> latestAt(int datastream, long t) {
    return of(datastream).stream().filter(k -> k.eventTime() <= t).reduce((a, b) -> b);
  }

  Optional<Kept> asKnown(int datastream, long t, long known) {
    return of(datastream).stream()
        .filter(k -> k.eventTime() <= t && k.receiveTime() <= known)
        .reduce((a, b) -> b);
  }

  Stream<Kept> range(int datastream, TimeRange range) {
    Stream<Kept> within = within(datastream, range);
    Optional<Kept> holds = latestAt(datastream, range.from());
    return holds.isPresent() && holds.get().eventTime() < range.from()
        ? Stream.concat(holds.stream(), within)
        : within;
  }

  Stream<Kept> within(int datastream, TimeRange range) {
    return of(datastream).stream().filter(k -> range.contains(k.eventTime()));
  }

  OptionalLong onset(int datastream, long t, Severity severity) {
    OptionalLong onset = OptionalLong.empty();
    for (Kept k : of(datastream).descendingSet()) {
      if (k.eventTime() <= t) {
        if (k.severity().compareTo(severity) < 0) {
          return onset;
        }
        onset = OptionalLong.of(k.eventTime());
      }
    }
    return onset;
  }

  /// The event times at which a datastream changed its value.
  Stream<Long> changes(int datastream) {
    return changes(datastream, (before, k) -> before == null || !before.sameValue(k));
  }

  /// The event times at which a datastream became at least so bad or ceased to be.
  Stream<Long> changes(int datastream, Severity atLeast) {
    return changes(
        datastream,
        (before, k) ->
            (before != null && before.severity().compareTo(atLeast) >= 0)
                != k.severity().compareTo(atLeast) >= 0);
  }

  private Stream<Long> changes(int datastream, BiPredicate<@Nullable Kept, Kept> isChange) {
    NavigableMap<Long, Kept> last = new TreeMap<>();
    of(datastream).forEach(k -> last.put(k.eventTime(), k));
    return last.values().stream()
        .filter(
            k -> {
              Map.Entry<Long, Kept> before = last.lowerEntry(k.eventTime());
              return isChange.test(before == null ? null : before.getValue(), k);
            })
        .map(Kept::eventTime);
  }

  long size() {
    return kept.values().stream().mapToLong(NavigableSet::size).sum();
  }

  Optional<TimeRange> covered() {
    return kept.values().stream()
        .filter(all -> !all.isEmpty())
        .map(all -> new TimeRange(all.first().eventTime(), all.last().eventTime()))
        .reduce((a, b) -> new TimeRange(Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
  }

  int count(TimeRange range, Severity severity) {
    return (int)
        kept.values().stream()
            .flatMap(NavigableSet::stream)
            .filter(k -> range.contains(k.eventTime()) && k.severity() == severity)
            .count();
  }
}

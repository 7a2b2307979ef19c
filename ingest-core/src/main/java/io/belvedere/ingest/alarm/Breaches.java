package io.belvedere.ingest.alarm;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What needs a person at one instant: every limit and category breached, and every gateway that is
/// silent. Pure: the same state, roster and history give the same rows in the same order.
///
/// What belongs together is one row: all breaches on one road, of redundant sensors, of one thing;
/// and a gateway with all that reports through it. A road is here what it is for a driver: all
/// segments of one name. A value that is old stays in its row and says so, because nobody has told
/// that it is over.
public final class Breaches {
  /// Worst first; of equally bad ones the newest first, because that is what nobody has seen yet.
  private static final Comparator<Breach> WORST_FIRST =
      Comparator.comparing(Breach::severity)
          .thenComparing(b -> b.since().map(Onset::at).orElse(Long.MIN_VALUE))
          .reversed()
          .thenComparing(Breach::key);

  private Breaches() {}

  /// The rows for the instant of `state`, worst first.
  ///
  /// @param roster the one that goes with the state
  /// @param history is asked when each breach began
  public static List<Breach> at(Roster roster, DistrictState state, History history) {
    Map<String, List<Member>> rows = new LinkedHashMap<>();
    int size = Math.min(roster.size(), state.size());
    for (int i = 0; i < size; i++) {
      Datastream datastream = roster.datastream(i);
      if (datastream != null && state.isKnown(i) && state.severity(i).isAbnormal()) {
        rows.computeIfAbsent(key(datastream), key -> new ArrayList<>())
            .add(new Member(i, datastream, state));
      }
    }
    List<Breach> breaches = new ArrayList<>();
    rows.forEach((key, members) -> breaches.add(row(key, members, state, history)));
    breaches.addAll(SilentGateways.at(roster, state));
    breaches.sort(WORST_FIRST);
    return List.copyOf(breaches);
  }

  private static String key(Datastream datastream) {
    return datastream
        .thing()
        .road()
        .map(road -> "road:" + Words.street(datastream))
        .or(() -> datastream.group().map(group -> "group:" + group))
        .orElseGet(() -> "thing:" + datastream.thing().id());
  }

  private static Breach row(
      String key, List<Member> members, DistrictState state, History history) {
    members.sort(Member.WORST_FIRST);
    Member worst = members.getFirst();
    Optional<Onset> since = Optional.empty();
    Set<String> things = new LinkedHashSet<>();
    Set<String> segments = new HashSet<>();
    for (Member member : members) {
      member.datastream.thing().road().ifPresent(segments::add);
      since = earlier(since, Onset.of(history, member.number, state.instant(), Severity.P4));
      things.add(member.datastream.thing().id());
    }
    @Nullable String road = worst.datastream.thing().road().orElse(null);
    return new Breach(
        key,
        road == null ? Breach.Kind.THING : Breach.Kind.ROAD,
        road == null ? worst.datastream.thing().id() : road,
        worst.severity,
        worst.title(segments.size(), state.instant()),
        worst.liveness,
        since,
        worst.datastream.thing().lon(),
        worst.datastream.thing().lat(),
        List.copyOf(things),
        members.size());
  }

  private static Optional<Onset> earlier(Optional<Onset> a, Optional<Onset> b) {
    return a.isEmpty() ? b : a.map(onset -> b.map(onset::orEarlier).orElse(onset));
  }

  /// One breached datastream of a row.
  private static final class Member {
    /// A category says more than a number; a value that is believed more than one that is not.
    static final Comparator<Member> WORST_FIRST =
        Comparator.comparing((Member m) -> m.severity)
            .reversed()
            .thenComparing(m -> m.liveness)
            .thenComparing(m -> m.datastream.categoryOf(m.value).isEmpty())
            .thenComparing(m -> m.datastream.id());

    final int number;
    final Datastream datastream;
    final Severity severity;
    final Liveness liveness;
    final double value;
    final long eventTime;

    Member(int number, Datastream datastream, DistrictState state) {
      this.number = number;
      this.datastream = datastream;
      this.severity = state.severity(number);
      this.liveness = state.liveness(number, datastream.period());
      this.value = state.value(number);
      this.eventTime = state.eventTime(number);
    }

    /// @param segments of the road that are concerned
    String title(int segments, long instant) {
      String title = Words.title(datastream, value, segments);
      boolean silent = liveness == Liveness.STALE || liveness == Liveness.OFFLINE;
      return silent ? title + "; silent " + Words.duration(instant - eventTime) : title;
    }
  }
}

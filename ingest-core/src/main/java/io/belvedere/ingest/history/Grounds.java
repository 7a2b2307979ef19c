package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Which parts of a district's past were known when it was asked. Immutable.
///
/// @param covered from the oldest to the newest event time; empty if there is none
/// @param notLoaded where nothing has been read yet, ascending
/// @param lost where nothing could be received, ascending
public record Grounds(
    Optional<TimeRange> covered, List<TimeRange> notLoaded, List<TimeRange> lost) {
  public Grounds {
    notLoaded = List.copyOf(notLoaded);
    lost = List.copyOf(lost);
  }

  /// May be called by any thread. What is inserted meanwhile is told as not loaded rather than as
  /// not kept.
  public static Grounds of(History history) {
    List<TimeRange> notLoaded = history.notLoaded();
    List<TimeRange> lost = history.holes();
    return new Grounds(history.covered(), notLoaded, lost);
  }

  /// What is known of `instant`. Whether the newest of it is still on its way is another question.
  public Ground at(long instant) {
    if (contains(lost, instant)) {
      return Ground.LOST;
    }
    if (contains(notLoaded, instant)) {
      return Ground.NOT_LOADED;
    }
    return covered.isEmpty() || instant < covered.get().from() ? Ground.NOT_KEPT : Ground.LOADED;
  }

  /// What the districts know of `instant` together.
  public static Ground at(Collection<Grounds> districts, long instant) {
    return Ground.together(districts.stream().map(g -> g.at(instant)).toList());
  }

  /// The oldest instant that is kept or may still be loaded.
  public OptionalLong reach() {
    return Stream.concat(covered.stream(), notLoaded.stream()).mapToLong(TimeRange::from).min();
  }

  /// Whether nothing of a range is missing that is kept or may come.
  public boolean isLoaded(TimeRange range) {
    return missing().noneMatch(m -> m.from() < range.to() && range.from() < m.to());
  }

  /// Where what is loaded at `t` begins, but not before `from`.
  public long loadedFrom(long from, long t) {
    return missing().mapToLong(TimeRange::to).filter(to -> to <= t).reduce(from, Math::max);
  }

  /// Where what is loaded at `t` ends, but not after `to`.
  public long loadedTo(long t, long to) {
    return missing().mapToLong(TimeRange::from).filter(from -> from > t).reduce(to, Math::min);
  }

  /// Where the answer of [#at(long)] may change.
  public List<Long> edges() {
    List<Long> edges = new ArrayList<>();
    covered.ifPresent(range -> edges.add(range.from()));
    missing()
        .forEach(
            range -> {
              edges.add(range.from());
              edges.add(range.to());
            });
    return edges;
  }

  private Stream<TimeRange> missing() {
    return Stream.concat(notLoaded.stream(), lost.stream());
  }

  private static boolean contains(List<TimeRange> ranges, long instant) {
    for (TimeRange range : ranges) {
      if (range.contains(instant)) {
        return true;
      }
    }
    return false;
  }
}

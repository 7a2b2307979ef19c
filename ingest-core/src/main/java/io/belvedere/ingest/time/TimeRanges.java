package io.belvedere.ingest.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of instants.
///
/// @param all its ranges, ascending; none is empty, and there is time between any two
public record TimeRanges(List<TimeRange> all) {
  public static final TimeRanges NONE = new TimeRanges(List.of());

  /// @param all in any order; they may be empty, touch or overlap
  public TimeRanges {
    all = joined(all);
  }

  public static TimeRanges of(TimeRange... ranges) {
    return new TimeRanges(List.of(ranges));
  }

  private static List<TimeRange> joined(List<TimeRange> ranges) {
    List<TimeRange> ascending = new ArrayList<>(ranges);
    ascending.sort(Comparator.comparingLong(TimeRange::from));
    List<TimeRange> joined = new ArrayList<>();
    for (TimeRange range : ascending) {
      if (!joined.isEmpty() && range.from() <= joined.getLast().to()) {
        TimeRange before = joined.removeLast();
        joined.add(new TimeRange(before.from(), Math.max(before.to(), range.to())));
      } else {
        addIfAny(joined, range.from(), range.to());
      }
    }
    return List.copyOf(joined);
  }

  public TimeRanges plus(TimeRanges others) {
    List<TimeRange> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new TimeRanges(both);
  }

  public TimeRanges minus(TimeRanges others) {
    List<TimeRange> left = new ArrayList<>();
    for (TimeRange range : all) {
      long from = range.from();
      for (TimeRange other : others.within(TimeRanges.of(range)).all) {
        addIfAny(left, from, other.from());
        from = other.to();
      }
      addIfAny(left, from, range.to());
    }
    return new TimeRanges(left);
  }

  /// What is in both.
  public TimeRanges within(TimeRanges others) {
    List<TimeRange> common = new ArrayList<>();
    for (TimeRange range : all) {
      for (TimeRange other : others.all) {
        addIfAny(common, Math.max(range.from(), other.from()), Math.min(range.to(), other.to()));
      }
    }
    return new TimeRanges(common);
  }

  /// All seconds of which any part is in it.
  public TimeRanges wholeSeconds() {
    return new TimeRanges(all.stream().map(TimeRanges::wholeSeconds).toList());
  }

  private static TimeRange wholeSeconds(TimeRange range) {
    return new TimeRange(
        Math.floorDiv(range.from(), Micros.PER_SECOND) * Micros.PER_SECOND,
        Math.ceilDiv(range.to(), Micros.PER_SECOND) * Micros.PER_SECOND);
  }

  public boolean contains(long instant) {
    return all.stream().anyMatch(range -> range.contains(instant));
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// Microseconds of all of them together.
  public long length() {
    return all.stream().mapToLong(TimeRange::length).sum();
  }

  private static void addIfAny(List<TimeRange> to, long from, long until) {
    if (from < until) {
      to.add(new TimeRange(from, until));
    }
  }
}

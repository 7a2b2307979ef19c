package io.belvedere.ingest.feed;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of instants as ranges of whole seconds, ascending and apart from each other.
record Ranges(List<TimeRange> all) {
  static final Ranges NONE = new Ranges(List.of());

  Ranges {
    all = List.copyOf(all);
  }

  /// All that is in one of `ranges` and not before `from`; seconds that are begun are whole.
  static Ranges of(List<TimeRange> ranges, long from) {
    Ranges union = NONE;
    for (TimeRange range : ranges) {
      if (range.to() > from) {
        union = union.plus(new TimeRange(Math.max(from, range.from()), range.to()));
      }
    }
    return union;
  }

  Ranges plus(TimeRange added) {
    TimeRange seconds = wholeSeconds(added);
    if (seconds.length() == 0) {
      return this;
    }
    long from = seconds.from();
    long to = seconds.to();
    List<TimeRange> joined = new ArrayList<>();
    for (TimeRange range : all) {
      if (range.to() < from || range.from() > to) {
        joined.add(range);
      } else {
        from = Math.min(from, range.from());
        to = Math.max(to, range.to());
      }
    }
    joined.add(new TimeRange(from, to));
    joined.sort(Comparator.comparingLong(TimeRange::from));
    return new Ranges(joined);
  }

  Ranges minus(Ranges others) {
    List<TimeRange> left = all;
    for (TimeRange other : others.all) {
      List<TimeRange> rest = new ArrayList<>();
      for (TimeRange range : left) {
        addIfAny(rest, range.from(), Math.min(range.to(), other.from()));
        addIfAny(rest, Math.max(range.from(), other.to()), range.to());
      }
      left = rest;
    }
    return new Ranges(left);
  }

  boolean contains(long instant) {
    return all.stream().anyMatch(range -> range.contains(instant));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// Microseconds of all of them together.
  long length() {
    return all.stream().mapToLong(TimeRange::length).sum();
  }

  private static TimeRange wholeSeconds(TimeRange range) {
    return new TimeRange(
        Math.floorDiv(range.from(), Micros.PER_SECOND) * Micros.PER_SECOND,
        Math.ceilDiv(range.to(), Micros.PER_SECOND) * Micros.PER_SECOND);
  }

  private static void addIfAny(List<TimeRange> to, long from, long until) {
    if (from < until) {
      to.add(new TimeRange(from, until));
    }
  }
}

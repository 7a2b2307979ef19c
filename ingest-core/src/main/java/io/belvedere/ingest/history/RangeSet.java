package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/// Ranges that are apart from each other and ascending. One thread writes, any thread reads.
final class RangeSet {
  private volatile List<TimeRange> ranges = List.of();

  static RangeSet of(List<TimeRange> ranges) {
    RangeSet set = new RangeSet();
    ranges.forEach(set::add);
    return set;
  }

  List<TimeRange> all() {
    return ranges;
  }

  /// Those within `all`, cut off at its ends.
  List<TimeRange> within(TimeRange all) {
    List<TimeRange> within = new ArrayList<>();
    for (TimeRange range : ranges) {
      addIfAny(within, Math.max(range.from(), all.from()), Math.min(range.to(), all.to()));
    }
    return List.copyOf(within);
  }

  void add(TimeRange added) {
    long from = added.from();
    long to = added.to();
    List<TimeRange> joined = new ArrayList<>();
    for (TimeRange range : ranges) {
      if (range.to() < from || range.from() > to) {
        joined.add(range);
      } else {
        from = Math.min(from, range.from());
        to = Math.max(to, range.to());
      }
    }
    joined.add(new TimeRange(from, to));
    publish(joined);
  }

  void remove(TimeRange filled) {
    List<TimeRange> left = new ArrayList<>();
    for (TimeRange range : ranges) {
      addIfAny(left, range.from(), Math.min(range.to(), filled.from()));
      addIfAny(left, Math.max(range.from(), filled.to()), range.to());
    }
    publish(left);
  }

  /// Adds what is left of a range without them.
  void addOthers(List<TimeRange> to, TimeRange range) {
    long from = range.from();
    for (TimeRange within : within(range)) {
      addIfAny(to, from, within.from());
      from = within.to();
    }
    addIfAny(to, from, range.to());
  }

  private static void addIfAny(List<TimeRange> to, long from, long until) {
    if (from < until) {
      to.add(new TimeRange(from, until));
    }
  }

  private void publish(List<TimeRange> changed) {
    changed.sort((a, b) -> Long.compare(a.from(), b.from()));
    ranges = List.copyOf(changed);
  }
}

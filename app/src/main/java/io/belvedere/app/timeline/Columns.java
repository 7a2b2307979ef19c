package io.belvedere.app.timeline;

import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/// What was received, in columns of equal length that stand on round instants: a column means the
/// same wherever the span begins, so nothing shimmers as time moves on. Immutable.
final class Columns {
  /// Nothing known yet.
  static final Columns EMPTY = new Columns(0, Micros.PER_SECOND, 0, new int[0], List.of());

  /// The newest event time may trail now by this much without anything being missing: slow sensors
  /// and the way through the network.
  private static final long TRAIL = 15 * Micros.PER_SECOND;

  private final long from;
  private final long length;
  private final int count;
  private final int[] density;
  private final List<Grounds> grounds;

  private Columns(long from, long length, int count, int[] density, List<Grounds> grounds) {
    this.from = from;
    this.length = length;
    this.count = count;
    this.density = density;
    this.grounds = grounds;
  }

  /// Reads them; costs time in proportion to their number, not to the observations'.
  ///
  /// @param most how many columns can be told apart on screen
  static Columns read(List<History> histories, TimeRange range, int most) {
    long length = Ladder.step(range.length(), Math.max(1, most));
    long from = Math.floorDiv(range.from(), length) * length;
    int count = (int) Math.ceilDiv(range.to() - from, length);
    TimeRange aligned = new TimeRange(from, from + count * length);
    int[] sum = new int[Severity.COUNT * count];
    int[] part = new int[sum.length];
    List<Grounds> grounds = new ArrayList<>();
    for (History history : histories) {
      // First, so that what is inserted meanwhile is drawn as missing and not as quiet.
      grounds.add(Grounds.of(history));
      history.density(aligned, count, part);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
    return new Columns(from, length, count, sum, List.copyOf(grounds));
  }

  /// @return the column that `instant` lies in; below 0 or from [#count()] on if there is none
  int indexOf(long instant) {
    return Math.clamp(Math.floorDiv(instant - from, length), -1, count);
  }

  int count() {
    return count;
  }

  /// Of each column, microseconds.
  long length() {
    return length;
  }

  long start(int column) {
    return from + column * length;
  }

  int observations(int column, Severity severity) {
    return density[severity.ordinal() * count + column];
  }

  int observations(int column) {
    int all = 0;
    for (int s = 0; s < Severity.COUNT; s++) {
      all += density[s * count + column];
    }
    return all;
  }

  Severity worst(int column) {
    for (int s = Severity.COUNT - 1; s > 0; s--) {
      if (density[s * count + column] > 0) {
        return Severity.of(s);
      }
    }
    return Severity.NORMAL;
  }

  /// Observations a second in a column, of which what lies after `now` has not happened yet.
  double rate(int column, long now) {
    long passed = Math.clamp(now - start(column), Micros.PER_SECOND, length);
    return observations(column) * (double) Micros.PER_SECOND / passed;
  }

  /// The highest rate of all columns that are over by `now`.
  double highestRate(long now) {
    double highest = 0;
    for (int c = 0; c < count && start(c + 1) <= now; c++) {
      highest = Math.max(highest, rate(c, now));
    }
    return highest;
  }

  /// Whether every district's past is known there. What is not is no quiet time, it is unknown.
  Ground ground(long instant) {
    if (grounds.stream().noneMatch(g -> g.covered().isPresent())) {
      return Ground.NOT_LOADED;
    }
    Ground ground = Grounds.at(grounds, instant);
    boolean newer = grounds.stream().anyMatch(g -> g.covered().isPresent() && instant >= end(g));
    return ground.isLoaded() && newer ? Ground.NOT_LOADED : ground;
  }

  private static long end(Grounds of) {
    return of.covered().map(range -> range.to() + TRAIL + 1).orElse(Long.MIN_VALUE);
  }

  /// Where within a range the past is not known, ascending and as long as can be.
  List<Missing> missing(TimeRange within) {
    TreeSet<Long> edges = new TreeSet<>();
    for (Grounds each : grounds) {
      edges.addAll(each.edges());
      edges.add(end(each));
    }
    List<Missing> missing = new ArrayList<>();
    long from = within.from();
    for (long to = from; from < within.to(); from = to) {
      Ground ground = ground(from);
      while (to < within.to() && ground(to) == ground) {
        Long edge = edges.higher(to);
        to = edge == null ? within.to() : Math.min(edge, within.to());
      }
      if (!ground.isLoaded()) {
        missing.add(new Missing(new TimeRange(from, to), ground));
      }
    }
    return missing;
  }

  /// The oldest instant that any district keeps.
  OptionalLong earliest() {
    return grounds.stream().flatMap(g -> g.covered().stream()).mapToLong(TimeRange::from).min();
  }

  /// The oldest instant that any district keeps or may still load.
  OptionalLong reach() {
    return grounds.stream().map(Grounds::reach).flatMapToLong(OptionalLong::stream).min();
  }
}

package io.belvedere.app;

import io.belvedere.ingest.history.Envelope;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A history that keeps a plain list and searches all of it: slow, and hard to get wrong.
public final class FakeHistory implements History {
  private record Kept(int datastream, long eventTime, long receiveTime, double value, int flags) {}

  private final List<Kept> kept = new ArrayList<>();
  private final List<TimeRange> holes = new ArrayList<>();
  private final List<TimeRange> notLoaded = new ArrayList<>();

  synchronized void add(int datastream, long eventTime, long receiveTime, double value, int flags) {
    kept.add(new Kept(datastream, eventTime, receiveTime, value, flags));
    kept.sort(Comparator.comparingLong(Kept::eventTime));
  }

  public synchronized void addHole(TimeRange hole) {
    holes.add(hole);
    holes.sort(Comparator.comparingLong(TimeRange::from));
  }

  /// Replaces what is told as not loaded.
  public synchronized void notLoaded(List<TimeRange> ranges) {
    notLoaded.clear();
    notLoaded.addAll(ranges);
  }

  @Override
  public void latestAt(long t, DistrictState out) {
    asKnown(t, Long.MAX_VALUE, out);
  }

  @Override
  public synchronized void asKnown(long t, long known, DistrictState out) {
    for (Kept k : kept) {
      if (k.eventTime <= t && k.receiveTime <= known && k.datastream < out.size()) {
        out.set(k.datastream, k.eventTime, k.receiveTime, k.value, k.flags);
      }
    }
  }

  @Override
  public synchronized Series range(int datastream, TimeRange range) {
    List<Kept> found = new ArrayList<>();
    for (Kept k : kept) {
      if (k.datastream == datastream && k.eventTime <= range.from()) {
        found.clear();
        found.add(k);
      } else if (k.datastream == datastream && range.contains(k.eventTime)) {
        found.add(k);
      }
    }
    return new Series(
        found.stream().mapToLong(Kept::eventTime).toArray(),
        found.stream().mapToLong(Kept::receiveTime).toArray(),
        found.stream().mapToDouble(Kept::value).toArray(),
        found.stream().mapToInt(Kept::flags).toArray());
  }

  @Override
  public synchronized void envelope(int datastream, TimeRange range, int columns, Envelope out) {
    out.begin(range, columns);
    for (Kept k : kept) {
      if (k.datastream == datastream && k.eventTime < range.from()) {
        out.hold(k.eventTime, k.value, k.flags);
      } else if (k.datastream == datastream && range.contains(k.eventTime)) {
        out.add(k.eventTime, k.value, k.flags);
      }
    }
    out.end();
  }

  @Override
  public synchronized void density(TimeRange range, int columns, int[] out) {
    if (out.length < Severity.COUNT * columns) {
      throw new IllegalArgumentException("The density needs more room than " + out.length + ".");
    }
    Arrays.fill(out, 0, Severity.COUNT * columns, 0);
    for (Kept k : kept) {
      if (range.contains(k.eventTime)) {
        int column = (int) ((k.eventTime - range.from()) * columns / range.length());
        out[Flags.severity(k.flags).ordinal() * columns + column]++;
      }
    }
  }

  @Override
  public synchronized OptionalLong onset(int datastream, long t, Severity severity) {
    OptionalLong onset = OptionalLong.empty();
    for (Kept k : kept) {
      if (k.datastream == datastream && k.eventTime <= t) {
        if (Flags.severity(k.flags).compareTo(severity) < 0) {
          onset = OptionalLong.empty();
        } else if (onset.isEmpty()) {
          onset = OptionalLong.of(k.eventTime);
        }
      }
    }
    return onset;
  }

  @Override
  public synchronized OptionalLong nextChange(IntPredicate of, long t) {
    return changes(of).filter(time -> time > t).min();
  }

  @Override
  public synchronized OptionalLong previousChange(IntPredicate of, long t) {
    return changes(of).filter(time -> time < t).max();
  }

  @Override
  public synchronized OptionalLong nextChange(IntPredicate of, Severity atLeast, long t) {
    return changes(of, atLeast).filter(time -> time > t).min();
  }

  @Override
  public synchronized OptionalLong previousChange(IntPredicate of, Severity atLeast, long t) {
    return changes(of, atLeast).filter(time -> time < t).max();
  }

  private LongStream changes(IntPredicate of) {
    return changes(of, k -> Double.valueOf(k.value), null);
  }

  private LongStream changes(IntPredicate of, Severity atLeast) {
    return changes(of, k -> Flags.severity(k.flags).compareTo(atLeast) >= 0, false);
  }

  /// @param nothing the aspect of a datastream of which nothing is known
  private LongStream changes(
      IntPredicate of, Function<Kept, Object> aspect, @Nullable Object nothing) {
    Map<Integer, Object> aspects = new HashMap<>();
    List<Long> changes = new ArrayList<>();
    for (Kept k : kept) {
      Object now = aspect.apply(k);
      Object before = aspects.put(k.datastream, now);
      if (of.test(k.datastream) && !now.equals(before == null ? nothing : before)) {
        changes.add(k.eventTime);
      }
    }
    return changes.stream().mapToLong(Long::longValue);
  }

  @Override
  public synchronized Optional<TimeRange> covered() {
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeRange(kept.getFirst().eventTime, kept.getLast().eventTime));
  }

  @Override
  public synchronized List<TimeRange> holes() {
    return List.copyOf(holes);
  }

  @Override
  public synchronized List<TimeRange> notLoaded() {
    return List.copyOf(notLoaded);
  }

  @Override
  public synchronized long size() {
    return kept.size();
  }
}

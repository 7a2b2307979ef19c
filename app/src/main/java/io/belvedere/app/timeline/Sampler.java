package io.belvedere.app.timeline;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks at the whole district at instants spread evenly over the span: how bad each quarter stood,
/// and how much of what is now known of that instant was learnt late. The density cannot tell
/// either: a gate that reports once a minute that it is under water stands bad all the minute.
///
/// A sample costs one read of the district's state (about a millisecond), so each answer takes only
/// a few: newest first those that are missing, and those from where the history has grown on,
/// because a part that is loaded and data that is late change the past; an old sample stands until
/// then. When there are none, the ones taken longest ago. Where nothing is loaded there is no
/// sample. Used by one thread at a time.
final class Sampler {
  private static final long SHORTEST_STEP = 5 * Micros.PER_SECOND;

  /// How many samples a span has, at most.
  private static final int MOST = 130;

  /// What holds at an instant and arrived so long after it was learnt late.
  static final long LATE = Micros.PER_MINUTE;

  /// Taken for one answer, if they are missing or outdated.
  private static final int MISSING_AT_ONCE = 24;

  /// Taken again for one answer, if none is missing.
  private static final int AGAIN_AT_ONCE = 8;

  private final LiveDistrict district;
  private final List<CityMap.Area> areas;
  private final DistrictState state = new DistrictState();
  private final Map<Datastream, Integer> areaOf = new HashMap<>();

  private TreeMap<Long, Sample> samples = new TreeMap<>();

  private long step;
  private long taken;

  /// How many observations there were when it was looked last: before the samples, and in each step
  /// from the first of them on.
  private long countedFrom;

  private long countedBefore;
  private int[] counted = {};

  /// Samples from here on that were taken before this count of them may say what was so no more.
  private long outdatedFrom = Long.MAX_VALUE;

  private long outdatedBefore;

  Sampler(LiveDistrict district, CityMap map) {
    this.district = district;
    this.areas = map.areas();
  }

  /// Takes some samples and tells what all of them say.
  Standing sample(TimeRange span) {
    History history = district.history();
    long wanted = Math.max(SHORTEST_STEP, Ladder.step(span.length(), MOST));
    if (wanted != step) {
      samples = new TreeMap<>();
      counted = new int[0];
      step = wanted;
    }
    Grounds grounds = Grounds.of(history);
    if (grounds.covered().isEmpty()) {
      return Standing.UNKNOWN;
    }
    TimeRange covered = grounds.covered().get();
    // The one that tells what held when the span begins, too.
    long first =
        Math.max(Math.floorDiv(span.from(), step), Math.ceilDiv(covered.from(), step)) * step;
    long last = Math.floorDiv(Math.min(span.to(), covered.to()), step) * step;
    samples.headMap(first).clear();
    samples.tailMap(last, false).clear();
    samples.keySet().removeIf(t -> !grounds.at(t).isLoaded());
    if (first <= last) {
      noteChanges(covered, first, last, history);
    }

    int took = 0;
    for (long t = last; t >= first && took < MISSING_AT_ONCE; t -= step) {
      Sample sample = samples.get(t);
      if (grounds.at(t).isLoaded() && (sample == null || isOutdated(t, sample))) {
        samples.put(t, take(t, history));
        took++;
      }
    }
    if (took < AGAIN_AT_ONCE) {
      takeAgain(history);
    }
    boolean complete = took < MISSING_AT_ONCE;
    return new Standing(step, samples, strips(history, district.roster(), grounds), complete);
  }

  /// Finds out where something has come since the last look: a part of the past that was loaded, or
  /// what was late. It counts for every instant after it, too.
  private void noteChanges(TimeRange covered, long first, long last, History history) {
    int[] before = counted;
    long changed = Long.MAX_VALUE;
    if (before.length > 0 && before(covered, countedFrom, history) > countedBefore) {
      changed = first;
    }
    int steps = (int) ((last - first) / step) + 1;
    int[] count = count(new TimeRange(first, first + steps * step), steps, history);
    for (int i = 0; i < before.length && changed == Long.MAX_VALUE; i++) {
      int now = Math.toIntExact((countedFrom - first) / step) + i;
      if (now >= 0 && now < steps && count[now] != before[i]) {
        changed = first + now * step;
      }
    }
    countedFrom = first;
    countedBefore = before(covered, first, history);
    counted = count;
    if (changed < Long.MAX_VALUE) {
      boolean pending =
          samples.entrySet().stream().anyMatch(e -> isOutdated(e.getKey(), e.getValue()));
      outdatedFrom = pending ? Math.min(outdatedFrom, changed) : changed;
      outdatedBefore = taken;
    }
  }

  private boolean isOutdated(long t, Sample sample) {
    return t >= outdatedFrom && sample.taken() < outdatedBefore;
  }

  private static long before(TimeRange covered, long t, History history) {
    long from = Math.floorDiv(covered.from(), Micros.PER_SECOND) * Micros.PER_SECOND;
    return from < t ? count(new TimeRange(from, t), 1, history)[0] : 0;
  }

  /// How many observations there are in each of some equal parts of a range.
  private static int[] count(TimeRange range, int parts, History history) {
    int[] bySeverity = new int[Severity.COUNT * parts];
    history.density(range, parts, bySeverity);
    int[] count = new int[parts];
    for (int i = 0; i < bySeverity.length; i++) {
      count[i % parts] += bySeverity[i];
    }
    return count;
  }

  private void takeAgain(History history) {
    List<Long> oldest =
        samples.entrySet().stream()
            .sorted(Comparator.comparingLong(e -> e.getValue().taken()))
            .limit(AGAIN_AT_ONCE)
            .map(Map.Entry::getKey)
            .toList();
    oldest.forEach(t -> samples.put(t, take(t, history)));
    if (!samples.isEmpty()) {
      // The newest moves on all the time.
      samples.put(samples.lastKey(), take(samples.lastKey(), history));
    }
  }

  private Sample take(long t, History history) {
    Roster roster = district.rosterAt(t);
    state.reset(t, roster.size());
    history.latestAt(t, state);
    Severity worst = Severity.NORMAL;
    Severity[] byArea = new Severity[areas.size() + 1];
    int[] culprit = new int[byArea.length];
    Arrays.fill(byArea, Severity.NORMAL);
    int late = 0;
    for (int d = 0; d < state.size(); d++) {
      if (!state.isKnown(d)) {
        continue;
      }
      if (!state.isQuarantined(d) && state.receiveTime(d) - t > LATE) {
        late++;
      }
      Severity severity = state.severity(d);
      if (severity.isAbnormal()) {
        int area = area(d, roster);
        if (severity.compareTo(byArea[area]) > 0) {
          byArea[area] = severity;
          culprit[area] = d;
        }
        worst = severity.compareTo(worst) > 0 ? severity : worst;
      }
    }
    return new Sample(worst, List.of(byArea), culprit, late, taken++);
  }

  private int area(int datastream, Roster roster) {
    Datastream described = datastream < roster.size() ? roster.datastream(datastream) : null;
    if (described == null) {
      return areas.size();
    }
    return areaOf.computeIfAbsent(
        described,
        d -> {
          for (int a = 0; a < areas.size(); a++) {
            if (areas.get(a).contains(d.thing().lon(), d.thing().lat())) {
              return a;
            }
          }
          return areas.size();
        });
  }

  private List<Strip> strips(History history, Roster roster, Grounds grounds) {
    List<Strip> strips = new ArrayList<>();
    for (int area = 0; area <= areas.size(); area++) {
      String place =
          area < areas.size() ? areas.get(area).name() : roster.catalogue().district().name();
      long start = 0;
      long end = 0;
      Severity worst = Severity.NORMAL;
      for (Map.Entry<Long, Sample> entry : samples.entrySet()) {
        long t = entry.getKey();
        Severity severity = entry.getValue().byArea().get(area);
        boolean urgent = severity.compareTo(Severity.P2) >= 0;
        if (worst != Severity.NORMAL && (!urgent || t > end)) {
          strips.add(new Strip(place, new TimeRange(start, end), worst));
          worst = Severity.NORMAL;
        }
        if (urgent) {
          if (worst == Severity.NORMAL) {
            start = began(history, entry.getValue().culprit()[area], t, grounds);
          }
          worst = severity.compareTo(worst) > 0 ? severity : worst;
          end = grounds.loadedTo(t, t + step);
        }
      }
      if (worst != Severity.NORMAL) {
        strips.add(new Strip(place, new TimeRange(start, end), worst));
      }
    }
    return strips;
  }

  /// Samples only tell that it was so by `t`; the history knows since when, if that is less than a
  /// step ago. Before that the place stood well, or nobody knows.
  private long began(History history, int datastream, long t, Grounds grounds) {
    long onset = history.onset(datastream, t, Severity.P2).orElse(t);
    return samples.firstKey() == t ? t : Math.max(onset, grounds.loadedFrom(t - step, t));
  }
}

package io.belvedere.app.timeline;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.feed.LiveDistrict;
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
import java.util.Optional;
import java.util.TreeMap;

/// Looks at the whole district at instants spread evenly over the span: how bad each quarter stood,
/// and how much of what is now known of that instant was learnt late. The density cannot tell
/// either: a gate that reports once a minute that it is under water stands bad all the minute.
///
/// A sample costs one read of the district's state (about a millisecond), so each answer takes only
/// a few: those that are missing, newest first, and when there are none the ones taken longest ago,
/// because late data changes the past. Used by one thread at a time.
final class Sampler {
  private static final long SHORTEST_STEP = 5 * Micros.PER_SECOND;

  /// How many samples a span has, at most.
  private static final int MOST = 130;

  /// What holds at an instant and arrived so long after it was learnt late.
  static final long LATE = Micros.PER_MINUTE;

  /// Taken for one answer, if they are missing.
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
  private boolean wasLive;

  Sampler(LiveDistrict district, CityMap map) {
    this.district = district;
    this.areas = map.areas();
  }

  /// Takes some samples and tells what all of them say.
  Standing sample(TimeRange span) {
    History history = district.history();
    long wanted = Math.max(SHORTEST_STEP, Ladder.step(span.length(), MOST));
    boolean isLive = district.status().isLive();
    if (wanted != step || (isLive && !wasLive)) {
      // While the past was read, what came late in it was not there yet.
      samples = new TreeMap<>();
      step = wanted;
    }
    wasLive = isLive;
    Optional<TimeRange> covered = history.covered();
    if (covered.isEmpty()) {
      return Standing.UNKNOWN;
    }
    long first = Math.ceilDiv(Math.max(span.from(), covered.get().from()), step) * step;
    long last = Math.floorDiv(Math.min(span.to(), covered.get().to()), step) * step;
    samples.headMap(first).clear();
    samples.tailMap(last, false).clear();

    int missing = 0;
    for (long t = last; t >= first && missing < MISSING_AT_ONCE; t -= step) {
      if (!samples.containsKey(t)) {
        samples.put(t, take(t, history));
        missing++;
      }
    }
    if (missing < AGAIN_AT_ONCE) {
      takeAgain(history);
    }
    boolean complete = missing < MISSING_AT_ONCE;
    return new Standing(step, samples, strips(history, district.roster()), complete);
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

  private List<Strip> strips(History history, Roster roster) {
    List<Strip> strips = new ArrayList<>();
    for (int area = 0; area <= areas.size(); area++) {
      String place =
          area < areas.size() ? areas.get(area).name() : roster.catalogue().district().name();
      long start = 0;
      long end = 0;
      Severity worst = Severity.NORMAL;
      for (Map.Entry<Long, Sample> entry : samples.entrySet()) {
        Severity severity = entry.getValue().byArea().get(area);
        boolean urgent = severity.compareTo(Severity.P2) >= 0;
        if (urgent && worst == Severity.NORMAL) {
          start = began(history, entry.getValue().culprit()[area], entry.getKey());
        }
        if (urgent) {
          worst = severity.compareTo(worst) > 0 ? severity : worst;
          end = entry.getKey() + step;
        } else if (worst != Severity.NORMAL) {
          strips.add(new Strip(place, new TimeRange(start, end), worst));
          worst = Severity.NORMAL;
        }
      }
      if (worst != Severity.NORMAL) {
        strips.add(new Strip(place, new TimeRange(start, end), worst));
      }
    }
    return strips;
  }

  /// Samples only tell that it was so by `t`; the history knows since when, if that is less than a
  /// step ago. Before that the place stood well.
  private long began(History history, int datastream, long t) {
    long onset = history.onset(datastream, t, Severity.P2).orElse(t);
    return samples.firstKey() == t ? t : Math.max(onset, t - step);
  }
}

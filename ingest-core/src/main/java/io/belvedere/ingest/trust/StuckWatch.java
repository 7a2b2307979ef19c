package io.belvedere.ingest.trust;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Watches for how long each value has stood: states of a district in, once a second, and what is
/// stuck out. One thread.
///
/// Only what has changed from state to state is looked at, so nothing is asked of an observation.
/// What lies between two looks is not seen; so what seems to be stuck is looked up in the history
/// before it is told, some of it each time, and that also tells since when.
final class StuckWatch {
  /// What is looked up at a time: a gateway that freezes must not hold up the feed.
  static final int MOST_LOOKED_UP = 20;

  private final History history;
  private StuckRule[] rules = {};
  private double[] value = {};
  private long[] newest = {};
  private long[] since = {};
  private int[] reports = {};
  private boolean[] proved = {};
  private long rosterVersion = Long.MIN_VALUE;
  private long mark;
  private boolean followed;

  StuckWatch(History history) {
    this.history = history;
  }

  /// Has what the history knows by now count as if it had been seen.
  ///
  /// @param state as for [#look]
  void recall(Roster roster, DistrictState state) {
    follow(roster, state);
    // Whether it reports is not known yet right after the start, and is asked at each look.
    for (Stuck stuck : StuckPast.at(history, roster, state, d -> true)) {
      int d = stuck.datastream();
      since[d] = stuck.since();
      reports[d] = StuckRule.LEAST_REPORTS;
      proved[d] = true;
    }
  }

  /// @param state of the roster's datastreams now; the same object each time
  List<Stuck> look(Roster roster, DistrictState state) {
    follow(roster, state);
    List<Stuck> stuck = new ArrayList<>();
    int lookedUp = 0;
    for (int d = 0; d < rules.length; d++) {
      boolean broken =
          rules[d].isBroken(newest[d] - since[d], reports[d])
              && rules[d].judges(value[d])
              && StuckPast.isReporting(roster, state, d);
      if (broken && !proved[d] && lookedUp < MOST_LOOKED_UP) {
        lookedUp++;
        prove(d, rules[d]);
      }
      if (broken && proved[d]) {
        stuck.add(new Stuck(d, value[d], since[d]));
      }
    }
    return stuck;
  }

  private void prove(int d, StuckRule rule) {
    StuckPast.Run run = StuckPast.run(history, d, newest[d], rule.longest());
    since[d] = run.since();
    reports[d] = run.reports();
    proved[d] = rule.isBroken(newest[d] - since[d], reports[d]);
  }

  private void follow(Roster roster, DistrictState state) {
    if (roster.version() != rosterVersion) {
      rosterVersion = roster.version();
      grow(roster);
    }
    boolean goesOn = followed && state.forEachSince(mark, d -> take(d, state));
    if (!goesOn) {
      for (int d = 0; d < Math.min(rules.length, state.size()); d++) {
        take(d, state);
      }
    }
    followed = true;
    mark = state.mark();
  }

  private void grow(Roster roster) {
    int before = rules.length;
    rules = Arrays.copyOf(rules, roster.size());
    value = Arrays.copyOf(value, roster.size());
    newest = Arrays.copyOf(newest, roster.size());
    since = Arrays.copyOf(since, roster.size());
    reports = Arrays.copyOf(reports, roster.size());
    proved = Arrays.copyOf(proved, roster.size());
    Arrays.fill(newest, before, roster.size(), DistrictState.NONE);
    for (int d = 0; d < roster.size(); d++) {
      Datastream described = roster.datastream(d);
      rules[d] = described == null ? StuckRule.NONE : StuckRule.of(described);
    }
  }

  private void take(int d, DistrictState state) {
    if (d >= rules.length || !state.isKnown(d)) {
      return;
    }
    long eventTime = state.eventTime(d);
    if (newest[d] == DistrictState.NONE || !StuckPast.isSame(value[d], state.value(d))) {
      value[d] = state.value(d);
      since[d] = eventTime;
      reports[d] = 1;
      proved[d] = false;
    } else if (eventTime != newest[d]) {
      reports[d]++;
    }
    newest[d] = eventTime;
  }
}

package io.belvedere.ingest.trust;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Finds out from the history what is stuck, at any instant.
///
/// First all that held another value for as long as the shortest rule allows is left out, by one
/// look at the state of then; the course of what remains tells.
final class StuckPast {
  /// Each further look goes back so many times as far, as long as the value stands.
  private static final int FARTHER = 4;

  private StuckPast() {}

  /// How long a value had stood at an instant.
  ///
  /// @param since the event time of its first report, microseconds UTC
  record Run(long since, int reports) {}

  /// What is stuck, and still reports.
  static List<Stuck> at(History history, Roster roster, DistrictState state) {
    return at(history, roster, state, d -> isReporting(roster, state, d));
  }

  /// What is stuck of those that `of` accepts.
  static List<Stuck> at(History history, Roster roster, DistrictState state, IntPredicate of) {
    int size = Math.min(roster.size(), state.size());
    StuckRule[] rules = new StuckRule[size];
    long shortest = Long.MAX_VALUE;
    for (int d = 0; d < size; d++) {
      rules[d] = ruleOf(roster, d);
      if (rules[d].longest() > 0) {
        shortest = Math.min(shortest, rules[d].longest());
      }
    }
    List<Stuck> stuck = new ArrayList<>();
    if (shortest == Long.MAX_VALUE) {
      return stuck;
    }
    DistrictState before = new DistrictState();
    history.latestAt(state.instant() - shortest, before);
    for (int d = 0; d < size; d++) {
      boolean mayBe =
          before.isKnown(d)
              && state.isKnown(d)
              && of.test(d)
              && rules[d].judges(state.value(d))
              && isSame(before.value(d), state.value(d));
      if (mayBe) {
        at(history, state, d, rules[d]).ifPresent(stuck::add);
      }
    }
    return stuck;
  }

  private static StuckRule ruleOf(Roster roster, int datastream) {
    return roster.find(datastream).map(StuckRule::of).orElse(StuckRule.NONE);
  }

  /// Whether it still reports: what is silent as well is told as silent.
  static boolean isReporting(Roster roster, DistrictState state, int datastream) {
    Datastream described = roster.datastream(datastream);
    return described != null
        && state.isKnown(datastream)
        && state.liveness(datastream, described.period()).compareTo(Liveness.OVERDUE) <= 0;
  }

  /// Whether a datastream is stuck with the value that it has.
  static Optional<Stuck> at(History history, DistrictState state, int datastream, StuckRule rule) {
    Run run = run(history, datastream, state.eventTime(datastream), rule.longest());
    return rule.isBroken(state.eventTime(datastream) - run.since(), run.reports())
        ? Optional.of(new Stuck(datastream, state.value(datastream), run.since()))
        : Optional.empty();
  }

  /// For how long the newest value up to `t` had stood.
  ///
  /// @param atFirst how far is looked back at first, microseconds
  static Run run(History history, int datastream, long t, long atFirst) {
    long oldest = history.covered().map(TimeRange::from).orElse(t);
    long reach = Math.max(atFirst, Micros.PER_SECOND);
    while (true) {
      long from = reach >= t - oldest ? oldest : t - reach;
      Series series = history.range(datastream, new TimeRange(Math.min(from, t), t + 1));
      int last = series.size() - 1;
      int first = last;
      while (first > 0 && isSame(series.value()[first - 1], series.value()[last])) {
        first--;
      }
      if (last < 0) {
        return new Run(t, 0);
      }
      if (first > 0 || from == oldest) {
        return new Run(series.eventTime()[first], last - first + 1);
      }
      reach *= FARTHER;
    }
  }

  static boolean isSame(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }
}

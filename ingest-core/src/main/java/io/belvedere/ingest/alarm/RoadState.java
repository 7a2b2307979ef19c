package io.belvedere.ingest.alarm;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.Locale;
import java.util.OptionalLong;

/// What is known of one road at one instant, from the datastreams that measure on it. A road is
/// never clear because nothing is heard of it.
///
/// @param decisive the datastream that tells it; -1 if none does
public record RoadState(Condition condition, Severity severity, int decisive) {
  /// From what may be left alone to what is worst.
  public enum Condition {
    CLEAR,
    /// Nothing that can be believed now says anything.
    UNKNOWN,
    SLOW,
    JAM,
    CLOSED,
    FLOODED
  }

  private static final RoadState UNKNOWN = new RoadState(Condition.UNKNOWN, Severity.NORMAL, -1);

  /// The state of the road at the instant of `state`. Allocates nothing but the answer.
  ///
  /// @param datastreams the numbers of those that measure on the road, of any kind
  public static RoadState of(int[] datastreams, Roster roster, DistrictState state) {
    Condition condition = Condition.UNKNOWN;
    Severity severity = Severity.NORMAL;
    int decisive = -1;
    boolean clear = false;
    boolean troubleFellSilent = false;
    for (int number : datastreams) {
      Datastream datastream = number < roster.size() ? roster.datastream(number) : null;
      if (datastream == null || !tells(datastream) || !state.isKnown(number)) {
        continue;
      }
      Severity found = state.severity(number);
      if (!isBelieved(number, datastream, state)) {
        troubleFellSilent |= found.isAbnormal();
      } else if (!found.isAbnormal()) {
        if (!clear) {
          clear = true;
          decisive = condition == Condition.UNKNOWN ? number : decisive;
        }
      } else {
        Condition told = condition(datastream, state.value(number), found);
        if (told.compareTo(condition) > 0 || (told == condition && found.compareTo(severity) > 0)) {
          condition = told;
          decisive = number;
        }
        severity = found.compareTo(severity) > 0 ? found : severity;
      }
    }
    if (condition != Condition.UNKNOWN) {
      return new RoadState(condition, severity, decisive);
    }
    // That one sensor sees nothing does not undo what another saw before it fell silent.
    return clear && !troubleFellSilent
        ? new RoadState(Condition.CLEAR, Severity.NORMAL, decisive)
        : UNKNOWN;
  }

  /// When the trouble began, microseconds UTC; empty if there is none or nobody knows.
  public OptionalLong since(DistrictState state, History history) {
    return severity.isAbnormal()
        ? history.onset(decisive, state.instant(), Severity.P4)
        : OptionalLong.empty();
  }

  private static boolean tells(Datastream datastream) {
    return !datastream.categories().isEmpty() || datastream.limits().isPresent();
  }

  private static boolean isBelieved(int number, Datastream datastream, DistrictState state) {
    Liveness liveness = state.liveness(number, datastream.period());
    return (liveness == Liveness.FRESH || liveness == Liveness.OVERDUE)
        && !Double.isNaN(state.value(number))
        && state.quality(number) != Quality.BAD;
  }

  private static Condition condition(Datastream datastream, double value, Severity severity) {
    String name = datastream.categoryOf(value).orElse(datastream.kind()).toLowerCase(Locale.ROOT);
    if (name.contains("flood") || name.contains("water")) {
      return Condition.FLOODED;
    }
    if (name.contains("close") || name.contains("block") || name.contains("accident")) {
      return Condition.CLOSED;
    }
    if (name.contains("jam") || name.contains("congest")) {
      return Condition.JAM;
    }
    if (name.contains("slow")) {
      return Condition.SLOW;
    }
    return severity.compareTo(Severity.P3) >= 0 ? Condition.JAM : Condition.SLOW;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Picks the worst of what is wrong, and says in a line what it is. For one [ThingTable].
final class WorstThing {
  /// How much farther beyond its limit another one must be to take over: two that are nearly equal
  /// must not take turns.
  private static final double TAKES_OVER = 1.2;

  /// The span by which rising and falling are told.
  private static final long TREND = 5 * Micros.PER_MINUTE;

  /// What was picked last, or -1.
  private int picked = -1;

  // What was described last; most frames show it again.
  private int thing = -1;
  private long eventTime;
  private double value;
  private String line = "";

  /// The number of the worst thing that is abnormal, or -1.
  int pick(ThingStates states) {
    int worst = -1;
    Severity severity = Severity.P4;
    double excess = 0;
    NumberSet abnormal = states.abnormal();
    for (int n = 0; n < abnormal.size(); n++) {
      int i = abnormal.get(n);
      Severity own = states.severity(i);
      if (!states.isPlaced(i) || own.compareTo(severity) < 0) {
        continue;
      }
      double ownExcess = states.excess(i) * (i == picked ? TAKES_OVER : 1);
      boolean first = ownExcess == excess && i < worst;
      if (worst < 0 || own != severity || ownExcess > excess || first) {
        worst = i;
        severity = own;
        excess = ownExcess;
      }
    }
    picked = worst;
    return worst;
  }

  /// For example "Flooding 28 cm, falling".
  String describe(ThingStates states, int thing, List<OnScreen> districts) {
    int stream = states.worst[thing];
    DistrictState state = districts.get(states.table.owner[thing]).state();
    long newTime = stream < 0 ? DistrictState.NONE : state.eventTime(stream);
    double newValue = stream < 0 ? Double.NaN : state.value(stream);
    if (thing != this.thing || newTime != eventTime || Double.compare(newValue, value) != 0) {
      this.thing = thing;
      eventTime = newTime;
      value = newValue;
      line = describeAnew(states, thing, districts);
    }
    return line;
  }

  private static String describeAnew(ThingStates states, int thing, List<OnScreen> districts) {
    OnScreen district = districts.get(states.table.owner[thing]);
    int stream = states.worst[thing];
    Datastream described = stream < 0 ? null : states.table.described(thing, stream);
    if (described == null) {
      return states.table.things[thing].name();
    }
    double value = district.state().value(stream);
    Optional<String> category = described.categoryOf(value);
    if (category.isPresent()) {
      return capital(category.get()) + ", " + states.table.things[thing].name();
    }
    return subject(described, value)
        + " "
        + ValueText.of(described, value)
        + trend(district, stream, value);
  }

  private static String subject(Datastream described, double value) {
    boolean high = described.limits().map(l -> value >= l.hi() || value >= l.hihi()).orElse(false);
    if (described.kind().contains("water-level") && high) {
      return "Flooding";
    }
    return described.name().isEmpty() ? capital(described.kind()) : described.name();
  }

  private static String trend(OnScreen district, int stream, double value) {
    long to = district.state().eventTime(stream);
    Series series = district.district().history().range(stream, new TimeRange(to - TREND, to + 1));
    if (series.size() < 2 || series.eventTime()[0] > to - TREND / 5) {
      return "";
    }
    double change = value - series.value()[0];
    // Within a fiftieth it stands: sensors are not that exact.
    if (Double.isNaN(change) || Math.abs(change) <= Math.abs(value) / 50) {
      return ", steady";
    }
    return change > 0 ? ", rising" : ", falling";
  }

  static String capital(String text) {
    String words = text.replace('-', ' ').replace('_', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

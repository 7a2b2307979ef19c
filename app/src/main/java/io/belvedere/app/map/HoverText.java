package io.belvedere.app.map;

import io.belvedere.app.look.SensorState;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is written beside the pointer: name, value and unit, age and how far it can be believed.
final class HoverText {
  private HoverText() {}

  static String of(ThingStates states, int thing, List<OnScreen> districts) {
    String name = states.table.things[thing].name();
    int stream = states.worst[thing];
    if (stream < 0) {
      return name;
    }
    Datastream described = states.table.described(thing, stream);
    DistrictState state = districts.get(states.table.owner[thing]).state();
    if (described == null || !state.isKnown(stream)) {
      return name + "\nNothing received yet";
    }
    double value = state.value(stream);
    Severity severity = state.severity(stream);
    String priority = severity.isAbnormal() ? severity + "  " : "";
    String late = state.isQuarantined(stream) ? ", its clock is wrong" : "";
    int others = states.table.first[thing + 1] - states.table.first[thing] - 1;
    return name
        + "\n"
        + priority
        + label(described)
        + " "
        + ValueText.of(described, value)
        + named(states.named(thing))
        + "\n"
        + age(state.instant() - state.eventTime(stream))
        + ", "
        + liveness(states.liveness(thing))
        + late
        + doubt(states, thing, districts.get(states.table.owner[thing]))
        + (others > 0 ? "\nand " + others + " more" : "");
  }

  /// Of any of its datastreams.
  private static String doubt(ThingStates states, int thing, OnScreen owner) {
    if (states.doubt(thing) == null) {
      return "";
    }
    for (int s = states.table.first[thing]; s < states.table.first[thing + 1]; s++) {
      int stream = states.table.streams[s];
      Optional<Stuck> stuck = owner.trust().stuck(stream);
      if (stuck.isPresent()) {
        Datastream described = states.table.described(thing, stream);
        long stood = owner.state().instant() - stuck.get().since();
        return "\nstuck: "
            + (described == null || stream == states.worst[thing] ? "" : label(described) + " ")
            + "the same for "
            + TimeText.duration(stood);
      }
    }
    return "\nothers at its place say something else";
  }

  private static String named(@Nullable SensorState state) {
    return state == null ? "" : "  " + state.title();
  }

  /// What else stands at the place of a mark.
  static String ofOthers(int count) {
    return "\n" + count + " more here; click to see each";
  }

  static String of(Facility facility) {
    String kind = facility.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String words = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    return facility.name().isEmpty() ? words : facility.name() + "\n" + words;
  }

  /// @param state null if nothing measures the road
  /// @param silentFor how long nothing was heard of it, microseconds; -1 if that is not told
  static String of(Road road, @Nullable RoadState state, long silentFor) {
    String name = road.name().isEmpty() ? "Road without a name" : road.name();
    if (state == null) {
      return name;
    }
    return name
        + switch (state.condition()) {
          case CLEAR -> "\nclear";
          case UNKNOWN ->
              "\nunknown: nothing fresh from its sensors"
                  + (silentFor < 0 ? "" : ", the last " + age(silentFor));
          case SLOW -> "\nslow";
          case JAM -> "\njam";
          case CLOSED -> "\nclosed";
          case FLOODED -> "\nflooded";
        };
  }

  static String of(SymbolSprites.Counts counts) {
    StringBuilder text = new StringBuilder();
    append(text, counts.p1(), "P1");
    append(text, counts.p2(), "P2");
    append(text, counts.p3(), "P3");
    append(text, counts.p4(), "P4");
    append(text, counts.silent(), "silent");
    return text.append("\nClick to look closer").toString();
  }

  private static void append(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
    }
  }

  static String label(Datastream described) {
    return described.name().isEmpty() ? described.kind() : described.name();
  }

  static String liveness(Liveness liveness) {
    return liveness.name().toLowerCase(Locale.ROOT);
  }

  /// @param micros how long ago
  private static String age(long micros) {
    return micros < Micros.PER_SECOND ? "just now" : TimeText.duration(micros) + " ago";
  }
}

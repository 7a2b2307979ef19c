package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What is known of each road of the map at the instant on screen.
final class Traffic {
  static final int LOOKS = 1 + (1 + Silence.STEPS) * Condition.values().length * Severity.COUNT;

  private final RoadTable roads;
  private final @Nullable RoadState[] states;
  private final long[] silentFor;
  private final int[] steps;
  private final int[] looks;
  private final int[] changed;
  private int changedCount;
  private ThingTable known = ThingTable.EMPTY;
  private List<Watched> watched = List.of();

  /// A road that something measures, and the datastreams that do.
  @SuppressWarnings("ArrayRecordComponent") // numbers on purpose; never compared
  private record Watched(int road, int owner, int[] datastreams) {}

  Traffic(RoadTable roads) {
    this.roads = roads;
    this.states = new @Nullable RoadState[roads.roads.size()];
    this.silentFor = new long[states.length];
    this.steps = new int[states.length];
    this.looks = new int[states.length];
    this.changed = new int[states.length];
  }

  /// Null if nothing measures the road.
  @Nullable RoadState state(int road) {
    return states[road];
  }

  /// What makes the road worth a line, or null.
  @Nullable RoadState trouble(int road) {
    RoadState state = states[road];
    return state == null || state.condition() == Condition.CLEAR ? null : state;
  }

  /// How long nothing has been heard of a road of which nothing fresh is known, microseconds; -1 of
  /// others, and where nothing was ever heard.
  long silentFor(int road) {
    return silentFor[road];
  }

  /// By how many steps it is drawn larger than others of which nothing is known: inside an incident
  /// silence grows more visible.
  int step(int road) {
    return steps[road];
  }

  /// Takes in another instant.
  ///
  /// @param silence of the same instant
  void update(ThingStates things, Silence silence, List<OnScreen> districts) {
    if (things.table != known) {
      known = things.table;
      watched = find(things.table);
      Arrays.fill(states, null);
      Arrays.fill(silentFor, -1);
      Arrays.fill(steps, 0);
    }
    for (Watched watch : watched) {
      OnScreen district = districts.get(watch.owner);
      int road = watch.road;
      RoadState state = RoadState.of(watch.datastreams, district.roster(), district.state());
      states[road] = state;
      boolean unknown = state.condition() == Condition.UNKNOWN && !things.mostIsUnknown();
      silentFor[road] = unknown ? silentFor(watch.datastreams, district.state()) : -1;
      steps[road] =
          silentFor[road] >= 0 && silence.isNear(roads.middleX(road), roads.middleY(road), things)
              ? 1 + Silence.step(silentFor[road])
              : 0;
    }
    changedCount = 0;
    for (int road = 0; road < states.length; road++) {
      int look = look(road);
      if (look != looks[road]) {
        looks[road] = look;
        changed[changedCount++] = road;
      }
    }
  }

  /// Shows every road that the last [#update] gave another look.
  void forEachChanged(IntConsumer road) {
    for (int i = 0; i < changedCount; i++) {
      road.accept(changed[i]);
    }
  }

  boolean hasChanged() {
    return changedCount > 0;
  }

  /// Equal for what is drawn alike, less than [#LOOKS]; 0 for what is not drawn.
  int look(int road) {
    RoadState trouble = trouble(road);
    return trouble == null
        ? 0
        : 1
            + (steps[road] * Condition.values().length + trouble.condition().ordinal())
                * Severity.COUNT
            + trouble.severity().ordinal();
  }

  private static long silentFor(int[] datastreams, DistrictState state) {
    long heard = DistrictState.NONE;
    for (int datastream : datastreams) {
      if (state.isKnown(datastream)) {
        heard = Math.max(heard, state.eventTime(datastream));
      }
    }
    return heard == DistrictState.NONE ? -1 : state.instant() - heard;
  }

  /// Severity first, so that the worst is drawn last.
  static int rank(RoadState state) {
    return state.condition() == Condition.UNKNOWN
        ? Severity.NORMAL.ordinal()
        : state.severity().ordinal();
  }

  private List<Watched> find(ThingTable table) {
    Map<Integer, List<Integer>> things = new TreeMap<>();
    for (int thing = 0; thing < table.size; thing++) {
      int road = table.things[thing].road().map(roads::find).orElse(-1);
      if (road >= 0) {
        things.computeIfAbsent(road, r -> new ArrayList<>()).add(thing);
      }
    }
    List<Watched> found = new ArrayList<>();
    things.forEach(
        (road, sensors) ->
            found.add(
                new Watched(
                    road,
                    table.owner[sensors.getFirst()],
                    sensors.stream()
                        .filter(s -> table.owner[s] == table.owner[sensors.getFirst()])
                        .flatMapToInt(
                            s -> Arrays.stream(table.streams, table.first[s], table.first[s + 1]))
                        .toArray())));
    return found;
  }
}

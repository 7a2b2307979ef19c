package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
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
  /// When something was last heard of a road of which nothing fresh is known.
  private final long[] heard;

  private final int[] steps;
  private final int[] looks;
  private final int[] changed;
  private int changedCount;
  private ThingTable known = ThingTable.EMPTY;

  // By road, and by the thing that measures on it.
  private final @Nullable Watched[] watched;
  private final NumberSet all;
  private final NumberSet touched;
  private final NumberSet silent;
  private int[] roadOf = {};
  private boolean mostIsUnknown;
  private long now;

  /// A road that something measures, and the datastreams that do.
  @SuppressWarnings("ArrayRecordComponent") // numbers on purpose; never compared
  private record Watched(int owner, int[] datastreams) {}

  Traffic(RoadTable roads) {
    this.roads = roads;
    this.states = new @Nullable RoadState[roads.roads.size()];
    this.heard = new long[states.length];
    Arrays.fill(heard, DistrictState.NONE);
    this.watched = new @Nullable Watched[states.length];
    this.all = new NumberSet(states.length);
    this.touched = new NumberSet(states.length);
    this.silent = new NumberSet(states.length);
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
    return heard[road] == DistrictState.NONE ? -1 : now - heard[road];
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
    boolean anew = things.table != known || things.mostIsUnknown() != mostIsUnknown;
    if (things.table != known) {
      watch(things.table);
    }
    mostIsUnknown = things.mostIsUnknown();
    long before = now;
    now = districts.isEmpty() ? 0 : districts.getFirst().state().instant();
    NumberSet judged = things.judged();
    for (int n = 0; n < judged.size(); n++) {
      int road = roadOf[judged.get(n)];
      if (road >= 0) {
        touched.set(road, true);
      }
    }
    if (anew) {
      touch(all);
    }
    for (int n = 0; n < touched.size(); n++) {
      judge(touched.get(n), districts);
    }
    // Those grow with time, and with what happens near them.
    if (Math.floorDiv(now, Micros.PER_SECOND) != Math.floorDiv(before, Micros.PER_SECOND)) {
      touch(silent);
    }
    changedCount = 0;
    for (int n = 0; n < touched.size(); n++) {
      int road = touched.get(n);
      steps[road] =
          silentFor(road) >= 0 && silence.isNear(roads.middleX(road), roads.middleY(road), things)
              ? 1 + Silence.step(silentFor(road))
              : 0;
      int look = look(road);
      if (look != looks[road]) {
        looks[road] = look;
        changed[changedCount++] = road;
      }
    }
    touched.clear();
  }

  private void touch(NumberSet which) {
    for (int n = 0; n < which.size(); n++) {
      touched.set(which.get(n), true);
    }
  }

  private void judge(int road, List<OnScreen> districts) {
    Watched watch = watched[road];
    if (watch == null) {
      // Measured until now.
      states[road] = null;
      heard[road] = DistrictState.NONE;
    } else {
      OnScreen district = districts.get(watch.owner);
      RoadState state = RoadState.of(watch.datastreams, district.roster(), district.state());
      states[road] = state;
      boolean unknown = state.condition() == Condition.UNKNOWN && !mostIsUnknown;
      heard[road] = unknown ? heard(watch.datastreams, district.state()) : DistrictState.NONE;
    }
    silent.set(road, heard[road] != DistrictState.NONE);
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

  private static long heard(int[] datastreams, DistrictState state) {
    long heard = DistrictState.NONE;
    for (int datastream : datastreams) {
      if (state.isKnown(datastream)) {
        heard = Math.max(heard, state.eventTime(datastream));
      }
    }
    return heard;
  }

  /// Severity first, so that the worst is drawn last.
  static int rank(RoadState state) {
    return state.condition() == Condition.UNKNOWN
        ? Severity.NORMAL.ordinal()
        : state.severity().ordinal();
  }

  /// Finds what measures each road; roads that were measured until now are judged again.
  private void watch(ThingTable table) {
    known = table;
    touch(all);
    all.clear();
    Arrays.fill(watched, null);
    roadOf = new int[table.size];
    Arrays.fill(roadOf, -1);
    Map<Integer, List<Integer>> things = new TreeMap<>();
    for (int thing = 0; thing < table.size; thing++) {
      int road = table.things[thing].road().map(roads::find).orElse(-1);
      if (road >= 0) {
        roadOf[thing] = road;
        things.computeIfAbsent(road, r -> new ArrayList<>()).add(thing);
      }
    }
    things.forEach(
        (road, sensors) -> {
          all.set(road, true);
          watched[road] =
              new Watched(
                  table.owner[sensors.getFirst()],
                  sensors.stream()
                      .filter(s -> table.owner[s] == table.owner[sensors.getFirst()])
                      .flatMapToInt(
                          s -> Arrays.stream(table.streams, table.first[s], table.first[s + 1]))
                      .toArray());
        });
  }
}

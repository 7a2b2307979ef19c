package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of each road at the instant on screen. A road about which nothing fresh is known
/// is unknown, never clear.
final class Traffic {
  private final RoadTable roads;
  private final Cause[] cause;
  private final Severity[] severity;
  private ThingTable known = ThingTable.EMPTY;

  /// The things that measure a road of the map, and which.
  private int[] sensors = {};

  private int[] sensorRoads = {};

  /// Why a road is not clear: decides the pattern.
  enum Cause {
    /// Nothing measures it.
    UNWATCHED,
    CLEAR,
    UNKNOWN,
    SLOW,
    JAM,
    CLOSED,
    FLOODED;

    boolean isDrawn() {
      return compareTo(UNKNOWN) >= 0;
    }
  }

  Traffic(RoadTable roads) {
    this.roads = roads;
    this.cause = new Cause[roads.roads.size()];
    this.severity = new Severity[roads.roads.size()];
    clear();
  }

  Cause cause(int road) {
    return cause[road];
  }

  Severity severity(int road) {
    return severity[road];
  }

  void copyFrom(Traffic other) {
    System.arraycopy(other.cause, 0, cause, 0, cause.length);
    System.arraycopy(other.severity, 0, severity, 0, severity.length);
  }

  void update(ThingTable table, List<OnScreen> districts) {
    clear();
    if (table != known) {
      find(table);
    }
    for (int i = 0; i < sensors.length; i++) {
      int thing = sensors[i];
      judge(sensorRoads[i], thing, table, districts.get(table.owner[thing]).state());
    }
  }

  private void find(ThingTable table) {
    known = table;
    sensors =
        IntStream.range(0, table.size)
            .filter(i -> table.things[i].road().filter(id -> roads.find(id) >= 0).isPresent())
            .toArray();
    sensorRoads =
        IntStream.of(sensors).map(i -> roads.find(table.things[i].road().orElseThrow())).toArray();
  }

  private void clear() {
    Arrays.fill(cause, Cause.UNWATCHED);
    Arrays.fill(severity, Severity.NORMAL);
  }

  private void judge(int road, int thing, ThingTable table, DistrictState state) {
    for (int s = table.first[thing]; s < table.first[thing + 1]; s++) {
      int stream = table.streams[s];
      Datastream datastream = table.described(thing, stream);
      if (datastream == null || !tellsOfTraffic(datastream)) {
        continue;
      }
      boolean believed =
          state.liveness(stream, table.periods[s]).compareTo(Liveness.OVERDUE) <= 0
              && !Double.isNaN(state.value(stream));
      Severity worse = believed ? state.severity(stream) : Severity.NORMAL;
      raise(road, believed ? cause(datastream, state.value(stream), worse) : Cause.UNKNOWN, worse);
    }
  }

  /// A finding of a fresh sensor outweighs that another one is silent, and that it is clear.
  private void raise(int road, Cause found, Severity how) {
    if (found.compareTo(cause[road]) > 0) {
      cause[road] = found;
    }
    if (how.compareTo(severity[road]) > 0) {
      severity[road] = how;
    }
  }

  private static boolean tellsOfTraffic(Datastream datastream) {
    return !datastream.categories().isEmpty() || datastream.limits().isPresent();
  }

  private static Cause cause(Datastream datastream, double value, Severity severity) {
    if (!severity.isAbnormal()) {
      return Cause.CLEAR;
    }
    @Nullable String category = datastream.categoryOf(value).orElse(null);
    if (category != null) {
      return named(category.toLowerCase(Locale.ROOT), severity);
    }
    if (datastream.kind().contains("level") || datastream.kind().contains("water")) {
      return Cause.FLOODED;
    }
    return severity.compareTo(Severity.P3) >= 0 ? Cause.JAM : Cause.SLOW;
  }

  private static Cause named(String category, Severity severity) {
    if (category.contains("flood") || category.contains("water")) {
      return Cause.FLOODED;
    }
    if (category.contains("close") || category.contains("block") || category.contains("accident")) {
      return Cause.CLOSED;
    }
    if (category.contains("jam") || category.contains("congest") || category.contains("stand")) {
      return Cause.JAM;
    }
    return severity.compareTo(Severity.P3) >= 0 ? Cause.JAM : Cause.SLOW;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.look.SensorLayer;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SensorState;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All things that have a place, in columns: first those that stand still, from north to south, so
/// that drawing them walks through memory and picture alike, then those that move.
///
/// Made anew when a roster changes; never changed.
final class ThingTable {
  static final ThingTable EMPTY = new ThingTable(SensorLayers.shipped(), List.of(), List.of());

  /// How many there are.
  final int size;

  /// How many of them stand still: the first ones.
  final int still;

  /// Where it stands, or stood when it was catalogued, in the unit square.
  final double[] x;

  final double[] y;
  final Thing[] things;
  final Part[] parts;

  /// The position of each thing's layer among [SensorLayers#all].
  final int[] layer;

  /// Which of the districts on screen it belongs to.
  final int[] owner;

  /// Where each thing's datastreams begin in [#streams]; one more than there are things.
  final int[] first;

  /// Dense numbers, without those that only tell a place.
  final int[] streams;

  /// Expected period of each of [#streams], microseconds.
  final long[] periods;

  /// Dense numbers of where it is, or -1 for what stands still.
  final int[] lonStream;

  final int[] latStream;
  final GridIndex grid;
  private final SensorLayers layers;
  private final SensorLayer[] byPosition;
  private final List<Roster> rosters;
  private final Map<DistrictId, Map<String, Integer>> byId = new HashMap<>();

  /// The thing that each datastream of each district belongs to, or -1.
  private final int[][] ofStream;

  /// What a thing is to the map.
  enum Part {
    SENSOR,
    CAMERA,
    /// Measures a road, which is drawn as a line in its stead.
    ROAD,
    VEHICLE,
    EMERGENCY_VEHICLE
  }

  /// A thing while the table is made.
  private static final class Row {
    final Thing thing;
    final int owner;
    final List<Integer> streams = new ArrayList<>();
    final List<Datastream> described = new ArrayList<>();
    int lon = -1;
    int lat = -1;

    Row(Thing thing, int owner) {
      this.thing = thing;
      this.owner = owner;
    }

    boolean moves() {
      return lon >= 0 && lat >= 0;
    }

    boolean hasPlace() {
      return moves() || (Double.isFinite(thing.lon()) && Double.isFinite(thing.lat()));
    }
  }

  static ThingTable of(List<OnScreen> districts) {
    return of(districts, SensorLayers.shipped());
  }

  static ThingTable of(List<OnScreen> districts, SensorLayers layers) {
    List<Roster> rosters = districts.stream().map(OnScreen::roster).toList();
    List<Row> rows = new ArrayList<>();
    for (int owner = 0; owner < rosters.size(); owner++) {
      rows.addAll(rows(rosters.get(owner), owner));
    }
    rows.removeIf(row -> !row.hasPlace());
    rows.sort(
        Comparator.comparing(Row::moves)
            .thenComparing(row -> -row.thing.lat())
            .thenComparing(row -> row.thing.id()));
    return new ThingTable(layers, rosters, rows);
  }

  private static List<Row> rows(Roster roster, int owner) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int i = 0; i < roster.size(); i++) {
      Datastream datastream = roster.datastream(i);
      if (datastream == null) {
        continue;
      }
      Row row =
          rows.computeIfAbsent(datastream.thing().id(), id -> new Row(datastream.thing(), owner));
      switch (datastream.role()) {
        case LON -> row.lon = i;
        case LAT -> row.lat = i;
        case VALUE, SPEED -> {
          row.streams.add(i);
          row.described.add(datastream);
        }
      }
    }
    return List.copyOf(rows.values());
  }

  private ThingTable(SensorLayers layers, List<Roster> rosters, List<Row> rows) {
    this.layers = layers;
    this.byPosition = layers.all().toArray(SensorLayer[]::new);
    this.rosters = rosters;
    size = rows.size();
    x = new double[size];
    y = new double[size];
    things = new Thing[size];
    parts = new Part[size];
    layer = new int[size];
    owner = new int[size];
    first = new int[size + 1];
    lonStream = new int[size];
    latStream = new int[size];
    int total = rows.stream().mapToInt(row -> row.streams.size()).sum();
    streams = new int[total];
    periods = new long[total];
    Map<Kinds, Integer> known = new HashMap<>();
    int moving = 0;
    int next = 0;
    for (int i = 0; i < size; i++) {
      Row row = rows.get(i);
      things[i] = row.thing;
      owner[i] = row.owner;
      x[i] = Mercator.x(row.thing.lon());
      y[i] = Mercator.y(row.thing.lat());
      layer[i] = known.computeIfAbsent(Kinds.of(row), k -> k.find(layers));
      parts[i] = part(row, byPosition[layer[i]]);
      lonStream[i] = row.moves() ? row.lon : -1;
      latStream[i] = row.moves() ? row.lat : -1;
      moving += row.moves() ? 1 : 0;
      first[i] = next;
      for (int s = 0; s < row.streams.size(); s++) {
        streams[next] = row.streams.get(s);
        periods[next++] = row.described.get(s).period();
      }
      byId.computeIfAbsent(rosters.get(row.owner).district().id(), d -> new HashMap<>())
          .put(row.thing.id(), i);
    }
    first[size] = next;
    ofStream = ofStream();
    still = size - moving;
    grid = new GridIndex(x, y, still);
  }

  private int[][] ofStream() {
    int[][] found = rosters.stream().map(r -> new int[r.size()]).toArray(int[][]::new);
    for (int[] things : found) {
      Arrays.fill(things, -1);
    }
    for (int i = 0; i < size; i++) {
      for (int s = first[i]; s < first[i + 1]; s++) {
        found[owner[i]][streams[s]] = i;
      }
      if (lonStream[i] >= 0) {
        found[owner[i]][lonStream[i]] = i;
        found[owner[i]][latStream[i]] = i;
      }
    }
    return found;
  }

  /// The thing that a datastream belongs to, or -1.
  ///
  /// @param district which of the districts on screen
  int ofStream(int district, int datastream) {
    return datastream < ofStream[district].length ? ofStream[district][datastream] : -1;
  }

  /// The first of the things that stand still which is not north of a line, or [#still].
  int firstBelow(double worldY) {
    int found = Arrays.binarySearch(y, 0, still, worldY);
    int first = found < 0 ? -found - 1 : found;
    while (first > 0 && y[first - 1] == worldY) {
      first--;
    }
    return first;
  }

  /// Whether it is still the table of these districts and layers.
  boolean fits(List<OnScreen> districts, SensorLayers by) {
    return by == layers && fits(districts);
  }

  /// Whether it is still the table of these districts.
  boolean fits(List<OnScreen> districts) {
    if (districts.size() != rosters.size()) {
      return false;
    }
    for (int i = 0; i < districts.size(); i++) {
      if (districts.get(i).roster() != rosters.get(i)) {
        return false;
      }
    }
    return true;
  }

  /// The number of a thing, or -1.
  int find(DistrictId district, String thing) {
    return byId.getOrDefault(district, Map.of()).getOrDefault(thing, -1);
  }

  /// The number of the thing that a datastream belongs to, or -1.
  int findByDatastream(DistrictId district, String datastream) {
    for (Roster roster : rosters) {
      if (roster.district().id().equals(district)) {
        return roster
            .catalogue()
            .find(datastream)
            .map(d -> find(district, d.thing().id()))
            .orElse(-1);
      }
    }
    return -1;
  }

  DistrictId district(int thing) {
    return rosters.get(owner[thing]).district().id();
  }

  /// What the catalogue says of a datastream of a thing.
  @Nullable Datastream described(int thing, int datastream) {
    return rosters.get(owner[thing]).datastream(datastream);
  }

  SensorLayer layer(int thing) {
    return byPosition[layer[thing]];
  }

  /// What of the layer's states a thing is in by the value that decides its look; null if none.
  @Nullable SensorState stateOf(int thing, int datastream, double value, Severity severity) {
    List<SensorState> states = layer(thing).states();
    Datastream described = states.isEmpty() ? null : described(thing, datastream);
    if (described != null) {
      for (SensorState state : states) {
        if (state.holds(described, value, severity)) {
          return state;
        }
      }
    }
    return null;
  }

  /// Which layers are drawn in full; of the others only what is P1 or P2.
  boolean[] shownLayers(double zoom, LayerSettings settings) {
    boolean[] shown = new boolean[byPosition.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = byPosition[i].isDrawnAt(zoom) && !settings.hides(byPosition[i].id());
    }
    return shown;
  }

  /// By what a thing's layer is found.
  private record Kinds(boolean moves, String ofThing, String ofDatastream) {
    static Kinds of(Row row) {
      return new Kinds(
          row.moves(),
          row.thing.kind(),
          row.described.isEmpty() ? "" : row.described.getFirst().kind());
    }

    int find(SensorLayers layers) {
      return layers.indexOf(moves, ofThing, ofDatastream);
    }
  }

  private static Part part(Row row, SensorLayer layer) {
    return switch (layer.drawnAs()) {
      case EMERGENCY_VEHICLE -> Part.EMERGENCY_VEHICLE;
      case VEHICLE -> Part.VEHICLE;
      case CAMERA -> row.moves() ? Part.VEHICLE : Part.CAMERA;
      case ROAD ->
          row.moves() ? Part.VEHICLE : row.thing.road().isPresent() ? Part.ROAD : Part.SENSOR;
      case SENSOR -> row.moves() ? Part.VEHICLE : Part.SENSOR;
    };
  }
}

package io.belvedere.app.map;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
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
  static final ThingTable EMPTY = new ThingTable(List.of(), List.of());

  /// How many there are.
  final int size;

  /// How many of them stand still: the first ones.
  final int still;

  /// Where it stands, or stood when it was catalogued, in the unit square.
  final double[] x;

  final double[] y;
  final Thing[] things;
  final SymbolGlyph[] glyphs;
  final Part[] parts;

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
  private final List<Roster> rosters;
  private final Map<DistrictId, Map<String, Integer>> byId = new HashMap<>();

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
    return new ThingTable(rosters, rows);
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

  private ThingTable(List<Roster> rosters, List<Row> rows) {
    this.rosters = rosters;
    size = rows.size();
    x = new double[size];
    y = new double[size];
    things = new Thing[size];
    glyphs = new SymbolGlyph[size];
    parts = new Part[size];
    owner = new int[size];
    first = new int[size + 1];
    lonStream = new int[size];
    latStream = new int[size];
    int total = rows.stream().mapToInt(row -> row.streams.size()).sum();
    streams = new int[total];
    periods = new long[total];
    int moving = 0;
    int next = 0;
    for (int i = 0; i < size; i++) {
      Row row = rows.get(i);
      things[i] = row.thing;
      owner[i] = row.owner;
      x[i] = Mercator.x(row.thing.lon());
      y[i] = Mercator.y(row.thing.lat());
      glyphs[i] = glyph(row);
      parts[i] = part(row, glyphs[i]);
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
    still = size - moving;
    grid = new GridIndex(x, y, still);
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

  private static SymbolGlyph glyph(Row row) {
    if (row.moves()) {
      return SymbolGlyph.VEHICLE;
    }
    SymbolGlyph byThing = SymbolGlyph.of(row.thing.kind());
    if (byThing == SymbolGlyph.OTHER && !row.described.isEmpty()) {
      return SymbolGlyph.of(row.described.getFirst().kind());
    }
    return byThing;
  }

  private static Part part(Row row, SymbolGlyph glyph) {
    if (row.moves()) {
      String kind = row.thing.kind();
      boolean emergency =
          kind.contains("ambulance")
              || kind.contains("fire")
              || kind.contains("police")
              || kind.contains("rescue");
      return emergency ? Part.EMERGENCY_VEHICLE : Part.VEHICLE;
    }
    if (glyph == SymbolGlyph.CAMERA) {
      return Part.CAMERA;
    }
    boolean traffic = glyph == SymbolGlyph.TRAFFIC && row.thing.road().isPresent();
    return traffic ? Part.ROAD : Part.SENSOR;
  }
}

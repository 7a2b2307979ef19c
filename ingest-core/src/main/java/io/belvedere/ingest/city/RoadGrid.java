package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.Places.OnRoad;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A flat grid over the segments of all roads. A segment stands in each cell that its box touches;
/// the columns are filled by counting first, so the whole index is two int arrays.
final class RoadGrid {
  /// The side of a cell, metres: a few dozen segments in a dense quarter.
  private static final double CELL = 100;

  private final List<Road> roads;
  private final Bounds box;
  private final Ground ground;
  private final int columns;
  private final int rows;

  /// Segment `s` goes from point `points[s]` of road `owners[s]` to the next.
  private final int[] owners;

  private final int[] points;

  /// The segments of cell `c` are `segments[firsts[c]]` to `segments[firsts[c + 1] - 1]`.
  private final int[] firsts;

  private final int[] segments;

  RoadGrid(CityMap map) {
    roads = map.roads();
    box = map.bounds();
    ground = new Ground((box.south() + box.north()) / 2);
    columns = Math.max(1, (int) Math.ceil((box.east() - box.west()) / ground.lons(CELL)));
    rows = Math.max(1, (int) Math.ceil((box.north() - box.south()) / Ground.lats(CELL)));

    int count = roads.stream().mapToInt(road -> road.points().length / 2 - 1).sum();
    owners = new int[count];
    points = new int[count];
    int segment = 0;
    for (int r = 0; r < roads.size(); r++) {
      for (int p = 0; p + 1 < roads.get(r).points().length / 2; p++) {
        owners[segment] = r;
        points[segment++] = p;
      }
    }
    firsts = new int[columns * rows + 1];
    for (int s = 0; s < count; s++) {
      eachCell(s, cell -> firsts[cell + 1]++);
    }
    Arrays.parallelPrefix(firsts, Integer::sum);
    segments = new int[firsts[columns * rows]];
    int[] filled = firsts.clone();
    for (int s = 0; s < count; s++) {
      int number = s;
      eachCell(s, cell -> segments[filled[cell]++] = number);
    }
  }

  private interface Cell {
    void visit(int cell);
  }

  private void eachCell(int segment, Cell visitor) {
    double[] line = roads.get(owners[segment]).points();
    int at = points[segment] * 2;
    int west = column(Math.min(line[at], line[at + 2]));
    int east = column(Math.max(line[at], line[at + 2]));
    int south = row(Math.min(line[at + 1], line[at + 3]));
    int north = row(Math.max(line[at + 1], line[at + 3]));
    for (int row = south; row <= north; row++) {
      for (int column = west; column <= east; column++) {
        visitor.visit(row * columns + column);
      }
    }
  }

  private int column(double lon) {
    return (int) Math.clamp((lon - box.west()) / ground.lons(CELL), 0, columns - 1.0);
  }

  private int row(double lat) {
    return (int) Math.clamp((lat - box.south()) / Ground.lats(CELL), 0, rows - 1.0);
  }

  Optional<OnRoad> nearest(double lon, double lat, double within, Predicate<Road> wanted) {
    var search = new Search(lon, lat, within, wanted);
    int column = column(lon);
    int row = row(lat);
    // Ring by ring; what is found in a ring beats all that is farther out than it is away itself.
    for (int ring = 0; ring <= Math.max(columns, rows); ring++) {
      if ((ring - 1) * CELL > search.away) {
        break;
      }
      for (int r = Math.max(row - ring, 0); r <= Math.min(row + ring, rows - 1); r++) {
        boolean whole = r == row - ring || r == row + ring;
        int step = whole || ring == 0 ? 1 : 2 * ring;
        for (int c = column - ring; c <= column + ring; c += step) {
          if (c >= 0 && c < columns) {
            search.cell(r * columns + c);
          }
        }
      }
    }
    return search.found();
  }

  private final class Search {
    private final double lon;
    private final double lat;
    private final Predicate<Road> wanted;
    private double away;
    private int best = -1;
    private double bestAt;

    Search(double lon, double lat, double within, Predicate<Road> wanted) {
      this.lon = lon;
      this.lat = lat;
      this.away = within;
      this.wanted = wanted;
    }

    void cell(int cell) {
      for (int i = firsts[cell]; i < firsts[cell + 1]; i++) {
        int segment = segments[i];
        double[] line = roads.get(owners[segment]).points();
        int at = points[segment] * 2;
        double t = ground.nearest(lon, lat, line, at);
        double metres =
            ground.metres(
                lon,
                lat,
                line[at] + t * (line[at + 2] - line[at]),
                line[at + 1] + t * (line[at + 3] - line[at + 1]));
        if (metres < away && wanted.test(roads.get(owners[segment]))) {
          away = metres;
          best = segment;
          bestAt = t;
        }
      }
    }

    Optional<OnRoad> found() {
      if (best < 0) {
        return Optional.empty();
      }
      Road road = roads.get(owners[best]);
      double[] line = road.points();
      int at = points[best] * 2;
      double onLon = line[at] + bestAt * (line[at + 2] - line[at]);
      double onLat = line[at + 1] + bestAt * (line[at + 3] - line[at + 1]);
      double along =
          Lines.metres(Arrays.copyOf(line, at + 2))
              + Lines.metres(line[at], line[at + 1], onLon, onLat);
      return Optional.of(new OnRoad(road, onLon, onLat, along, away));
    }
  }
}

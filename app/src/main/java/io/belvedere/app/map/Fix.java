package io.belvedere.app.map;

import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/// Where a vehicle was at one time: a longitude and a latitude of equal event time.
///
/// @param x in the unit square
/// @param time event time, microseconds UTC
record Fix(double x, double y, long time) {
  /// Whether a longitude and a latitude are a place on the map at all.
  static boolean isPlace(double lon, double lat) {
    return Math.abs(lon) <= 180 && Math.abs(lat) < 90;
  }

  /// What is kept of a range, and the fix that holds at its start, by event time.
  ///
  /// @param lon number of the longitude's datastream
  /// @param known only what had been received by then, microseconds UTC
  static List<Fix> of(History history, int lon, int lat, TimeRange range, long known) {
    Series east = history.range(lon, range);
    Series north = history.range(lat, range);
    List<Fix> fixes = new ArrayList<>();
    int e = 0;
    int n = 0;
    while (e < east.size() && n < north.size()) {
      long time = Math.max(east.eventTime()[e], north.eventTime()[n]);
      e = firstFrom(east, e, time);
      n = firstFrom(north, n, time);
      if (e < east.size()
          && n < north.size()
          && east.eventTime()[e] == time
          && north.eventTime()[n] == time) {
        int endEast = firstFrom(east, e, time + 1);
        int endNorth = firstFrom(north, n, time + 1);
        double lonThen = newest(east, e, endEast, known);
        double latThen = newest(north, n, endNorth, known);
        if (isPlace(lonThen, latThen)) {
          fixes.add(new Fix(Mercator.x(lonThen), Mercator.y(latThen), time));
        }
        e = endEast;
        n = endNorth;
      }
    }
    return fixes;
  }

  /// How far east, in the unit square; the shorter way around the world.
  double eastTo(Fix to) {
    double dx = to.x - x;
    return dx - Math.rint(dx);
  }

  double metresTo(Fix to) {
    return Math.hypot(eastTo(to), to.y - y) * Mercator.metres(Mercator.lat(y));
  }

  /// Clockwise from north, radians.
  double directionTo(Fix to) {
    return Math.atan2(eastTo(to), y - to.y);
  }

  private static int firstFrom(Series series, int from, long time) {
    int i = from;
    while (i < series.size() && series.eventTime()[i] < time) {
      i++;
    }
    return i;
  }

  /// Of values with one event time the last that was known; NaN if none was.
  private static double newest(Series series, int from, int to, long known) {
    for (int i = to - 1; i >= from; i--) {
      if (series.receiveTime()[i] <= known) {
        return series.value()[i];
      }
    }
    return Double.NaN;
  }
}

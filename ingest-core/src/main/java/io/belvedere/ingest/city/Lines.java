package io.belvedere.ingest.city;

/// Lengths and places on lines of `lon, lat` pairs, on the ground, flat between two points.
public final class Lines {
  private Lines() {}

  /// A place on a line.
  ///
  /// @param heading of the line there, degrees clockwise from north, 0 to 360
  public record Spot(double lon, double lat, double heading) {}

  /// Between two points, metres. Good to 1 in 1,000 within a city.
  public static double metres(double lon1, double lat1, double lon2, double lat2) {
    return new Ground((lat1 + lat2) / 2).metres(lon1, lat1, lon2, lat2);
  }

  /// The length of a line, metres.
  public static double metres(double[] points) {
    double metres = 0;
    for (int i = 2; i < points.length; i += 2) {
      metres += metres(points[i - 2], points[i - 1], points[i], points[i + 1]);
    }
    return metres;
  }

  /// Where one is after going along a line; its ends if `metres` is negative or more than its
  /// length.
  ///
  /// @param points two or more
  public static Spot along(double[] points, double metres) {
    double left = Math.max(metres, 0);
    int last = points.length - 2;
    for (int i = 2; ; i += 2) {
      double step = metres(points[i - 2], points[i - 1], points[i], points[i + 1]);
      if (left <= step || i == last) {
        double t = step == 0 ? 1 : Math.min(left / step, 1);
        return new Spot(
            points[i - 2] + t * (points[i] - points[i - 2]),
            points[i - 1] + t * (points[i + 1] - points[i - 1]),
            heading(points[i - 2], points[i - 1], points[i], points[i + 1]));
      }
      left -= step;
    }
  }

  /// The compass heading from one point to another, degrees clockwise from north, 0 to 360.
  public static double heading(double lon1, double lat1, double lon2, double lat2) {
    double east = (lon2 - lon1) * Math.cos(Math.toRadians((lat1 + lat2) / 2));
    double degrees = Math.toDegrees(Math.atan2(east, lat2 - lat1));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  /// The same line, run the other way.
  public static double[] reversed(double[] points) {
    double[] reversed = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      reversed[i] = points[points.length - 2 - i];
      reversed[i + 1] = points[points.length - 1 - i];
    }
    return reversed;
  }
}

package io.belvedere.app.bench;

import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The same sensors and roads for those ways to draw them that know nothing of a city, in logical
/// pixels of a full-HD picture.
final class Crowd {
  static final int COLORS = 4;

  /// x and y of each sensor, and how it is.
  final double[] x;

  final double[] y;
  final int[] color;

  /// x0, y0, x1, y1 of each segment, and how its road is.
  final double[][] segments;

  final int[] segmentColor;
  private final Random random = new Random(11);

  Crowd(int sensors) {
    var bounds = CrowdedMonaco.MAP.bounds();
    double scale =
        Math.min(
            VirtualScreen.WIDTH / (bounds.east() - bounds.west()),
            VirtualScreen.HEIGHT / ((bounds.north() - bounds.south()) * 1.38));
    List<Datastream> placed =
        new CrowdedMonaco(sensors)
            .datastreams().stream()
                .filter(d -> d.role() == Role.VALUE && d.thing().road().isEmpty())
                .toList();
    x = placed.stream().mapToDouble(d -> (d.thing().lon() - bounds.west()) * scale).toArray();
    y =
        placed.stream()
            .mapToDouble(d -> (bounds.north() - d.thing().lat()) * scale * 1.38)
            .toArray();
    color = random.ints(x.length, 0, COLORS).toArray();
    segments =
        CrowdedMonaco.MAP.roads().stream()
            .flatMap(road -> segments(road, bounds.west(), bounds.north(), scale).stream())
            .toArray(double[][]::new);
    segmentColor = random.ints(segments.length, 0, COLORS).toArray();
  }

  private static List<double[]> segments(Road road, double west, double north, double scale) {
    double[] points = road.points();
    return IntStream.range(0, points.length / 2 - 1)
        .mapToObj(
            i ->
                new double[] {
                  (points[2 * i] - west) * scale,
                  (north - points[2 * i + 1]) * scale * 1.38,
                  (points[2 * i + 2] - west) * scale,
                  (north - points[2 * i + 3]) * scale * 1.38
                })
        .toList();
  }

  /// Where the picture is shifted to in a frame: to and fro, so that it stays in view.
  static double shift(int number) {
    return Math.abs(number % 120 - 60) * 2.0;
  }

  /// Changes the looks of one sensor.
  ///
  /// @return which
  int change() {
    int which = random.nextInt(color.length);
    color[which] = (color[which] + 1) % COLORS;
    return which;
  }
}

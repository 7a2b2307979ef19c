package io.belvedere.app.map;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Mercator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The roads of the map, projected once; found by id and by place.
final class RoadTable {
  final List<Road> roads;

  /// `x, y, x, y, ...` in the unit square, by road.
  final double[][] points;

  /// West, north, east, south of each road in the unit square.
  final double[][] boxes;

  private final Map<String, Integer> byId = new HashMap<>();
  private final GridIndex corners;
  private final int[] roadOfCorner;

  /// Corners along a road stand no farther apart than this, so that a road is found by its corners:
  /// 50 m.
  private static final double CORNER = 50 / Mercator.metres(0);

  RoadTable(CityMap map) {
    roads = map.roads();
    points = new double[roads.size()][];
    boxes = new double[roads.size()][];
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < roads.size(); i++) {
      Road road = roads.get(i);
      byId.put(road.id(), i);
      points[i] = project(road.points());
      boxes[i] = box(points[i]);
      if (road.roadClass() != RoadClass.RAIL) {
        addCorners(i, found);
      }
    }
    double[] x = new double[found.size()];
    double[] y = new double[found.size()];
    roadOfCorner = new int[found.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = found.get(i)[0];
      y[i] = found.get(i)[1];
      roadOfCorner[i] = (int) found.get(i)[2];
    }
    corners = new GridIndex(x, y, x.length);
  }

  /// The number of a road, or -1.
  int find(String id) {
    return byId.getOrDefault(id, -1);
  }

  /// A corner about half way along a road.
  GroundPoint middle(int road) {
    double[] lonLat = roads.get(road).points();
    int at = lonLat.length / 4 * 2;
    return new GroundPoint(lonLat[at], lonLat[at + 1]);
  }

  /// Half way along a road's middle stretch, in the unit square.
  double middleX(int road) {
    int at = points[road].length / 4 * 2;
    return (points[road][at] + points[road][Math.max(0, at - 2)]) / 2;
  }

  double middleY(int road) {
    int at = points[road].length / 4 * 2;
    return (points[road][at + 1] + points[road][Math.max(1, at - 1)]) / 2;
  }

  /// The road nearest to a point of the unit square, or -1 if none is within `reach`.
  int nearest(double x, double y, double reach) {
    int[] best = {-1};
    double[] bestSquared = {reach * reach};
    double around = reach + CORNER;
    corners.near(
        x - around,
        y - around,
        x + around,
        y + around,
        corner -> {
          int road = roadOfCorner[corner];
          double[] box = boxes[road];
          if (x + reach < box[0]
              || x - reach > box[2]
              || y + reach < box[1]
              || y - reach > box[3]) {
            return;
          }
          double squared = distanceSquared(points[road], x, y);
          if (squared < bestSquared[0]) {
            bestSquared[0] = squared;
            best[0] = road;
          }
        });
    return best[0];
  }

  static double distanceSquared(double[] line, double x, double y) {
    double best = Double.MAX_VALUE;
    for (int i = 2; i < line.length; i += 2) {
      double dx = line[i] - line[i - 2];
      double dy = line[i + 1] - line[i - 1];
      double squared = dx * dx + dy * dy;
      double along = squared == 0 ? 0 : ((x - line[i - 2]) * dx + (y - line[i - 1]) * dy) / squared;
      double part = Math.clamp(along, 0, 1);
      double ex = x - line[i - 2] - part * dx;
      double ey = y - line[i - 1] - part * dy;
      best = Math.min(best, ex * ex + ey * ey);
    }
    return best;
  }

  private void addCorners(int road, List<double[]> found) {
    double[] p = points[road];
    for (int i = 0; i < p.length; i += 2) {
      found.add(new double[] {p[i], p[i + 1], road});
      if (i + 3 < p.length) {
        double dx = p[i + 2] - p[i];
        double dy = p[i + 3] - p[i + 1];
        int pieces = (int) Math.ceil(Math.hypot(dx, dy) / CORNER);
        for (int piece = 1; piece < pieces; piece++) {
          double part = (double) piece / pieces;
          found.add(new double[] {p[i] + dx * part, p[i + 1] + dy * part, road});
        }
      }
    }
  }

  private static double[] project(double[] lonLat) {
    double[] projected = new double[lonLat.length];
    for (int i = 0; i + 1 < lonLat.length; i += 2) {
      projected[i] = Mercator.x(lonLat[i]);
      projected[i + 1] = Mercator.y(lonLat[i + 1]);
    }
    return projected;
  }

  static double[] box(double[] points) {
    double[] box = {1, 1, 0, 0};
    for (int i = 0; i + 1 < points.length; i += 2) {
      box[0] = Math.min(box[0], points[i]);
      box[1] = Math.min(box[1], points[i + 1]);
      box[2] = Math.max(box[2], points[i]);
      box[3] = Math.max(box[3], points[i + 1]);
    }
    return box;
  }
}

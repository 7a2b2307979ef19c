package io.belvedere.ingest.city;

import java.util.List;

/// Even-odd geometry on rings of `lon, lat` pairs.
public final class Rings {
  private Rings() {}

  /// Whether a point lies within, by the even-odd rule: holes are just further rings.
  public static boolean contain(List<double[]> rings, double lon, double lat) {
    boolean inside = false;
    for (double[] ring : rings) {
      for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        double y1 = ring[i + 1];
        double y2 = ring[j + 1];
        if (y1 > lat != y2 > lat && lon < (ring[j] - ring[i]) * (lat - y1) / (y2 - y1) + ring[i]) {
          inside = !inside;
        }
      }
    }
    return inside;
  }

  /// Whether a closed ring runs anticlockwise, which makes it an outer one in our map file.
  static boolean isAnticlockwise(double[] ring) {
    double twiceTheArea = 0;
    for (int i = 0; i + 3 < ring.length; i += 2) {
      // From the first point, since products of whole coordinates would drown a small ring's area.
      twiceTheArea +=
          (ring[i] - ring[0]) * (ring[i + 3] - ring[1])
              - (ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]);
    }
    return twiceTheArea > 0;
  }
}

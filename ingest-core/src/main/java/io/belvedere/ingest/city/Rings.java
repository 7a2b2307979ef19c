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
}

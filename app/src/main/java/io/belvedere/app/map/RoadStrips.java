package io.belvedere.app.map;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The roads of one tile as they were drawn, in each state they were in: to draw a road again is to
/// copy it.
final class RoadStrips {
  /// Kept of a tile, pixels: two megabytes.
  private static final int MOST = 1 << 19;

  private final Map<Integer, Strip> strips = new HashMap<>();
  private int pixels;

  /// A road in a state, drawn if it is not kept.
  ///
  /// @param look tells the states of a road apart
  Strip get(int look, Supplier<Strip> drawn) {
    Strip kept = strips.get(look);
    if (kept != null) {
      return kept;
    }
    Strip strip = drawn.get();
    if (pixels + strip.pixels.length > MOST) {
      clear();
    }
    strips.put(look, strip);
    pixels += strip.pixels.length;
    return strip;
  }

  void clear() {
    strips.clear();
    pixels = 0;
  }
}

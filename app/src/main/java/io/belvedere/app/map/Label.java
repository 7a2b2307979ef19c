package io.belvedere.app.map;

/// A name on the map, ready to be drawn.
///
/// @param x of the place that it names, in the unit square
/// @param aside from that place to the name's middle, device pixels
/// @param facility whether it names a facility, and is shown where those are
record Label(
    String name, double x, double y, int aside, int below, boolean facility, Sprite sprite) {
  /// The column of pixels of its middle.
  int pixelX(View view) {
    return view.pixelX(x) + aside;
  }

  int pixelY(View view) {
    return view.pixelY(y) + below;
  }
}

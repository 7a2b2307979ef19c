package io.belvedere.app.map;

/// A name on the map, ready to be drawn.
///
/// @param x of its middle in the unit square
record Label(double x, double y, Sprite sprite) {}

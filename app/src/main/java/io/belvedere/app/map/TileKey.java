package io.belvedere.app.map;

/// One square of the base map at one zoom.
///
/// @param column number of the tile eastward from the unit square's west edge
/// @param row number of the tile southward from the unit square's north edge
record TileKey(Level level, long column, long row) {
  /// Side of a tile, device pixels.
  static final int SIDE = 512;

  /// What all tiles have in common that fit together.
  record Level(BaseStyle style, double zoom, double scale) {
    static Level of(BaseStyle style, View view) {
      return new Level(style, view.zoom(), view.scale());
    }

    /// Device pixels per side of the unit square.
    double pixels() {
      return 256 * Math.pow(2, zoom) * scale;
    }

    Level styled(BaseStyle other) {
      return new Level(other, zoom, scale);
    }
  }

  /// Device pixels from the unit square's west edge.
  long left() {
    return column * SIDE;
  }

  long top() {
    return row * SIDE;
  }
}

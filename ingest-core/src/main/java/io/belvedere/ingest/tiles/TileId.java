package io.belvedere.ingest.tiles;

/// One square of the world in Web Mercator, as web maps number them: at zoom z there are 2^z
/// columns, counted eastward, and as many rows, counted southward.
public record TileId(int zoom, int column, int row) {
  /// Finer than anything that is sold.
  public static final int FINEST = 24;

  /// @throws IllegalArgumentException if there is no such square
  public TileId {
    if (zoom < 0
        || zoom > FINEST
        || column < 0
        || row < 0
        || column >= 1 << zoom
        || row >= 1 << zoom) {
      throw new IllegalArgumentException("There is no tile %d/%d/%d.".formatted(zoom, column, row));
    }
  }

  /// The one at a coarser zoom in which this one lies.
  ///
  /// @param levels at most the own zoom
  public TileId above(int levels) {
    return new TileId(zoom - levels, column >> levels, row >> levels);
  }

  /// Counted northward, as the Tile Map Service has it.
  public int rowFromSouth() {
    return (1 << zoom) - 1 - row;
  }

  /// Squares of this zoom in a row.
  public int side() {
    return 1 << zoom;
  }

  /// The unit square's share that it is, from its west edge.
  public double west() {
    return (double) column / side();
  }

  /// From the unit square's north edge.
  public double north() {
    return (double) row / side();
  }

  @Override
  public String toString() {
    return zoom + "/" + column + "/" + row;
  }
}

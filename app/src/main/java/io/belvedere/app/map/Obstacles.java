package io.belvedere.app.map;

import java.util.List;

/// What stands on the picture already and should be covered by nothing.
record Obstacles(ThingMarks marks, List<ClusterSign> signs, List<Label> labels, View view) {
  /// A name costs less than a symbol.
  private static final int SYMBOL = 3;

  /// More than anything else: there it could not be read.
  private static final int CORNER = 1000;

  /// What stands in the lower corners of the map: how to read it, and whose it is; logical pixels.
  private static final double READING_WIDTH = 200;

  private static final double READING_HEIGHT = 96;
  private static final double ATTRIBUTION_WIDTH = 190;
  private static final double ATTRIBUTION_HEIGHT = 28;

  /// Whether a box would lie under what stands in a corner.
  boolean isInCorner(int boxX, int boxY, int halfWidth, int halfHeight) {
    double fromBottom = (view.height() - boxY - halfHeight) / view.scale();
    double fromLeft = (boxX - halfWidth) / view.scale();
    double fromRight = (view.width() - boxX - halfWidth) / view.scale();
    return (fromBottom < READING_HEIGHT && fromLeft < READING_WIDTH)
        || (fromBottom < ATTRIBUTION_HEIGHT && fromRight < ATTRIBUTION_WIDTH);
  }

  /// How much a box would cover; 0 if it stands free.
  int coveredBy(int boxX, int boxY, int halfWidth, int halfHeight) {
    int corner = isInCorner(boxX, boxY, halfWidth, halfHeight) ? CORNER : 0;
    int covered = corner + SYMBOL * marks.countRaised(boxX, boxY, halfWidth, halfHeight);
    for (ClusterSign sign : signs) {
      if (sign.sprite().touches(sign.x(), sign.y(), boxX, boxY, halfWidth, halfHeight)) {
        covered += SYMBOL;
      }
    }
    for (Label label : labels) {
      int x = label.pixelX(view);
      int y = label.pixelY(view);
      if (label.sprite().touches(x, y, boxX, boxY, halfWidth, halfHeight)) {
        covered++;
      }
    }
    return covered;
  }
}

package io.belvedere.app.map;

import java.util.List;

/// What stands on the picture already and should be covered by nothing.
record Obstacles(ThingMarks marks, List<ClusterSign> signs, List<Label> labels, View view) {
  /// A name costs less than a symbol.
  private static final int SYMBOL = 3;

  /// How much a box would cover; 0 if it stands free.
  int coveredBy(int boxX, int boxY, int halfWidth, int halfHeight) {
    int covered = SYMBOL * marks.countRaised(boxX, boxY, halfWidth, halfHeight);
    for (ClusterSign sign : signs) {
      if (sign.sprite().touches(sign.x(), sign.y(), boxX, boxY, halfWidth, halfHeight)) {
        covered += SYMBOL;
      }
    }
    for (Label label : labels) {
      int x = view.pixelX(label.x());
      int y = view.pixelY(label.y());
      if (label.sprite().touches(x, y, boxX, boxY, halfWidth, halfHeight)) {
        covered++;
      }
    }
    return covered;
  }
}

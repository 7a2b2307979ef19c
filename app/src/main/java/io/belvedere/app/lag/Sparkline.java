package io.belvedere.app.lag;

import io.belvedere.ingest.lag.LagCurve;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// What waited in the last minute, as a line as high as its own most; a line along the ground where
/// nothing waited, and none where it is not known.
final class Sparkline extends Region {
  /// Less than this is not drawn larger than it is.
  private static final double LEAST = 10;

  private final Path line = new Path();
  private LagCurve curve = LagCurve.EMPTY;
  private boolean stale = true;

  Sparkline() {
    getStyleClass().add("lag-spark");
    line.getStyleClass().add("lag-spark-line");
    line.setManaged(false);
    line.setMouseTransparent(true);
    getChildren().add(line);
  }

  void show(LagCurve next) {
    if (!next.equals(curve)) {
      curve = next;
      stale = true;
      requestLayout();
    }
  }

  @Override
  protected void setWidth(double width) {
    stale |= width != getWidth();
    super.setWidth(width);
  }

  @Override
  protected void setHeight(double height) {
    stale |= height != getHeight();
    super.setHeight(height);
  }

  @Override
  protected void layoutChildren() {
    if (stale) {
      stale = false;
      draw();
    }
  }

  private void draw() {
    line.getElements().clear();
    double step = getWidth() / 59;
    double height = getHeight() - 2;
    double most = Math.max(LEAST, (double) curve.most());
    boolean drawing = false;
    for (int i = 0; i < curve.size(); i++) {
      if (curve.at(i) == LagCurve.GAP) {
        drawing = false;
        continue;
      }
      // The newest stands at the right.
      double x = getWidth() - (curve.size() - 1 - i) * step;
      double y = 1 + height - curve.at(i) / most * height;
      line.getElements().add(drawing ? new LineTo(x, y) : new MoveTo(x, y));
      drawing = true;
    }
  }
}

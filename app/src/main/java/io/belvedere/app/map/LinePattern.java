package io.belvedere.app.map;

/// Walks along a line on screen and marks it, so that what is wrong with a road is read without its
/// colour.
final class LinePattern {
  private final Raster raster;
  private final double scale;

  /// @param scale device pixels per logical pixel; all lengths below are logical
  LinePattern(Raster raster, double scale) {
    this.raster = raster;
    this.scale = scale;
  }

  /// @param points `x, y, x, y, ...`, device pixels
  /// @param count how many numbers of `points` are used
  void solid(double[] points, int count, double thickness, int argb) {
    for (int i = 2; i < count; i += 2) {
      raster.line(points[i - 2], points[i - 1], points[i], points[i + 1], thickness * scale, argb);
    }
  }

  /// Short bars across the line.
  void bars(double[] points, int count, double every, double length, double thickness, int argb) {
    along(
        points,
        count,
        every * scale,
        (length + thickness) * scale,
        (x, y, ux, uy, index) -> {
          double half = length / 2 * scale;
          raster.line(
              x - uy * half, y + ux * half, x + uy * half, y - ux * half, thickness * scale, argb);
        });
  }

  void dots(double[] points, int count, double every, double diameter, int argb) {
    along(
        points,
        count,
        every * scale,
        diameter * scale,
        (x, y, ux, uy, index) -> raster.disc(x, y, diameter * scale, argb));
  }

  /// A wave that swings around the line.
  void waves(double[] points, int count, double length, double swing, double thick, int argb) {
    double[] last = {0, 0, -2};
    double step = Math.max(1.5, length * scale / 8);
    along(
        points,
        count,
        step,
        (swing + thick) * scale + step,
        (x, y, ux, uy, index) -> {
          double offset = Math.sin(index * step / (length * scale) * 2 * Math.PI) * swing * scale;
          double wx = x - uy * offset;
          double wy = y + ux * offset;
          if (last[2] == index - 1) {
            raster.line(last[0], last[1], wx, wy, thick * scale, argb);
          }
          last[0] = wx;
          last[1] = wy;
          last[2] = index;
        });
  }

  private interface Step {
    /// @param ux direction of the line, of length 1
    void at(double x, double y, double ux, double uy, int index);
  }

  /// @param reach how far from the line anything is drawn at a step: what cannot be seen is passed
  private void along(double[] points, int count, double every, double reach, Step step) {
    double done = 0;
    int index = 0;
    for (int i = 2; i < count; i += 2) {
      double dx = points[i] - points[i - 2];
      double dy = points[i + 1] - points[i - 1];
      double length = Math.sqrt(dx * dx + dy * dy);
      boolean isSeen =
          raster.touchesClip(
              Math.min(points[i - 2], points[i]) - reach,
              Math.min(points[i - 1], points[i + 1]) - reach,
              Math.max(points[i - 2], points[i]) + reach,
              Math.max(points[i - 1], points[i + 1]) + reach);
      double end = done + length;
      if (!isSeen) {
        index = Math.max(index, (int) (end / every - 0.5));
      }
      for (double at = at(index, every); length > 0 && at <= end; at = at(++index, every)) {
        if (isSeen) {
          double part = (at - done) / length;
          step.at(
              points[i - 2] + dx * part,
              points[i - 1] + dy * part,
              dx / length,
              dy / length,
              index);
        }
      }
      done = end;
    }
  }

  /// How far along the line a step is; not summed up, so that it is the same whatever was passed.
  private static double at(int index, double every) {
    return (index + 0.5) * every;
  }
}

package io.belvedere.app.map;

/// A line or a small picture that one frame shows beside the marks of its things, device pixels.
/// Two that are equal look alike, so that two frames are compared detail by detail.
sealed interface Detail {
  /// A line with round ends.
  ///
  /// @param thickness device pixels
  /// @param dash length of a dash and of a gap; 0 for a line without gaps
  record Line(int x0, int y0, int x1, int y1, double thickness, double dash, int argb)
      implements Detail {
    @Override
    public Detail shifted(int dx, int dy) {
      return new Line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, thickness, dash, argb);
    }

    @Override
    public void mark(DirtyCells cells) {
      double reach = thickness / 2 + 1;
      cells.mark(
          Math.min(x0, x1) - reach,
          Math.min(y0, y1) - reach,
          Math.max(x0, x1) + reach + 1,
          Math.max(y0, y1) + reach + 1);
    }

    @Override
    public void draw(Raster raster) {
      double length = Math.hypot(x1 - x0, y1 - y0);
      if (dash <= 0 || length <= dash) {
        raster.line(x0 + 0.5, y0 + 0.5, x1 + 0.5, y1 + 0.5, thickness, argb);
        return;
      }
      double reach = thickness;
      if (!raster.touchesClip(
          Math.min(x0, x1) - reach,
          Math.min(y0, y1) - reach,
          Math.max(x0, x1) + 1 + reach,
          Math.max(y0, y1) + 1 + reach)) {
        return;
      }
      double ux = (x1 - x0) / length;
      double uy = (y1 - y0) / length;
      for (int i = 0; 2 * i * dash < length; i++) {
        double from = 2 * i * dash;
        double to = Math.min(length, from + dash);
        raster.line(
            x0 + 0.5 + ux * from,
            y0 + 0.5 + uy * from,
            x0 + 0.5 + ux * to,
            y0 + 0.5 + uy * to,
            thickness,
            argb);
      }
    }
  }

  record Sign(Sprite sprite, int x, int y) implements Detail {
    @Override
    public Detail shifted(int dx, int dy) {
      return new Sign(sprite, x + dx, y + dy);
    }

    @Override
    public void mark(DirtyCells cells) {
      cells.mark(sprite, x, y);
    }

    @Override
    public void draw(Raster raster) {
      raster.sprite(sprite, x, y);
    }
  }

  /// As it stands when the picture has moved.
  Detail shifted(int dx, int dy);

  void mark(DirtyCells cells);

  void draw(Raster raster);
}

package io.belvedere.app.map;

/// A camera in whole device pixels: what is drawn. The ground is placed on whole pixels, so that
/// tiles are copied and not resampled.
///
/// @param pixels device pixels per side of the unit square
/// @param left device pixels from the unit square's west edge to the picture's left edge
/// @param top device pixels from the unit square's north edge to the picture's upper edge
/// @param scale device pixels per logical pixel
record View(double pixels, long left, long top, int width, int height, double zoom, double scale) {

  static View of(Camera camera, double scale) {
    int width = (int) Math.ceil(camera.width() * scale);
    int height = (int) Math.ceil(camera.height() * scale);
    double pixels = camera.pixels() * scale;
    return new View(
        pixels,
        Math.round(camera.x() * pixels - width / 2.0),
        Math.round(camera.y() * pixels - height / 2.0),
        width,
        height,
        camera.zoom(),
        scale);
  }

  /// Whether the same ground is at the same scale on both, and some of it on both.
  boolean isPanOf(View other) {
    return pixels == other.pixels
        && scale == other.scale
        && zoom == other.zoom
        && width == other.width
        && height == other.height
        && Math.abs(left - other.left) < width
        && Math.abs(top - other.top) < height;
  }

  double screenX(double worldX) {
    return worldX * pixels - left;
  }

  double screenY(double worldY) {
    return worldY * pixels - top;
  }

  /// The column of pixels in which a point stands; may lie outside of the picture.
  int pixelX(double worldX) {
    return (int) Math.floor(screenX(worldX));
  }

  /// The row of pixels in which a point stands; may lie outside of the picture.
  int pixelY(double worldY) {
    return (int) Math.floor(screenY(worldY));
  }

  double worldX(double screenX) {
    return (screenX + left) / pixels;
  }

  double worldY(double screenY) {
    return (screenY + top) / pixels;
  }

  /// Whole device pixels for a length in logical pixels, at least 1.
  int px(double logical) {
    return (int) Math.max(1, Math.round(logical * scale));
  }
}

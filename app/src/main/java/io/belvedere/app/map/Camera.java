package io.belvedere.app.map;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.Mercator;

/// From where the map is looked at. Immutable; every movement gives a new camera.
///
/// The world is the unit square of [Mercator]; at zoom z it is 256 * 2^z logical pixels wide.
///
/// @param x middle of the picture in the unit square
/// @param y middle of the picture in the unit square, growing south
/// @param width of the picture, logical pixels
/// @param height of the picture, logical pixels
record Camera(double x, double y, double zoom, double width, double height) {
  static final double MIN_ZOOM = 8;
  static final double MAX_ZOOM = 21;

  /// A resting camera stands on a multiple of this, so that tiles drawn once fit again.
  static final double REST = 1 / 8.0;

  private static final double TILE = 256;

  Camera {
    zoom = Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
    width = Math.max(1, width);
    height = Math.max(1, height);
  }

  /// Logical pixels per side of the unit square.
  double pixels() {
    return TILE * Math.pow(2, zoom);
  }

  double screenX(double worldX) {
    return (worldX - x) * pixels() + width / 2;
  }

  double screenY(double worldY) {
    return (worldY - y) * pixels() + height / 2;
  }

  double worldX(double screenX) {
    return x + (screenX - width / 2) / pixels();
  }

  double worldY(double screenY) {
    return y + (screenY - height / 2) / pixels();
  }

  Camera resized(double newWidth, double newHeight) {
    return new Camera(x, y, zoom, newWidth, newHeight);
  }

  /// Drags the ground by so many logical pixels.
  Camera panned(double dx, double dy) {
    return new Camera(x - dx / pixels(), y - dy / pixels(), zoom, width, height);
  }

  /// Zooms so that the place under a point of the picture stays there.
  Camera zoomed(double screenX, double screenY, double toZoom) {
    double placeX = worldX(screenX);
    double placeY = worldY(screenY);
    Camera there = new Camera(x, y, toZoom, width, height);
    return new Camera(
        placeX - (screenX - width / 2) / there.pixels(),
        placeY - (screenY - height / 2) / there.pixels(),
        there.zoom,
        width,
        height);
  }

  /// On the nearest zoom at which tiles are drawn.
  Camera atRest() {
    return zoomed(Math.rint(zoom / REST) * REST);
  }

  /// Zooms around the middle of the picture.
  Camera zoomed(double toZoom) {
    return new Camera(x, y, toZoom, width, height);
  }

  /// The middle of the picture stays within the bounds.
  Camera within(Bounds bounds) {
    return new Camera(
        Math.clamp(x, Mercator.x(bounds.west()), Mercator.x(bounds.east())),
        Math.clamp(y, Mercator.y(bounds.north()), Mercator.y(bounds.south())),
        zoom,
        width,
        height);
  }

  /// At a place, of the same size.
  Camera at(double lon, double lat, double toZoom) {
    return new Camera(Mercator.x(lon), Mercator.y(lat), toZoom, width, height);
  }

  /// The nearest resting camera that has all of the bounds on screen.
  ///
  /// @param padding that stays free at every side, logical pixels
  Camera fitting(Bounds bounds, double padding) {
    double west = Mercator.x(bounds.west());
    double east = Mercator.x(bounds.east());
    double north = Mercator.y(bounds.north());
    double south = Mercator.y(bounds.south());
    double scale =
        Math.min(
            Math.max(1, width - 2 * padding) / Math.max(1e-12, east - west),
            Math.max(1, height - 2 * padding) / Math.max(1e-12, south - north));
    double fitting = Math.floor(log2(scale / TILE) / REST) * REST;
    return new Camera((west + east) / 2, (north + south) / 2, fitting, width, height);
  }

  /// On the way from this camera to another, 0 to 1.
  Camera towards(Camera to, double part) {
    double p = part * part * (3 - 2 * part);
    return new Camera(
        x + (to.x - x) * p, y + (to.y - y) * p, zoom + (to.zoom - zoom) * p, to.width, to.height);
  }

  /// Length on the ground of a logical pixel in the middle of the picture.
  double metresPerPixel() {
    return Mercator.metres(Mercator.lat(y)) / pixels();
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}

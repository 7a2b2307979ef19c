package io.belvedere.app.map;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.time.Clock;
import org.jspecify.annotations.Nullable;

/// Moves the camera: at once under the pointer, in a short flight to a place, and to rest on a zoom
/// at which tiles are drawn when nobody has touched it for a moment.
final class CameraMotion {
  /// Nanoseconds.
  private static final long FLIGHT = 350_000_000;

  private static final long REST_AFTER = 120_000_000;
  private static final double PADDING = 24;

  /// By how many levels a hand trembles.
  private static final double TREMBLE = 0.05;

  private final Clock clock;
  private final Bounds all;
  private final Bounds bounds;
  private Camera camera;
  private @Nullable Flight flight;
  private long movedAt;
  private boolean resting = true;
  private boolean fitted = true;
  private boolean wholeLevels;
  private Zoom lastZoom = new Zoom(0, 0, 0);

  /// Around which point of the picture, by how many levels.
  private record Zoom(double x, double y, double levels) {}

  /// From where to where, since when.
  private record Flight(Camera from, Camera to, long start) {}

  /// @param all what is shown as a whole
  /// @param bounds that the middle of the picture does not leave
  CameraMotion(Bounds all, Bounds bounds, Clock clock) {
    this.all = all;
    this.bounds = bounds;
    this.clock = clock;
    this.camera = new Camera(0.5, 0.5, Camera.MIN_ZOOM, 1, 1).fitting(all, 0);
    this.movedAt = clock.ticks();
  }

  Camera camera() {
    return camera;
  }

  /// Whether it stands, so that what is missing is worth drawing.
  boolean isResting() {
    return resting;
  }

  /// Rests on whole levels only, for a ground that has no others.
  void restOnWholeLevels(boolean whole) {
    if (whole == wholeLevels) {
      return;
    }
    wholeLevels = whole;
    if (fitted) {
      start(fitting(camera));
    } else if (whole) {
      start(atRest(flight == null ? camera : flight.to));
    }
  }

  /// Where it is now; once a pulse.
  Camera advance() {
    long now = clock.ticks();
    Flight current = flight;
    if (current != null) {
      double part = (double) (now - current.start) / FLIGHT;
      if (part >= 1) {
        flight = null;
        camera = current.to;
        resting = true;
      } else {
        camera = current.from.towards(current.to, part);
      }
    } else if (!resting && now - movedAt >= REST_AFTER) {
      camera = wholeLevels ? onNextLevel() : camera.atRest();
      resting = true;
    }
    return camera;
  }

  /// A camera that nobody has moved yet goes on showing all.
  void resize(double width, double height) {
    Camera resized = camera.resized(width, height);
    Flight current = flight;
    if (current != null) {
      flight = new Flight(current.from, current.to.resized(width, height), current.start);
    }
    camera = fitted ? fitting(resized) : resized;
  }

  /// Drags the ground by so many logical pixels.
  void pan(double dx, double dy) {
    flight = null;
    fitted = false;
    camera = camera.panned(dx, dy).within(bounds);
  }

  /// Zooms by so many levels around a point of the picture.
  void zoom(double screenX, double screenY, double levels) {
    flight = null;
    fitted = false;
    resting = false;
    movedAt = clock.ticks();
    lastZoom = new Zoom(screenX, screenY, levels);
    camera = camera.zoomed(screenX, screenY, camera.zoom() + levels).within(bounds);
  }

  void fly(double lon, double lat, double zoom) {
    fitted = false;
    start(atRest(camera.at(lon, lat, zoom).within(bounds)));
  }

  void fit() {
    fitted = true;
    start(fitting(camera));
  }

  private Camera atRest(Camera at) {
    return wholeLevels ? at.zoomed(Math.rint(at.zoom())) : at.atRest();
  }

  private Camera fitting(Camera like) {
    Camera fitting = like.fitting(all, PADDING);
    return wholeLevels ? fitting.zoomed(Math.floor(fitting.zoom())) : fitting;
  }

  /// Goes on in the direction of the last zoom, so that one notch of a wheel is enough.
  private Camera onNextLevel() {
    double zoom = camera.zoom();
    double level = lastZoom.levels > 0 ? Math.ceil(zoom - TREMBLE) : Math.floor(zoom + TREMBLE);
    return camera.zoomed(lastZoom.x, lastZoom.y, level).within(bounds);
  }

  private void start(Camera to) {
    flight = new Flight(camera, to, clock.ticks());
    resting = false;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.model.DistrictId;
import java.util.function.Supplier;
import javafx.scene.image.ImageView;
import org.jspecify.annotations.Nullable;

/// The pixels of the map of Monaco, without a window and without a thread.
public final class OffScreenMap {
  private static final DistrictId MONACO = new DistrictId("monaco");

  private final Supplier<InstantOnScreen> read;
  private final double scale;
  private final BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
  private final MapPicture picture = new MapPicture(CrowdedMonaco.MAP, new BaseMap(worker));
  private final Picker picker = new Picker(picture);
  private Camera camera;
  private boolean resting = true;
  private InstantOnScreen instant;
  private @Nullable SwappedFrames frames;

  /// All of Monaco.
  ///
  /// @param read is asked what is known of the district
  /// @param width logical pixels
  /// @param scale device pixels per logical pixel
  public OffScreenMap(Supplier<InstantOnScreen> read, double width, double height, double scale) {
    this.read = read;
    this.scale = scale;
    this.camera = new Camera(0.5, 0.5, 14, width, height).fitting(CrowdedMonaco.MAP.bounds(), 24);
    this.instant = read.get();
  }

  /// Looks at a place.
  public void lookAt(double lon, double lat, double zoom) {
    camera = camera.at(lon, lat, zoom);
    resting = true;
  }

  /// Drags the ground by so many logical pixels.
  public void pan(double dx, double dy) {
    camera = camera.panned(dx, dy);
    resting = true;
  }

  /// Zooms by so many levels around the middle, as a wheel that is still turning.
  public void zoom(double levels) {
    camera = camera.zoomed(camera.width() / 2, camera.height() / 2, camera.zoom() + levels);
    resting = false;
  }

  /// Reads what the next frames show.
  public void read() {
    instant = read.get();
  }

  /// From now on frames are brought into an image view too, as the map's pane does. JavaFX thread
  /// only.
  public ImageView show() {
    ImageView view = new ImageView();
    frames = new SwappedFrames(view);
    return view;
  }

  /// Draws a frame.
  public void draw() {
    Damage damage =
        picture.draw(
            instant,
            new Shot(
                view(),
                Theme.LIGHT,
                LayerSettings.INITIAL,
                Mode.LIVE,
                true,
                true,
                false,
                false,
                Selected.NOTHING,
                Selected.NOTHING,
                resting));
    SwappedFrames shown = frames;
    if (shown != null) {
      shown.present(picture.raster(), damage, scale);
    }
  }

  /// Draws what is missing of the ground, as `base-map` does meanwhile.
  public void drawGround() {
    worker.runAll();
  }

  /// Draws frames until nothing is missing.
  public void settle() {
    draw();
    while (resting && !picture.isComplete()) {
      drawGround();
      draw();
    }
  }

  /// What a click would select.
  ///
  /// @param x device pixels
  public Selected pick(double x, double y) {
    return picker.at(view(), x, y, MONACO);
  }

  View view() {
    return View.of(camera, scale);
  }

  MapPicture picture() {
    return picture;
  }

  Picker picker() {
    return picker;
  }
}

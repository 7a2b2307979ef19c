package io.belvedere.app.map;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Shows rasters that are drawn in turn in an image view, each by a pixel buffer over its own
/// pixels, so that nothing is copied and the one which the render thread may still be reading is
/// never written. Exactly one buffer is updated a frame; the view is never scaled.
final class SwappedFrames {
  private final ImageView view;
  private final @Nullable Frame[] frames = new @Nullable Frame[2];
  private int shown;
  private Damage lastDamage = Damage.NONE;

  /// One of the two.
  private static final class Frame {
    final Raster raster;
    final PixelBuffer<IntBuffer> buffer;
    final WritableImage image;

    Frame(Raster raster) {
      this.raster = raster;
      buffer =
          new PixelBuffer<>(
              raster.width,
              raster.height,
              IntBuffer.wrap(raster.pixels),
              PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
  }

  SwappedFrames(ImageView view) {
    this.view = view;
  }

  /// Brings what has changed on screen.
  ///
  /// @param drawn not the one that is on screen, unless there is no damage
  /// @param damage how it differs from the one that is on screen
  /// @param scale device pixels per logical pixel
  void present(Raster drawn, Damage damage, double scale) {
    Frame now = frames[shown];
    if (now != null && now.raster == drawn) {
      return;
    }
    Frame next = frames[1 - shown];
    if (next == null || next.raster != drawn) {
      next = new Frame(drawn);
      frames[1 - shown] = next;
      view.setFitWidth(drawn.width / scale);
      view.setFitHeight(drawn.height / scale);
    }
    // The buffer that comes up now was last shown two frames ago.
    Damage stale = damage.and(lastDamage);
    next.buffer.updateBuffer(
        buffer ->
            new Rectangle2D(
                stale.left(),
                stale.top(),
                stale.right() - stale.left(),
                stale.bottom() - stale.top()));
    view.setImage(next.image);
    shown = 1 - shown;
    lastDamage = damage;
  }

  /// Lets go of the pixels.
  void clear() {
    view.setImage(null);
    frames[0] = null;
    frames[1] = null;
  }
}

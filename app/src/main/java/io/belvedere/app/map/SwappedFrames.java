package io.belvedere.app.map;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Shows a raster in an image view by two pixel buffers in turn, so that the one which the render
/// thread may still be reading is never written. Exactly one buffer is updated a frame; the view is
/// never scaled.
final class SwappedFrames {
  private final ImageView view;
  private final Frame[] frames = new Frame[2];
  private int shown;
  private Damage lastDamage = Damage.NONE;
  private @Nullable Raster raster;

  /// One of the two.
  private static final class Frame {
    final int[] pixels;
    final PixelBuffer<IntBuffer> buffer;
    final WritableImage image;

    Frame(int width, int height) {
      pixels = new int[width * height];
      buffer =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
  }

  SwappedFrames(ImageView view) {
    this.view = view;
  }

  /// Brings what has changed on screen.
  ///
  /// @param scale device pixels per logical pixel
  void present(Raster from, Damage damage, double scale) {
    if (from != raster) {
      frames[0] = new Frame(from.width, from.height);
      frames[1] = new Frame(from.width, from.height);
      raster = from;
      lastDamage = new Damage(0, 0, from.width, from.height);
      view.setFitWidth(from.width / scale);
      view.setFitHeight(from.height / scale);
    } else if (damage.isEmpty()) {
      return;
    }
    // The buffer that comes up now was last written two frames ago.
    Damage stale = damage.and(lastDamage);
    Frame next = frames[1 - shown];
    int width = from.width;
    for (int row = stale.top(); row < stale.bottom(); row++) {
      int start = row * width + stale.left();
      System.arraycopy(from.pixels, start, next.pixels, start, stale.right() - stale.left());
    }
    next.buffer.updateBuffer(
        buffer ->
            new Rectangle2D(
                stale.left(),
                stale.top(),
                stale.right() - stale.left(),
                stale.bottom() - stale.top()));
    view.setImage(next.image);
    shown = 1 - shown;
    lastDamage = damage.isEmpty() ? stale : damage;
  }

  /// Lets go of the pixels.
  void clear() {
    view.setImage(null);
    raster = null;
  }
}

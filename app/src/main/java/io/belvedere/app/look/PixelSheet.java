package io.belvedere.app.look;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// A picture made of our own pixels, for charts that a canvas would redraw too slowly in software.
/// Coordinates are device pixels, so that nothing is scaled on a screen of high density; what lies
/// outside is cut off.
///
/// [#present] swaps between two buffers, because the render thread may still read the one that was
/// shown last.
public final class PixelSheet {
  private final ImageView view = new ImageView();
  private int width;
  private int height;
  private int[] pixels = {};
  private Buffer shown = new Buffer(1, 1);
  private Buffer hidden = new Buffer(1, 1);

  public PixelSheet() {
    view.setManaged(false);
    view.setMouseTransparent(true);
    view.setSmooth(false);
  }

  /// The node that shows it.
  public ImageView view() {
    return view;
  }

  /// Makes it `layoutWidth` by `layoutHeight` units large, each of `scale` device pixels.
  ///
  /// @return whether the size changed, and with it the picture was lost
  public boolean resize(double layoutWidth, double layoutHeight, double scale) {
    int newWidth = Math.max(1, (int) Math.round(layoutWidth * scale));
    int newHeight = Math.max(1, (int) Math.round(layoutHeight * scale));
    if (newWidth == width && newHeight == height) {
      return false;
    }
    width = newWidth;
    height = newHeight;
    pixels = new int[width * height];
    shown = new Buffer(width, height);
    hidden = new Buffer(width, height);
    view.setFitWidth(width / scale);
    view.setFitHeight(height / scale);
    return true;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// The pixel at a place, for tests.
  public int argb(int x, int y) {
    return pixels[y * width + x];
  }

  public void clear(int argb) {
    Arrays.fill(pixels, argb);
  }

  /// Fills from `x0`, `y0` to just before `x1`, `y1`.
  ///
  /// @param argb opaque
  public void fill(int x0, int y0, int x1, int y1, int argb) {
    int left = Math.max(0, x0);
    int right = Math.min(width, x1);
    for (int y = Math.max(0, y0); y < Math.min(height, y1) && left < right; y++) {
      Arrays.fill(pixels, y * width + left, y * width + right, argb);
    }
  }

  /// Fills with lines at 45 degrees that run on across neighbouring rectangles.
  ///
  /// @param spacing from line to line, pixels
  /// @param thickness of a line, pixels
  public void hatch(int x0, int y0, int x1, int y1, int spacing, int thickness, int argb) {
    for (int y = Math.max(0, y0); y < Math.min(height, y1); y++) {
      for (int x = Math.max(0, x0); x < Math.min(width, x1); x++) {
        if ((x + y) % spacing < thickness) {
          pixels[y * width + x] = argb;
        }
      }
    }
  }

  /// Fills with lines at 45 degrees of both directions.
  ///
  /// @param spacing from line to line, pixels
  public void crosshatch(int x0, int y0, int x1, int y1, int spacing, int thickness, int argb) {
    hatch(x0, y0, x1, y1, spacing, thickness, argb);
    for (int y = Math.max(0, y0); y < Math.min(height, y1); y++) {
      for (int x = Math.max(0, x0); x < Math.min(width, x1); x++) {
        if (Math.floorMod(x - y, spacing) < thickness) {
          pixels[y * width + x] = argb;
        }
      }
    }
  }

  /// A horizontal line of dashes, one pixel high.
  public void dashes(int x0, int x1, int y, int dash, int gap, int argb) {
    for (int x = x0; x < x1; x += dash + gap) {
      fill(x, y, Math.min(x1, x + dash), y + 1, argb);
    }
  }

  /// Shows what has been drawn; at most once a pulse.
  public void present() {
    Buffer next = hidden;
    hidden = shown;
    shown = next;
    next.show(pixels, view);
  }

  /// `of` mixed with `share` (0 to 1) of `with`.
  public static int mix(int of, int with, double share) {
    return 0xFF000000
        | mixed(of, with, 16, share)
        | mixed(of, with, 8, share)
        | mixed(of, with, 0, share);
  }

  private static int mixed(int of, int with, int shift, double share) {
    int a = of >> shift & 0xFF;
    int b = with >> shift & 0xFF;
    return (int) Math.round(a + (b - a) * share) << shift;
  }

  private static final class Buffer {
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    Buffer(int width, int height) {
      buffer =
          new PixelBuffer<>(
              width,
              height,
              IntBuffer.allocate(width * height),
              PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }

    void show(int[] pixels, ImageView view) {
      buffer.getBuffer().put(0, pixels);
      buffer.updateBuffer(b -> null);
      view.setImage(image);
    }
  }
}

package io.belvedere.app.frame;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// A picture of a scene, taken on the JavaFX thread and written by any.
public final class Picture {
  private final int width;
  private final int height;
  private final int[] argb;

  private Picture(int width, int height, int[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /// Lays out a scene that no window shows, as a window would each pulse. JavaFX thread only.
  public static void layOut(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }

  /// Draws the scene, whether a window shows it or not. JavaFX thread only.
  public static Picture of(Scene scene) {
    return of(scene.snapshot(null));
  }

  /// Draws a part of a scene. JavaFX thread only.
  public static Picture of(Node node) {
    return of(node.snapshot(null, null));
  }

  private static Picture of(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new Picture(width, height, argb);
  }

  /// With a strip below, as wide as the picture. Any thread.
  ///
  /// @param draw draws the strip from (0, 0)
  public Picture above(int strip, Consumer<Graphics2D> draw) {
    var taller = new BufferedImage(width, height + strip, BufferedImage.TYPE_INT_ARGB);
    taller.setRGB(0, 0, width, height, argb, 0, width);
    Graphics2D g = taller.createGraphics();
    g.translate(0, height);
    draw.accept(g);
    g.dispose();
    return new Picture(
        width, height + strip, taller.getRGB(0, 0, width, height + strip, null, 0, width));
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// `0xAARRGGBB`.
  public int argb(int x, int y) {
    return argb[y * width + x];
  }

  /// As PNG; folders that are missing are made.
  ///
  /// @throws IOException if it cannot be written; the message names the file
  public void write(Path file) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("This Java cannot write PNG to " + file + ".");
    }
  }
}

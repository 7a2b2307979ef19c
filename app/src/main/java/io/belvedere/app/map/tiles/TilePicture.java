package io.belvedere.app.map.tiles;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Makes a picture of what came as a tile.
final class TilePicture {
  /// Pixels of a side; twice what any server sends.
  private static final int LARGEST = 1024;

  private TilePicture() {}

  /// @throws IOException with a phrase that goes on from the tile
  static BufferedImage of(byte[] bytes) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(isWebp(bytes) ? "is WebP, which is not read" : "is no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width != height || width > LARGEST) {
          throw new IOException("is a picture of %d x %d pixels".formatted(width, height));
        }
        return drawable(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException | javax.imageio.IIOException e) {
      // Java's readers meet a damaged picture with any of these.
      throw new IOException("is a damaged picture", e);
    }
  }

  private static boolean isWebp(byte[] bytes) {
    return bytes.length > 12
        && bytes[0] == 'R'
        && bytes[1] == 'I'
        && bytes[8] == 'W'
        && bytes[9] == 'E';
  }

  /// As Java2D draws it fastest.
  private static BufferedImage drawable(BufferedImage read) {
    var picture =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = picture.createGraphics();
    g.drawImage(read, 0, 0, null);
    g.dispose();
    return picture;
  }
}

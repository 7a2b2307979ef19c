package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// A picture kept beside the tests, which what is drawn must match pixel by pixel. What does not
/// match is written to `target/golden`, with a picture of the difference.
///
/// `mvn -Dgolden.renew=true` keeps what is drawn instead of comparing it: look at the pictures
/// before you commit them. A build server, which sets `CI`, refuses to.
final class GoldenPicture {
  private static final Path KEPT = Path.of("src/test/resources/io/belvedere/app/map/golden");
  private static final Path FAILED = Path.of("target", "golden");
  private static final int DIFFERENT = 0xFFE00000;

  private GoldenPicture() {}

  /// @param name of the file, without its ending
  static void require(String name, Raster drawn) throws IOException {
    Path kept = KEPT.resolve(name + ".png");
    if (Boolean.getBoolean("golden.renew")) {
      renew(kept, drawn);
    } else {
      compare(kept, name, drawn);
    }
  }

  private static void renew(Path kept, Raster drawn) throws IOException {
    if (System.getenv("CI") != null) {
      throw new IllegalStateException("A build server compares pictures and does not renew them.");
    }
    write(kept, drawn.width, drawn.height, drawn.pixels);
  }

  private static void compare(Path kept, String name, Raster drawn) throws IOException {
    Path actual = FAILED.resolve(name + "-actual.png");
    if (!Files.exists(kept)) {
      write(actual, drawn.width, drawn.height, drawn.pixels);
      fail("There is no picture %s yet. What is drawn is in %s.", kept, actual);
    }
    BufferedImage expected = ImageIO.read(kept.toFile());
    int width = expected.getWidth();
    int height = expected.getHeight();
    if (width != drawn.width || height != drawn.height) {
      write(actual, drawn.width, drawn.height, drawn.pixels);
      fail(
          "%s is %d x %d and what is drawn %d x %d; it is in %s.",
          kept, width, height, drawn.width, drawn.height, actual);
    }
    int[] pixels = expected.getRGB(0, 0, width, height, null, 0, width);
    int[] difference = new int[pixels.length];
    int count = 0;
    for (int i = 0; i < pixels.length; i++) {
      boolean same = pixels[i] == drawn.pixels[i];
      difference[i] = same ? faded(pixels[i]) : DIFFERENT;
      count += same ? 0 : 1;
    }
    if (count > 0) {
      write(actual, width, height, drawn.pixels);
      write(FAILED.resolve(name + "-difference.png"), width, height, difference);
      fail("%s differs in %d pixels; what is drawn is in %s.", kept, count, actual);
    }
  }

  private static int faded(int argb) {
    return 0xFFC0C0C0 + ((argb >> 2) & 0x3F3F3F);
  }

  private static void write(Path file, int width, int height, int[] pixels) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    Files.createDirectories(file.resolveSibling("."));
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("This Java cannot write PNG to " + file + ".");
    }
  }
}

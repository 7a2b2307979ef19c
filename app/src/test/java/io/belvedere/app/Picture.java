package io.belvedere.app;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import javax.imageio.ImageIO;

/// Pictures of a pane under the tokens of a theme, for the eye and for tests of colour. JavaFX
/// thread only.
public final class Picture {
  private Picture() {}

  /// A style sheet that defines the tokens, as the whole control room's does.
  public static String tokens(Theme theme) {
    StringBuilder css = new StringBuilder(".root { -fx-font-family: 'IBM Plex Sans';");
    css.append(" -fx-font-size: 14px; -fx-background-color: -belvedere-window;");
    for (Token token : Token.values()) {
      css.append(" -belvedere-")
          .append(token.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .append(": ")
          .append(token.css(theme))
          .append(';');
    }
    css.append(" }");
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// A scene of a pane, laid out, without a window.
  public static Scene scene(Parent pane, double width, double height, Theme theme) {
    for (String weight : new String[] {"Regular", "SemiBold"}) {
      Path font =
          Path.of(System.getProperty("belvedere.root"))
              .resolve("src-assets/desk/fonts/IBMPlexSans-" + weight + ".ttf");
      if (Files.exists(font)) {
        Font.loadFont(font.toUri().toString(), 14);
      }
    }
    Scene scene = new Scene(pane, width, height);
    scene.getStylesheets().add(tokens(theme));
    pane.applyCss();
    pane.layout();
    return scene;
  }

  /// Takes it, and keeps it below `target/pictures` for those who want to look.
  public static WritableImage take(Scene scene, String name) throws IOException {
    WritableImage image = scene.snapshot(null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    Path folder = Path.of("target", "pictures");
    Files.createDirectories(folder);
    ImageIO.write(copy, "png", folder.resolve(name + ".png").toFile());
    return image;
  }
}

package io.belvedere.app;

import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Pictures of one pane, dressed as it is in the control room. JavaFX thread only.
public final class PanePicture {
  private PanePicture() {}

  /// A scene of a pane, laid out, without a window.
  public static Scene scene(Parent pane, double width, double height, Theme theme) {
    Scene scene = new Scene(pane, width, height);
    StyleSheets.apply(scene, theme);
    pane.applyCss();
    pane.layout();
    return scene;
  }

  /// Takes it, and keeps it below `target/pictures` for those who want to look.
  public static Picture take(Scene scene, String name) throws IOException {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    Picture picture = Picture.of(scene);
    picture.write(Path.of("target", "pictures", name + ".png"));
    return picture;
  }
}

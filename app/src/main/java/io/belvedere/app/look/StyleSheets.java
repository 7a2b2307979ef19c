package io.belvedere.app.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

/// Dresses a scene: the library's flat controls below, the tokens of the theme above them, and the
/// control room's own rules on top. Panes bring rules of their own, which name the same tokens.
public final class StyleSheets {
  private static final String DESK =
      Objects.requireNonNull(StyleSheets.class.getResource("/belvedere/desk.css")).toExternalForm();

  static {
    Typeface.loadAll();
  }

  private StyleSheets() {}

  /// May be called again at any time to change the theme. JavaFX thread only.
  public static void apply(Scene scene, Theme theme) {
    scene.setUserAgentStylesheet(
        switch (theme) {
          case LIGHT -> new PrimerLight().getUserAgentStylesheet();
          case DARK -> new PrimerDark().getUserAgentStylesheet();
        });
    scene.getStylesheets().setAll(List.of(asUri(tokens(theme)), DESK));
    // What is drawn anew is first wiped with this in any case, so that no pane has to be.
    scene.setFill(Color.web(Token.WINDOW.css(theme)));
  }

  /// The theme's tokens as CSS variables.
  static String tokens(Theme theme) {
    var css = new StringBuilder(".root {\n");
    for (Token token : Token.values()) {
      css.append("  ").append(variable(token)).append(": ").append(token.css(theme)).append(";\n");
    }
    return css.append("}\n").toString();
  }

  /// How a style sheet names a token: `-belvedere-text-secondary`.
  public static String variable(Token token) {
    return "-belvedere-" + token.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String asUri(String css) {
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }
}

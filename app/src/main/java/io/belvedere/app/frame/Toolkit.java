package io.belvedere.app.frame;

import io.belvedere.app.look.Theme;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/// The machine's screen: starts JavaFX, or says in one sentence why it cannot.
public final class Toolkit {
  /// There is nothing to draw on. The message is a sentence for whoever started Belvedere.
  public static final class NoDisplay extends Exception {
    private static final long serialVersionUID = 1;

    NoDisplay(String message) {
      super(message);
    }

    NoDisplay(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private Toolkit() {}

  /// Draws into memory instead of on a screen, in software, so that a picture is the same
  /// everywhere. Only before [#start].
  public static void drawOffScreen() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
  }

  /// Returns when JavaFX is up.
  ///
  /// @throws NoDisplay if there is no screen, or not what JavaFX needs to draw on it
  public static void start() throws NoDisplay {
    Optional<String> missing = missingDisplay(System.getProperty("os.name", ""), System.getenv());
    boolean offScreen = "Headless".equals(System.getProperty("glass.platform"));
    if (missing.isPresent() && !offScreen) {
      throw new NoDisplay(missing.get());
    }
    var up = new CompletableFuture<Void>();
    try {
      Platform.startup(() -> up.complete(null));
    } catch (UnsupportedOperationException | LinkageError e) {
      // What JavaFX throws where there is no X server behind DISPLAY, or no GTK.
      throw new NoDisplay("The screen cannot be used: " + e.getMessage() + ".", e);
    }
    Platform.setImplicitExit(false);
    up.join();
  }

  static Optional<String> missingDisplay(String system, Map<String, String> environment) {
    boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
    return linux && isUnset(environment, "DISPLAY") && isUnset(environment, "WAYLAND_DISPLAY")
        ? Optional.of("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).")
        : Optional.empty();
  }

  private static boolean isUnset(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "").isEmpty();
  }

  /// Runs tasks on the JavaFX thread, in order.
  public static Executor executor() {
    return Platform::runLater;
  }

  /// What the operating system is set to. JavaFX thread only.
  public static Theme preferredTheme() {
    return Platform.getPreferences().getColorScheme() == ColorScheme.DARK
        ? Theme.DARK
        : Theme.LIGHT;
  }

  /// Whether the operating system asks for little motion. JavaFX thread only.
  public static boolean prefersReducedMotion() {
    return Platform.getPreferences().isReducedMotion();
  }

  /// Ends JavaFX; it cannot be started again.
  public static void exit() {
    Platform.exit();
  }
}

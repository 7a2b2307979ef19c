package io.belvedere.app;

import io.belvedere.app.frame.Pulse;
import io.belvedere.app.frame.Toolkit;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Bookmark;
import io.belvedere.app.session.Session;
import io.belvedere.app.workspace.Settings;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// The control room in a window of its own.
final class Window {
  private static final double WIDTH = 1600;
  private static final double HEIGHT = 1000;
  private static final double SMALLEST_WIDTH = 1024;
  private static final double SMALLEST_HEIGHT = 700;

  private final Options options;
  private final City city;
  private final Clock clock;
  private final CityMap map;
  private final SensorLayers.Read layers;
  private final Path file = Settings.defaultFile();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /// JavaFX thread only, once it is up.
  private Settings settings = Settings.load(file);

  /// @throws IOException if the map cannot be read
  Window(Options options, City city, Clock clock) throws IOException {
    this.options = options;
    this.city = city;
    this.clock = clock;
    this.map = options.map();
    this.layers = options.layers();
  }

  void runUntilClosed() {
    CompletableFuture.runAsync(this::open, Toolkit.executor()).join();
    closed.join();
  }

  private void open() {
    Theme theme = options.theme().or(settings::theme).orElseGet(Toolkit::preferredTheme);
    var room =
        new ControlRoom(
            new Session(clock, city::districts),
            map,
            new ControlRoom.Surroundings(
                theme,
                Toolkit.prefersReducedMotion(),
                city::waitingFor,
                new ControlRoom.Kept(settings.bookmarks(), layers.layers()),
                this::remember));
    if (!settings.hintDismissed()) {
      room.showHint(city.isSandbox());
    }
    room.setGoogle(settings.google());
    room.setTiles(options.tiles(settings.tiles()));
    layers.trouble().ifPresent(room::tell);
    var pulse = Pulse.onScreen(clock, room::pulse);
    var stage = new Stage();
    stage.setTitle("Belvedere");
    // A window that is not maximized must fit all the same.
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setScene(
        room.scene(Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight())));
    stage.setMinWidth(Math.min(SMALLEST_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(SMALLEST_HEIGHT, screen.getHeight()));
    stage.setMaximized(true);
    stage.setOnHidden(
        e -> {
          pulse.stop();
          room.close();
          closed.complete(null);
        });
    stage.show();
    pulse.start();
  }

  private void remember(ControlRoom.Choice choice) {
    settings =
        switch (choice) {
          case ControlRoom.Choice.OfTheme(Theme theme) -> settings.withTheme(theme);
          case ControlRoom.Choice.OfBookmarks(List<Bookmark> bookmarks) ->
              settings.withBookmarks(bookmarks);
          case ControlRoom.Choice.NoHint() -> settings.withHintDismissed();
          case ControlRoom.Choice.OfGoogle(boolean on) -> settings.withGoogle(on);
          case ControlRoom.Choice.OfTiles(boolean on) -> settings.withTiles(on);
        };
    settings.save(file);
  }
}

package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.time.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.awaitility.Awaitility;

/// The whole control room of Monaco at full HD without a window, of which pictures are taken; each
/// pulse takes a tenth of a second of the test's own clock.
final class RoomShot implements AutoCloseable {
  private final ControlRoom room;
  private final Scene scene;
  private final Theme theme;
  private final ManualClock clock;
  private final Runnable beforePulse;

  private RoomShot(
      ControlRoom room, Scene scene, Theme theme, ManualClock clock, Runnable beforePulse) {
    this.room = room;
    this.scene = scene;
    this.theme = theme;
    this.clock = clock;
    this.beforePulse = beforePulse;
  }

  /// @param beforePulse what has to be made anew for each pulse
  static RoomShot of(Session session, Theme theme, ManualClock clock, Runnable beforePulse) {
    return Screen.on(
        () -> {
          var room =
              new ControlRoom(
                  session,
                  CityMaps.bundled("monaco"),
                  new Surroundings(theme, /* reducedMotion= */ true, () -> "", c -> {}));
          return new RoomShot(room, room.scene(1920, 1080), theme, clock, beforePulse);
        });
  }

  Scene scene() {
    return scene;
  }

  void press(KeyCode code) {
    Screen.run(
        () ->
            Event.fireEvent(
                scene.getFocusOwner(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  void fire(String button) {
    Screen.run(() -> ((ButtonBase) scene.lookup(button)).fire());
  }

  String words(String selector) {
    return Screen.on(() -> ((Label) scene.lookup(selector)).getText());
  }

  void await(String selector, String words) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              pulse(() -> true);
              assertThat(words(selector)).isEqualTo(words);
            });
  }

  void await(BooleanSupplier condition) {
    Awaitility.await().until(() -> pulse(condition));
  }

  /// Writes what is seen once all has settled, under a name for the theme.
  void write(String name) throws IOException {
    await(room::isSettled);
    Picture picture = Screen.on(() -> Picture.of(scene));
    picture.write(
        Path.of("target", "pictures", name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    assertThat(picture.width()).isEqualTo(1920);
  }

  private boolean pulse(BooleanSupplier until) {
    return Screen.on(
        () -> {
          clock.advance(Duration.ofMillis(100));
          beforePulse.run();
          Picture.layOut(scene);
          room.pulse();
          return until.getAsBoolean();
        });
  }

  @Override
  public void close() {
    Screen.run(room::close);
  }
}

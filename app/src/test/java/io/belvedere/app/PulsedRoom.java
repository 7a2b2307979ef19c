package io.belvedere.app;

import io.belvedere.app.ControlRoom.Choice;
import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.frame.Pulse;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.stage.Stage;

/// The whole control room of Monaco on a stage; each pulse takes 20 ms of the test's own clock.
final class PulsedRoom implements AutoCloseable {
  private final ControlRoom room;
  private final Pulse pulse;

  /// JavaFX thread only.
  PulsedRoom(
      Stage stage, double height, Session session, ManualClock clock, Consumer<Choice> chosen) {
    room =
        new ControlRoom(
            session,
            CityMaps.bundled("monaco"),
            new Surroundings(Theme.LIGHT, /* reducedMotion= */ true, () -> "", chosen));
    stage.setScene(room.scene(1000, height));
    stage.show();
    pulse =
        Pulse.offScreen(
            () -> {
              clock.advance(Duration.ofMillis(20));
              room.pulse();
            });
    pulse.start();
  }

  /// JavaFX thread only.
  void tell(String sentence) {
    room.tell(sentence);
  }

  @Override
  public void close() {
    pulse.stop();
    room.close();
  }
}

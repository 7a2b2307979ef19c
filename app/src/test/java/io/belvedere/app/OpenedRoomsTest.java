package io.belvedere.app;

import static org.awaitility.Awaitility.await;

import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/// The whole control room in a window, opened, used and closed, again and again.
class OpenedRoomsTest {
  private static final long NOW = 1_795_441_200_000_000L;
  private static final int TIMES = 8;

  private final CityMap city = CityMaps.bundled("monaco");
  private final ManualClock clock = new ManualClock(NOW);
  private final FakeDistrict monaco =
      new FakeDistrict(clock, List.of(FakeDistrict.waterLevel("w-1", 7.4206, 43.7375)));

  @Test
  void nothingIsLeftOfRoomsThatWereClosed() {
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", NOW - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
    }
    var left = new Leftovers();
    for (int i = 0; i < TIMES; i++) {
      Stage stage = Screen.on(Stage::new);
      Session session = new Session(clock, () -> List.of(monaco));
      ControlRoom room = Screen.on(() -> open(stage, session));
      Screen.run(() -> session.selection().select(new Selected.OfThing(monaco.id(), "thing-w-1")));
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(60))
          .until(() -> Screen.on(() -> pulse(room)));
      left.add(room);
      left.add(session);
      left.add(stage.getScene());
      Screen.run(
          () -> {
            room.close();
            stage.close();
          });
    }
    left.requireNone(Set.of("base-map", "query", "panes"));
  }

  private ControlRoom open(Stage stage, Session session) {
    var room =
        new ControlRoom(
            session,
            city,
            new Surroundings(Theme.LIGHT, /* reducedMotion= */ true, () -> "", choice -> {}));
    stage.setScene(room.scene(1000, 700));
    stage.show();
    return room;
  }

  /// @return whether all is drawn
  private boolean pulse(ControlRoom room) {
    clock.advance(Duration.ofMillis(400));
    room.pulse();
    return room.isSettled();
  }
}

package io.belvedere.app.bench;

import io.belvedere.app.ControlRoom;
import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.look.Theme;
import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.app.map.MapPane;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Belvedere itself: the whole control room, a datastream selected and its chart drawn.
final class RoomSubject implements Subject {
  /// 1,667 observations a second, at 60 frames.
  static final int CHANGES = 28;

  private static final long BACK = 50 * Micros.PER_MINUTE;
  private static final int PERIOD = 120;

  private final ExecutorService feed = Executors.newSingleThreadExecutor();
  private final StoredDistrict district;
  private final Session session;
  private final ControlRoom room;
  private final Scene scene;
  private final MapPane map;
  private boolean playing;
  private boolean settled;

  RoomSubject(int sensors) {
    var clock = Clock.system();
    district = new StoredDistrict(clock, new CrowdedMonaco(sensors).datastreams());
    session = new Session(clock, () -> List.of(district));
    room =
        new ControlRoom(
            session,
            CrowdedMonaco.MAP,
            new Surroundings(Theme.LIGHT, /* reducedMotion= */ true, () -> "", choice -> {}));
    scene = room.scene(VirtualScreen.WIDTH, VirtualScreen.HEIGHT);
    Node found = scene.lookup(".map");
    if (!(found instanceof MapPane pane)) {
      throw new IllegalStateException("The control room shows no map.");
    }
    map = pane;
    map.setStepsDown(false);
    session
        .selection()
        .select(new Selected.OfDatastream(district.id(), district.roster().id(sensors / 2)));
  }

  @Override
  public Scene scene() {
    return scene;
  }

  @Override
  public boolean isReady() {
    settled |= map.isSettled();
    return settled;
  }

  @Override
  public void frame(Motion motion, int number) {
    CompletableFuture.runAsync(this::observe, feed).join();
    switch (settled ? motion : Motion.STILL) {
      case STILL -> {}
      case PAN -> pan(number);
      case ZOOM -> zoom(number);
      case PLAY -> {
        play();
        pan(number);
      }
    }
    room.pulse();
  }

  /// As in a feed, not on a thread that draws.
  private void observe() {
    for (int i = 0; i < CHANGES; i++) {
      district.observe();
    }
  }

  private void play() {
    boolean ended = session.playhead().isFollowing() || session.playhead().speed() == 0;
    if (!playing || ended) {
      session.playhead().seek(Clock.system().now() - BACK);
      session.playhead().play(100);
      playing = true;
    }
  }

  /// Drags the map to and fro.
  private void pan(int number) {
    double x = map.getWidth() / 2 + Crowd.shift(number);
    double y = map.getHeight() / 2;
    if (number % PERIOD == 0) {
      drag(MouseEvent.MOUSE_PRESSED, x, y);
    } else {
      drag(MouseEvent.MOUSE_DRAGGED, x, y);
    }
  }

  private void drag(EventType<MouseEvent> type, double x, double y) {
    Event.fireEvent(
        map,
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  private void zoom(int number) {
    double delta = number % PERIOD < PERIOD / 2 ? 8 : -8;
    double x = map.getWidth() / 2;
    double y = map.getHeight() / 2;
    Event.fireEvent(
        map,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            x,
            y,
            x,
            y,
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            delta,
            0,
            delta,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
  }

  @Override
  public void close() {
    feed.shutdown();
    room.close();
  }
}

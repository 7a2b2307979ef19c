package io.belvedere.app.bench;

import io.belvedere.app.OpenedRoom;
import io.belvedere.app.Screen;
import io.belvedere.app.frame.Pulse;
import io.belvedere.app.map.MapPane;
import io.belvedere.app.map.PlaceOnScreen;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.stage.Window;

/// The control room as an operator has it, in a process of its own, which tells [RoomProcess] of
/// its frames. Ends when nobody says anything any more.
final class WatchedRoom {
  static final String DONE = "done";

  private static final Clock CLOCK = Clock.system();

  private final OpenedRoom room;
  private final MapPane map;
  private FrameTimes times;

  private WatchedRoom(OpenedRoom room) {
    this.room = room;
    Window window = Window.getWindows().getFirst();
    window.setX(0);
    window.setY(0);
    window.setWidth(VirtualScreen.WIDTH);
    window.setHeight(VirtualScreen.HEIGHT);
    map = (MapPane) window.getScene().lookup(".map");
    times = new FrameTimes();
    Pulse.offScreen(() -> times.frame(CLOCK.ticks())).start();
  }

  /// @param args as on the command line
  public static void main(String[] args) throws Exception {
    var room = OpenedRoom.open(CLOCK, args);
    var watched = Screen.on(() -> new WatchedRoom(room));
    var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      watched.answer(List.of(line.split(" ", -1)));
      System.out.println(DONE);
    }
    System.exit(0);
  }

  private void answer(List<String> words) throws IOException {
    switch (words.getFirst()) {
      case "live" -> awaitLive(Long.parseLong(words.get(1)));
      case "where" -> tellWhere(Double.parseDouble(words.get(1)), Double.parseDouble(words.get(2)));
      case "begin" -> Screen.run(() -> times = new FrameTimes());
      case "end" -> Screen.run(this::tellFrames);
      case "fates" -> tellFates();
      default -> throw new IOException("Nobody knows what " + words + " means.");
    }
  }

  /// Waits until so many observations are in the history and the feed is live, and tells how long
  /// either took.
  private void awaitLive(long observations) {
    await(() -> !room.districts().isEmpty());
    LiveDistrict district = room.districts().getFirst();
    long begin = CLOCK.ticks();
    await(() -> district.history().size() >= observations);
    long applied = CLOCK.ticks();
    await(() -> district.status().isLive());
    System.out.printf(
        Locale.ROOT,
        "applied after %.2f s, live after %.2f s%n",
        (applied - begin) / 1e9,
        (CLOCK.ticks() - begin) / 1e9);
  }

  private void tellWhere(double lon, double lat) {
    await(() -> Screen.on(map::isSettled));
    Point2D place = Screen.on(() -> PlaceOnScreen.of(map, lon, lat));
    System.out.printf(Locale.ROOT, "%d %d%n", (int) place.getX(), (int) place.getY());
  }

  private void tellFrames() {
    OneCore.tell("wall", times.wall());
    OneCore.tell("work", times.work());
    System.out.println(map.effort());
  }

  private void tellFates() {
    Fates fates = room.districts().getFirst().counters().total();
    System.out.println(fates);
    if (!fates.balances() || fates.rejected() > 0) {
      throw new IllegalStateException("The equation does not hold: " + fates);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}

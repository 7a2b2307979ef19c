package io.belvedere.app;

import io.belvedere.app.frame.Picture;
import io.belvedere.app.frame.Pulse;
import io.belvedere.app.frame.Toolkit;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.Theme;
import io.belvedere.app.map.tiles.TilesChoice;
import io.belvedere.app.session.InstantParser;
import io.belvedere.app.session.InstantParser.Parsed;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.scene.Scene;

/// A picture of the whole control room, taken without a window as soon as everything on it is
/// there: the feed live, the past read, the map drawn, every pane answered.
final class Screenshot {
  /// Longer than any city takes to come up, nanoseconds.
  private static final long PATIENCE = 300_000_000_000L;

  /// A feed that has been live for less may still fall behind again, nanoseconds.
  private static final long STEADY = 2_000_000_000L;

  private final PictureWanted wanted;
  private final City city;
  private final Clock clock;
  private final CityMap map;
  private final TilesChoice tiles;
  private final SensorLayers layers;
  private final Theme theme;
  private final Session session;
  private final long started;
  private final CompletableFuture<Picture> taken = new CompletableFuture<>();
  private boolean instantChosen;
  private long completeSince;

  /// @throws IOException if the map cannot be read
  Screenshot(Options options, PictureWanted wanted, City city, Clock clock) throws IOException {
    this.wanted = wanted;
    this.city = city;
    this.clock = clock;
    this.map = options.map();
    this.tiles = options.tiles(TilesChoice.INITIAL);
    this.layers = options.layers().layers();
    this.theme = options.theme().orElse(Theme.LIGHT);
    this.session = new Session(clock, city::districts);
    this.started = clock.ticks();
    this.completeSince = started;
  }

  /// Waits for the picture and writes it.
  ///
  /// @throws IOException with a sentence if it cannot be taken or written
  void take() throws IOException {
    var opened = CompletableFuture.runAsync(this::open, Toolkit.executor());
    var unused =
        opened.exceptionally(
            failure -> {
              taken.completeExceptionally(failure);
              return null;
            });
    try {
      taken.join().write(wanted.file());
    } catch (CompletionException e) {
      throw new IOException("No picture was taken. " + taken.exceptionNow().getMessage(), e);
    }
  }

  private void open() {
    var room =
        new ControlRoom(
            session,
            map,
            new ControlRoom.Surroundings(
                theme,
                /* reducedMotion= */ true,
                city::waitingFor,
                new ControlRoom.Kept(List.of(), layers),
                c -> {}));
    room.showHint(city.isSandbox());
    room.setTiles(tiles);
    Scene scene = room.scene(wanted.size().width(), wanted.size().height());
    var pulse = Pulse.offScreen(() -> step(room, scene));
    pulse.start();
    var unused =
        taken.whenComplete(
            (picture, failure) -> {
              pulse.stop();
              room.close();
            });
  }

  private void step(ControlRoom room, Scene scene) {
    Picture.layOut(scene);
    room.pulse();
    try {
      if (city.failure().isPresent()) {
        throw new IOException(city.failure().get());
      }
      if (clock.ticks() - started > PATIENCE) {
        throw new IOException("After five minutes it still waits: " + waitingFor() + ".");
      }
      if (!isComplete()) {
        completeSince = clock.ticks();
      }
      boolean steady = clock.ticks() - completeSince > STEADY;
      if (!instantChosen && steady) {
        choose();
      }
      if (instantChosen && steady && room.isSettled()) {
        taken.complete(Picture.of(scene));
      }
    } catch (IOException e) {
      taken.completeExceptionally(e);
    }
  }

  /// Whether there is nothing more to come but the present.
  private boolean isComplete() {
    List<LiveDistrict> districts = city.districts();
    return city.isComplete()
        && districts.stream()
            .allMatch(
                d ->
                    d.history().covered().isPresent()
                        && d.backfill().state() == State.NOTHING_MISSING);
  }

  private void choose() throws IOException {
    instantChosen = true;
    if (wanted.at().isPresent()) {
      Parsed parsed = new InstantParser(session.zone()).parse(wanted.at().get(), clock.now());
      switch (parsed) {
        case Parsed.At(long instant) -> session.playhead().seek(instant);
        case Parsed.Twice(long first, long second) ->
            throw new IOException(
                wanted.at().get() + " was there twice that day: give it with its offset.");
        case Parsed.NotUnderstood(String why) -> throw new IOException(why);
      }
    }
  }

  private String waitingFor() {
    if (!city.waitingFor().isEmpty()) {
      return city.waitingFor();
    }
    for (LiveDistrict district : city.districts()) {
      if (!district.status().isLive()) {
        return district.id() + " is " + district.status().phase() + " " + district.status().cause();
      }
    }
    for (LiveDistrict district : city.districts()) {
      BackfillReading past = district.backfill();
      if (past.state() != State.NOTHING_MISSING) {
        return "%d %% of the past of %s is loaded. %s"
            .formatted((int) (past.done() * 100), district.id(), past.trouble());
      }
    }
    return "the panes are not drawn to their end";
  }
}

package io.belvedere.app;

import io.belvedere.app.map.MapPane;
import io.belvedere.app.map.TiledGround;
import io.belvedere.app.map.tiles.TilesChoice;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tiles that lie on the map: opened away from the JavaFX thread, as that may take a moment,
/// and closed when they are taken away. JavaFX thread only.
final class TilesOnMap implements AutoCloseable {
  private final MapPane map;
  private final String ours;
  private final Clock clock;
  private final Executor executor;
  private final Consumer<String> say;
  private TilesChoice choice = TilesChoice.INITIAL;
  private @Nullable CompletableFuture<TiledGround> opening;
  private @Nullable TiledGround shown;

  /// @param ours whose map it is without them
  /// @param say is told what has gone wrong, as a sentence
  TilesOnMap(MapPane map, String ours, Clock clock, Executor executor, Consumer<String> say) {
    this.map = map;
    this.ours = ours;
    this.clock = clock;
    this.executor = executor;
    this.say = say;
  }

  TilesChoice choice() {
    return choice;
  }

  /// Begins to open them, or takes them away.
  void set(TilesChoice next) {
    close();
    choice = next;
    map.setTiles(null, ours);
    if (!next.isOn()) {
      return;
    }
    if (next.isThere()) {
      opening = CompletableFuture.supplyAsync(() -> open(next), executor);
    } else {
      say.accept(
          "There are no tiles: write tiles-source into the settings (--help tells where), or start"
              + " with --tiles.");
    }
  }

  private TiledGround open(TilesChoice next) {
    try {
      return next.open(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows what is opened, and tells what has gone wrong; once a pulse.
  void pulse() {
    CompletableFuture<TiledGround> future = opening;
    if (future != null && future.isDone()) {
      opening = null;
      show(future);
    }
    TiledGround ground = shown;
    if (ground != null) {
      String trouble = ground.newTrouble();
      if (!trouble.isEmpty()) {
        say.accept(trouble);
      }
    }
  }

  private void show(CompletableFuture<TiledGround> future) {
    try {
      TiledGround ground = future.join();
      shown = ground;
      String theirs = ground.attribution();
      map.setTiles(
          ground, ours.isEmpty() || theirs.isEmpty() ? ours + theirs : ours + " · " + theirs);
    } catch (CompletionException e) {
      Throwable why =
          e.getCause() instanceof UncheckedIOException io ? io.getCause() : e.getCause();
      say.accept(why == null ? "The tiles cannot be opened." : String.valueOf(why.getMessage()));
    }
  }

  /// Whether none are being opened.
  boolean isSettled() {
    return opening == null;
  }

  /// How they stand, in words; empty if there are none.
  String words() {
    TiledGround ground = shown;
    return ground == null ? "" : ground.words();
  }

  @Override
  public void close() {
    CompletableFuture<TiledGround> future = opening;
    TiledGround ground = shown;
    opening = null;
    shown = null;
    if (future != null) {
      var unused = future.thenAccept(TiledGround::close);
    }
    if (ground != null) {
      ground.close();
    }
  }
}

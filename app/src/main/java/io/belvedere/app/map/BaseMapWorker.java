package io.belvedere.app.map;

import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.CityMap;
import java.lang.System.Logger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/// Consumes wishes for tiles and labels, produces them one after the other, and hands them over by
/// a queue that the JavaFX thread empties once a pulse. The newest list of wishes replaces the
/// older: what has left the screen is not drawn any more.
///
/// [#want], [#finished], [#setGround] and [#close] belong to the JavaFX thread, [#runOnce] to
/// `base-map`.
final class BaseMapWorker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BaseMapWorker.class.getName());

  private final CityMap map;
  private final LinkedBlockingDeque<Wish> wishes = new LinkedBlockingDeque<>();
  private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile @Nullable Wish inHand;
  private volatile @Nullable TiledGround ground;
  private volatile boolean newView;
  private boolean closed;
  private @Nullable TileRenderer tiles;
  private @Nullable LabelLayout labels;

  /// What is to be drawn.
  sealed interface Wish {
    record Tile(TileKey key) implements Wish {}

    record Labels(Level level) implements Wish {}

    /// The thread is to end.
    record End() implements Wish {}
  }

  /// What was drawn.
  sealed interface Finished {
    /// @param awaited what of another's ground was not there yet
    @SuppressWarnings("ArrayRecordComponent") // pixels on purpose; never compared
    record Tile(TileKey key, int[] pixels, Awaited awaited) implements Finished {}

    record Labels(Level level, List<Label> labels) implements Finished {}
  }

  BaseMapWorker(CityMap map) {
    this.map = map;
    this.thread = new Thread(this::run, "base-map");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /// Draws another's ground over ours from now on, or none (null).
  void setGround(@Nullable TiledGround ground) {
    this.ground = ground;
  }

  /// Draws these, in this order, and nothing else.
  void want(List<Wish> list) {
    if (closed) {
      return;
    }
    Wish current = inHand;
    newView = true;
    wishes.clear();
    for (Wish wish : list) {
      if (!wish.equals(current)) {
        wishes.add(wish);
      }
    }
  }

  /// The next thing that is done, or null.
  @Nullable Finished finished() {
    return finished.poll();
  }

  /// Waits for a wish and fulfils it.
  ///
  /// @return false if it was the last one
  boolean runOnce() throws InterruptedException {
    Wish wish = wishes.take();
    run(wish);
    return !(wish instanceof Wish.End);
  }

  /// Fulfils all wishes on the calling thread, for pictures that are taken without waiting.
  void runAll() {
    for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      run(wish);
    }
  }

  private void run(Wish wish) {
    inHand = wish;
    try {
      fulfil(wish).ifPresent(finished::add);
    } catch (RuntimeException e) {
      // One bad shape must not cost the map: the piece stays bare, and is not asked for again.
      LOG.log(Logger.Level.ERROR, "A piece of the base map could not be drawn: " + wish, e);
      bare(wish).ifPresent(finished::add);
    } finally {
      inHand = null;
    }
  }

  private void run() {
    try {
      boolean more = true;
      while (more) {
        more = runOnce();
      }
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to end.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    want(List.of(new Wish.End()));
    closed = true;
  }

  private Optional<Finished> fulfil(Wish wish) {
    return switch (wish) {
      case Wish.Tile(TileKey key) -> Optional.of(tile(key));
      case Wish.Labels(Level level) ->
          Optional.of(new Finished.Labels(level, labelLayout().layout(level)));
      case Wish.End() -> Optional.empty();
    };
  }

  private Finished tile(TileKey key) {
    TiledGround over = ground;
    if (over == null) {
      return new Finished.Tile(key, renderer().render(key, null), Awaited.NOTHING);
    }
    if (newView) {
      newView = false;
      over.beginView();
    }
    var layer = new TiledLayer(over);
    int[] pixels = renderer().render(key, layer);
    return new Finished.Tile(key, pixels, layer.awaited());
  }

  private Optional<Finished> bare(Wish wish) {
    return switch (wish) {
      case Wish.Tile(TileKey key) -> {
        int[] pixels = new int[TileKey.SIDE * TileKey.SIDE];
        Arrays.fill(pixels, key.level().style().land());
        yield Optional.of(new Finished.Tile(key, pixels, new Awaited(ground, 0, Set.of())));
      }
      case Wish.Labels(Level level) -> Optional.of(new Finished.Labels(level, List.of()));
      case Wish.End() -> Optional.empty();
    };
  }

  private TileRenderer renderer() {
    TileRenderer renderer = tiles;
    if (renderer == null) {
      renderer = new TileRenderer(new BaseGeometry(map));
      tiles = renderer;
    }
    return renderer;
  }

  private LabelLayout labelLayout() {
    LabelLayout layout = labels;
    if (layout == null) {
      layout = new LabelLayout(map);
      labels = layout;
    }
    return layout;
  }
}

package io.belvedere.app.map;

import io.belvedere.app.map.BaseMapWorker.Finished;
import io.belvedere.app.map.BaseMapWorker.Wish;
import io.belvedere.app.map.TileKey.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The ground under everything: copies the tiles that are there, enlarges coarser ones where they
/// are not, and has the missing ones drawn once the view rests.
final class BaseMap {
  /// How many are kept.
  static final int TILES = 96;

  private static final int LABEL_LAYOUTS = 6;

  private final BaseMapWorker worker;
  private final TileCache<Finished.Tile> tiles = new TileCache<>(TILES);
  private final LinkedHashMap<Level, List<Label>> labels = new LinkedHashMap<>();
  private @Nullable Level last;
  private @Nullable Level lastComplete;
  private List<Label> labelsOnScreen = List.of();
  private @Nullable TiledGround ground;
  private long arrivals;

  BaseMap(BaseMapWorker worker) {
    this.worker = worker;
  }

  /// Has another's ground over ours from now on, or none (null). What is drawn stays until it is
  /// drawn anew.
  void setGround(@Nullable TiledGround ground) {
    this.ground = ground;
    worker.setGround(ground);
    // None has come yet, so the next frame looks.
    arrivals = -1;
  }

  /// Whether nothing more is about to come of another's ground.
  boolean isSettled() {
    TiledGround over = ground;
    return over == null || (!over.isBusy() && over.arrivals() == arrivals);
  }

  /// Forgets all that was drawn.
  void clear() {
    tiles.clear();
    labels.clear();
    labelsOnScreen = List.of();
    lastComplete = null;
  }

  /// Takes in what has been drawn since the last call.
  ///
  /// @return whether there was anything
  boolean takeFinished() {
    boolean any = hasNewGround();
    for (Finished done = worker.finished(); done != null; done = worker.finished()) {
      any = true;
      switch (done) {
        case Finished.Tile tile -> tiles.put(tile.key(), tile);
        case Finished.Labels(Level level, List<Label> layout) -> {
          labels.put(level, layout);
          if (labels.size() > LABEL_LAYOUTS) {
            Map.Entry<Level, List<Label>> eldest = labels.firstEntry();
            labels.remove(eldest.getKey());
          }
        }
      }
    }
    return any;
  }

  private boolean hasNewGround() {
    TiledGround over = ground;
    long now = over == null ? 0 : over.arrivals();
    boolean is = now != arrivals;
    arrivals = now;
    return is;
  }

  /// Asks for what the view lacks.
  ///
  /// @return whether nothing is missing
  boolean request(View view, BaseStyle style) {
    Level level = Level.of(style, view);
    List<Wish> missing = new ArrayList<>();
    List<TileKey> visible = visible(view, level);
    long middleX = view.left() + (view.width() - TileKey.SIDE) / 2;
    long middleY = view.top() + (view.height() - TileKey.SIDE) / 2;
    // What the operator looks at comes first.
    visible.sort(
        Comparator.comparingLong(
            key -> Math.abs(key.left() - middleX) + Math.abs(key.top() - middleY)));
    for (TileKey key : visible) {
      Finished.Tile drawn = tiles.get(key);
      if (drawn == null || drawn.awaited().isOutdated(ground)) {
        missing.add(new Wish.Tile(key));
      }
    }
    boolean complete = missing.isEmpty();
    if (complete) {
      lastComplete = level;
    }
    if (!labels.containsKey(level)) {
      missing.add(new Wish.Labels(level));
    }
    if (!missing.isEmpty()) {
      worker.want(missing);
    }
    return missing.isEmpty();
  }

  /// Names for a view: of its own level, or those that were on screen before until they are there.
  List<Label> labels(View view, BaseStyle style) {
    List<Label> own = labels.get(Level.of(style, view));
    if (own != null) {
      labelsOnScreen = own;
    }
    return labelsOnScreen;
  }

  /// What is drawn of a square; null if nothing is yet.
  int @Nullable [] tile(TileKey key) {
    Finished.Tile drawn = tiles.get(key);
    return drawn == null ? null : drawn.pixels();
  }

  /// Takes a level for that of the last frame, of which another makes do until it has its own.
  void remember(Level level) {
    last = level;
  }

  /// Draws what stands in for the ground within the clip: tiles of another level, scaled.
  ///
  /// @param bare draws whatever is to lie on ground without a tile
  /// @param finish makes out of a tile's ground what is shown of it
  void drawMissing(
      Raster raster,
      View view,
      Level level,
      Runnable bare,
      BiFunction<TileKey, int[], int[]> finish) {
    List<StandIn> found = new ArrayList<>();
    Level complete = lastComplete;
    Level before = last;
    boolean covered = false;
    if (complete != null && !complete.equals(level)) {
      covered = addScaled(raster, view, complete, found);
    }
    if (before != null && !before.equals(complete) && !before.equals(level)) {
      covered |= addScaled(raster, view, before, found);
    }
    if (!covered) {
      raster.fill(level.style().land());
      bare.run();
    }
    for (StandIn tile : found) {
      raster.copyScaled(
          finish.apply(tile.key, tile.ground), TileKey.SIDE, tile.x, tile.y, tile.size);
    }
  }

  /// A tile of another level, and where it lies on the picture.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record StandIn(TileKey key, int[] ground, double x, double y, double size) {}

  /// @return whether nothing of the clip is left bare
  private boolean addScaled(Raster raster, View view, Level level, List<StandIn> found) {
    double factor = view.pixels() / level.pixels();
    double size = TileKey.SIDE * factor;
    // So far out that hundreds of tiles would be shrunk, bare ground says as much.
    if (size < 32) {
      return false;
    }
    boolean covered = true;
    long lastColumn = (long) Math.floor((view.left() + raster.clipRight()) / size);
    long lastRow = (long) Math.floor((view.top() + raster.clipBottom()) / size);
    long firstColumn = (long) Math.floor((view.left() + raster.clipLeft()) / size);
    for (long row = (long) Math.floor((view.top() + raster.clipTop()) / size);
        row <= lastRow;
        row++) {
      for (long column = firstColumn; column <= lastColumn; column++) {
        var key = new TileKey(level, column, row);
        int[] tile = tile(key);
        if (tile != null) {
          found.add(
              new StandIn(key, tile, column * size - view.left(), row * size - view.top(), size));
        } else {
          covered = false;
        }
      }
    }
    return covered;
  }

  /// The squares that a view shows.
  static List<TileKey> visible(View view, Level level) {
    List<TileKey> keys = new ArrayList<>();
    long lastColumn = Math.floorDiv(view.left() + view.width() - 1, TileKey.SIDE);
    long lastRow = Math.floorDiv(view.top() + view.height() - 1, TileKey.SIDE);
    for (long row = Math.floorDiv(view.top(), TileKey.SIDE); row <= lastRow; row++) {
      for (long column = Math.floorDiv(view.left(), TileKey.SIDE); column <= lastColumn; column++) {
        keys.add(new TileKey(level, column, row));
      }
    }
    return keys;
  }
}

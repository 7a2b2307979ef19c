package io.belvedere.app.map;

import io.belvedere.ingest.tiles.TileId;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/// A ground that somebody else drew, in square tiles: an aerial picture, a city's own plan. It lies
/// under our roads; where a tile is missing, our own ground is seen.
///
/// [#beginView], [#picture] and [#atHand] belong to the thread `base-map`, [#newTrouble] and
/// [#close] to the JavaFX thread; any thread may ask the rest.
public interface TiledGround extends AutoCloseable {
  /// Pixels of a tile's side, from which follows the zoom that fits.
  int side();

  /// The first zoom that there is.
  int coarsest();

  /// The last zoom that there is; nearer, its tiles are enlarged.
  int finest();

  /// Whose ground it is; empty if nobody says.
  String attribution();

  /// What is asked for from now on goes before what was asked for until now.
  void beginView();

  /// A tile, as far as it is at hand; what is not, or not up to date, is sent for.
  Answer picture(TileId id);

  /// The picture of a tile, if it is at hand; nothing is sent for.
  @Nullable BufferedImage atHand(TileId id);

  /// @param picture null if it is not at hand
  /// @param isAwaited whether another one may still come
  record Answer(@Nullable BufferedImage picture, boolean isAwaited) {}

  /// How many tiles have come so far.
  long arrivals();

  /// Whether a tile came after so many had come.
  boolean hasComeSince(TileId id, long arrivals);

  /// Whether something that was sent for is about to come.
  boolean isBusy();

  /// What has gone wrong for the first time, as a sentence for the operator; empty if nothing has
  /// since the last call.
  String newTrouble();

  /// How it stands, in words.
  String words();

  @Override
  void close();
}

package io.belvedere.app.map.tiles;

import io.belvedere.app.map.TiledGround;
import io.belvedere.ingest.tiles.TileArchive;
import io.belvedere.ingest.tiles.TileArchive.Content;
import io.belvedere.ingest.tiles.TileArchive.Label;
import io.belvedere.ingest.tiles.TileId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A ground of which all is on this machine: an MBTiles or PMTiles file of pictures.
final class ArchiveGround implements TiledGround {
  private final String name;
  private final TileArchive archive;
  private final String attribution;
  private final int side;
  private final PicturesAtHand pictures = new PicturesAtHand();
  private final Troubles troubles = new Troubles();

  /// Tiles that cannot be drawn.
  private final Set<TileId> bad = new HashSet<>();

  private boolean closed;

  private ArchiveGround(String name, TileArchive archive, String attribution, int side) {
    this.name = name;
    this.archive = archive;
    this.attribution = attribution;
    this.side = side;
  }

  /// @throws IOException with one sentence for the operator
  static ArchiveGround open(Path file, String attribution) throws IOException {
    TileArchive archive = TileArchive.open(file);
    try {
      Label label = archive.label();
      if (label.content() == Content.VECTOR) {
        throw new IOException(
            file + " holds vector tiles: import-map makes a map of them, which --map opens.");
      }
      if (label.content() == Content.WEBP) {
        throw new IOException(
            file + " holds WebP, which is not read: have it made of PNG or JPEG.");
      }
      String name = String.valueOf(file.getFileName());
      String whose = attribution.isEmpty() ? label.attribution() : attribution;
      return new ArchiveGround(name, archive, whose, side(archive, label, file));
    } catch (IOException e) {
      archive.close();
      throw e;
    }
  }

  /// As large as the first tile that can be drawn.
  private static int side(TileArchive archive, Label label, Path file) throws IOException {
    int[] side = new int[1];
    String[] why = {"is empty"};
    archive.forEach(
        label.coarsest(),
        (id, bytes) -> {
          if (side[0] == 0) {
            try {
              side[0] = TilePicture.of(bytes).getWidth();
            } catch (IOException e) {
              why[0] = "holds no pictures: tile " + id + " " + e.getMessage();
            }
          }
        },
        (tile, what) -> why[0] = "holds no pictures: " + tile + " " + what);
    if (side[0] == 0) {
      throw new IOException(file + " " + why[0] + ".");
    }
    return side[0];
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public int coarsest() {
    return archive.label().coarsest();
  }

  @Override
  public int finest() {
    return archive.label().finest();
  }

  @Override
  public String attribution() {
    return attribution;
  }

  @Override
  public void beginView() {}

  @Override
  public Answer picture(TileId id) {
    return new Answer(atHand(id), false);
  }

  @Override
  public synchronized @Nullable BufferedImage atHand(TileId id) {
    PicturesAtHand.Kept kept = pictures.get(id);
    if (kept != null) {
      return kept.picture();
    }
    if (closed || bad.contains(id)) {
      return null;
    }
    try {
      Optional<byte[]> bytes = archive.tile(id);
      if (bytes.isEmpty()) {
        return null;
      }
      BufferedImage picture = TilePicture.of(bytes.get());
      pictures.put(id, new PicturesAtHand.Kept(picture, Long.MAX_VALUE));
      return picture;
    } catch (IOException e) {
      bad.add(id);
      String why = String.valueOf(e.getMessage());
      troubles.tell(
          why, "Tile %s of %s %s. Our own ground is drawn there.".formatted(id, name, why));
      return null;
    }
  }

  @Override
  public long arrivals() {
    return 0;
  }

  @Override
  public boolean hasComeSince(TileId id, long arrivals) {
    return false;
  }

  @Override
  public boolean isBusy() {
    return false;
  }

  @Override
  public String newTrouble() {
    return troubles.next();
  }

  @Override
  public synchronized String words() {
    return "Ground: " + name + (bad.isEmpty() ? "" : ", " + bad.size() + " tiles damaged");
  }

  /// The thread `base-map` may still be reading.
  @Override
  public synchronized void close() {
    closed = true;
    archive.close();
  }
}

package io.belvedere.ingest.tiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tiles in one file, all of the same kind.
public interface TileArchive extends AutoCloseable {
  /// The most that a tile may take when it is unpacked, bytes; what is larger is none.
  int LARGEST = 16 << 20;

  /// What is in the tiles.
  enum Content {
    PNG,
    JPEG,
    WEBP,
    VECTOR,
    /// The archive does not say, or it is nothing that is known here.
    UNKNOWN;

    public boolean isPicture() {
      return this == PNG || this == JPEG || this == WEBP;
    }
  }

  /// What the archive says of itself.
  ///
  /// @param attribution plain text; empty if it has none
  record Label(Content content, int coarsest, int finest, String attribution) {}

  /// Is told of what cannot be read.
  @FunctionalInterface
  interface Trouble {
    /// @param tile for the report: `tile 14/8529/5974`
    /// @param what a phrase that goes on from it
    void of(String tile, String what);
  }

  /// Takes tiles one after the other.
  @FunctionalInterface
  interface Sink {
    void tile(TileId id, byte[] bytes) throws IOException;
  }

  Label label();

  /// The tile as it is, unpacked; nothing if there is none.
  ///
  /// @throws IOException with a phrase that goes on from the tile, if it cannot be read
  Optional<byte[]> tile(TileId id) throws IOException;

  /// Hands over all tiles of a zoom. Those that cannot be read are told and left out.
  ///
  /// @throws IOException with one sentence for the operator, if the archive cannot be gone through
  void forEach(int zoom, Sink sink, Trouble trouble) throws IOException;

  @Override
  void close();

  /// Whether a file begins as an archive does.
  ///
  /// @param start its first bytes as ISO 8859-1
  static boolean isArchive(String start) {
    return start.startsWith(MbTiles.MAGIC) || start.startsWith(PmTiles.MAGIC);
  }

  /// @throws IOException with one sentence for the operator, if it is no archive that can be read
  static TileArchive open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(16), StandardCharsets.ISO_8859_1);
    }
    if (start.startsWith(MbTiles.MAGIC)) {
      return MbTiles.open(file);
    }
    if (start.startsWith(PmTiles.MAGIC)) {
      return PmTiles.open(file);
    }
    throw new IOException(file + " is neither an MBTiles nor a PMTiles archive.");
  }
}

package io.belvedere.ingest.tiles;

import io.tileverse.pmtiles.PMTilesHeader;
import io.tileverse.pmtiles.PMTilesReader;
import io.tileverse.tiling.pyramid.TileIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// A PMTiles archive (version 3, https://github.com/protomaps/PMTiles). The library that reads it
/// meets a damaged one with whatever exception comes to hand; here they all become one sentence.
final class PmTiles implements TileArchive {
  static final String MAGIC = "PMTiles";

  private final Path file;
  private final PMTilesReader reader;
  private final Label label;

  private PmTiles(Path file, PMTilesReader reader, Label label) {
    this.file = file;
    this.reader = reader;
    this.label = label;
  }

  static PmTiles open(Path file) throws IOException {
    PMTilesReader reader = null;
    try {
      reader = new PMTilesReader(file);
      return new PmTiles(file, reader, label(reader));
    } catch (IOException | RuntimeException e) {
      if (reader != null) {
        reader.close();
      }
      throw unreadable(file, e);
    }
  }

  private static IOException unreadable(Path file, Exception e) {
    Throwable cause =
        e instanceof UncheckedIOException ? Objects.requireNonNullElse(e.getCause(), e) : e;
    String message = cause.getMessage();
    String why =
        isJson(e)
            ? "its metadata is no JSON"
            : message == null
                ? "it breaks off or is damaged"
                : message.strip().replaceFirst("\\.$", "");
    return new IOException("%s cannot be read as PMTiles: %s.".formatted(file, why), e);
  }

  private static boolean isJson(Exception e) {
    for (Throwable one = e; one != null; one = one.getCause()) {
      if (one instanceof JacksonException) {
        return true;
      }
    }
    return false;
  }

  private static Label label(PMTilesReader reader) {
    PMTilesHeader header = reader.getHeader();
    Content content =
        switch (header.tileType()) {
          case PMTilesHeader.TILETYPE_MVT -> Content.VECTOR;
          case PMTilesHeader.TILETYPE_PNG -> Content.PNG;
          case PMTilesHeader.TILETYPE_JPEG -> Content.JPEG;
          case PMTilesHeader.TILETYPE_WEBP -> Content.WEBP;
          default -> Content.UNKNOWN;
        };
    String attribution = reader.getMetadata().attribution();
    return new Label(
        content,
        header.minZoom(),
        Math.min(header.maxZoom(), TileId.FINEST),
        attribution == null ? "" : Packed.plainText(attribution));
  }

  @Override
  public Label label() {
    return label;
  }

  @Override
  public Optional<byte[]> tile(TileId id) throws IOException {
    try {
      Optional<ByteBuffer> found = reader.getTile(TileIndex.xyz(id.column(), id.row(), id.zoom()));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = new byte[found.get().remaining()];
      found.get().get(bytes);
      return Optional.of(Packed.unpacked(bytes));
    } catch (NoClassDefFoundError e) {
      // What unpacks Brotli is not among the library's dependencies.
      throw new IOException("is packed in a way that is not read", e);
    } catch (RuntimeException e) {
      throw new IOException("is damaged: it cannot be read", e);
    }
  }

  @Override
  public void forEach(int zoom, Sink sink, Trouble trouble) throws IOException {
    try (var all = reader.getTileIndicesByZoomLevel(zoom)) {
      for (Iterator<TileIndex> each = all.iterator(); each.hasNext(); ) {
        TileIndex index = each.next();
        hand(new TileId(zoom, (int) index.x(), (int) index.y()), sink, trouble);
      }
    } catch (UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw unreadable(file, e);
    }
  }

  private void hand(TileId id, Sink sink, Trouble trouble) throws IOException {
    Optional<byte[]> bytes;
    try {
      bytes = tile(id);
    } catch (IOException e) {
      String why = e.getMessage();
      trouble.of("tile " + id, why != null && why.startsWith("is ") ? why : "cannot be read");
      return;
    }
    if (bytes.isPresent()) {
      sink.tile(id, bytes.get());
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}

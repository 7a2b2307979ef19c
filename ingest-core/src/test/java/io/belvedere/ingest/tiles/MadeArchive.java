package io.belvedere.ingest.tiles;

import io.tileverse.pmtiles.PMTilesHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// Writes archives of a few tiles.
public final class MadeArchive {
  private final Map<TileId, byte[]> tiles = new LinkedHashMap<>();
  private String attribution = "© OpenStreetMap contributors";
  private String metadata = "";
  private byte compression = PMTilesHeader.COMPRESSION_GZIP;

  public MadeArchive with(TileId id, byte[] tile) {
    tiles.put(id, tile);
    return this;
  }

  public MadeArchive by(String whose) {
    attribution = whose;
    return this;
  }

  /// Of a PMTiles archive, in place of what is right.
  MadeArchive metadata(String json) {
    metadata = json;
    return this;
  }

  /// Of the tiles of a PMTiles archive, which stay as they are.
  MadeArchive compression(int other) {
    compression = (byte) other;
    return this;
  }

  public static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  /// @param format as the metadata has it; empty for no metadata at all
  public Path mbtiles(Path file, String format) throws SQLException {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = database.createStatement()) {
      if (!format.isEmpty()) {
        statement.execute("create table metadata (name text, value text)");
        statement.execute(
            "insert into metadata values ('format', '%s'), ('attribution', '%s')"
                .formatted(format, attribution));
      }
      statement.execute(
          "create table tiles"
              + " (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)");
      try (var row = database.prepareStatement("insert into tiles values (?, ?, ?, ?)")) {
        for (var tile : tiles.entrySet()) {
          row.setInt(1, tile.getKey().zoom());
          row.setInt(2, tile.getKey().column());
          row.setInt(3, tile.getKey().rowFromSouth());
          row.setBytes(4, tile.getValue());
          row.executeUpdate();
        }
      }
    }
    return file;
  }

  /// As section 4 of the specification has it: header, root directory, metadata, tiles.
  public Path pmtiles(Path file, int tileType) throws IOException {
    Map<Long, byte[]> numbered = new TreeMap<>();
    tiles.forEach((id, tile) -> numbered.put(number(id), tile));
    var directory = new ByteArrayOutputStream();
    varint(directory, numbered.size());
    long before = 0;
    for (long number : numbered.keySet()) {
      varint(directory, number - before);
      before = number;
    }
    numbered.forEach((number, tile) -> varint(directory, 1));
    numbered.forEach((number, tile) -> varint(directory, tile.length));
    for (int i = 0; i < numbered.size(); i++) {
      varint(directory, i == 0 ? 1 : 0);
    }
    var data = new ByteArrayOutputStream();
    numbered.values().forEach(data::writeBytes);
    byte[] root = gzip(directory.toByteArray());
    String json = metadata.isEmpty() ? "{\"attribution\":\"%s\"}".formatted(attribution) : metadata;
    byte[] packed = gzip(json.getBytes(StandardCharsets.UTF_8));
    int finest = tiles.keySet().stream().mapToInt(TileId::zoom).max().orElse(0);
    int coarsest = tiles.keySet().stream().mapToInt(TileId::zoom).min().orElse(0);
    byte[] header =
        PMTilesHeader.builder()
            .rootDirOffset(127)
            .rootDirBytes(root.length)
            .jsonMetadataOffset(127 + root.length)
            .jsonMetadataBytes(packed.length)
            .leafDirsOffset(127 + root.length + packed.length)
            .tileDataOffset(127 + root.length + packed.length)
            .tileDataBytes(data.size())
            .addressedTilesCount(tiles.size())
            .tileEntriesCount(tiles.size())
            .tileContentsCount(tiles.size())
            .clustered(true)
            .internalCompression(PMTilesHeader.COMPRESSION_GZIP)
            .tileCompression(compression)
            .tileType((byte) tileType)
            .minZoom((byte) coarsest)
            .maxZoom((byte) finest)
            .minLonE7(-1_800_000_000)
            .minLatE7(-850_000_000)
            .maxLonE7(1_800_000_000)
            .maxLatE7(850_000_000)
            .build()
            .serialize();
    var all = new ByteArrayOutputStream();
    all.writeBytes(header);
    all.writeBytes(root);
    all.writeBytes(packed);
    all.writeBytes(data.toByteArray());
    Files.write(file, all.toByteArray());
    return file;
  }

  /// Along the Hilbert curve of its zoom, after all coarser ones.
  private static long number(TileId id) {
    long number = 0;
    for (int zoom = 0; zoom < id.zoom(); zoom++) {
      number += 1L << (2 * zoom);
    }
    long x = id.column();
    long y = id.row();
    for (long s = id.side() / 2; s > 0; s /= 2) {
      long rx = (x & s) > 0 ? 1 : 0;
      long ry = (y & s) > 0 ? 1 : 0;
      number += s * s * ((3 * rx) ^ ry);
      if (ry == 0) {
        if (rx == 1) {
          x = s - 1 - (x & (s - 1));
          y = s - 1 - (y & (s - 1));
        }
        long swap = x;
        x = y;
        y = swap;
      }
      x &= s - 1;
      y &= s - 1;
    }
    return number;
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) ((rest & 127) | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}

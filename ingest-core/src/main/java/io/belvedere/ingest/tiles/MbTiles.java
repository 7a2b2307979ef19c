package io.belvedere.ingest.tiles;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/// An SQLite file of tiles (MBTiles 1.3, https://github.com/mapbox/mbtiles-spec). Its rows are
/// counted from the south.
final class MbTiles implements TileArchive {
  static final String MAGIC = "SQLite format 3";

  private final Path file;
  private final Connection database;
  private final Label label;

  private MbTiles(Path file, Connection database, Label label) {
    this.file = file;
    this.database = database;
    this.label = label;
  }

  static MbTiles open(Path file) throws IOException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    Connection database;
    try {
      database = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
    try {
      return new MbTiles(file, database, label(database));
    } catch (SQLException e) {
      closeQuietly(database);
      throw unreadable(file, e);
    }
  }

  private static IOException unreadable(Path file, SQLException e) {
    String message = String.valueOf(e.getMessage());
    String why =
        message.contains("no such table") || message.contains("no such column")
            ? "it has no table of tiles"
            : "SQLite says: " + message.strip();
    return new IOException("%s cannot be read as MBTiles: %s.".formatted(file, why), e);
  }

  private static Label label(Connection database) throws SQLException {
    Map<String, String> metadata = metadata(database);
    int coarsest;
    int finest;
    try (var statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("select min(zoom_level), max(zoom_level) from tiles")) {
      // There is always one; who wrote the metadata may have meant other tiles.
      row.next();
      coarsest = row.getInt(1);
      finest = Math.min(row.getInt(2), TileId.FINEST);
    }
    Content content =
        switch (metadata.getOrDefault("format", "").toLowerCase(Locale.ROOT)) {
          case "png" -> Content.PNG;
          case "jpg", "jpeg" -> Content.JPEG;
          case "webp" -> Content.WEBP;
          case "pbf", "mvt" -> Content.VECTOR;
          default -> Content.UNKNOWN;
        };
    return new Label(
        content, coarsest, finest, Packed.plainText(metadata.getOrDefault("attribution", "")));
  }

  /// Empty where there is none: the tiles are what counts.
  private static Map<String, String> metadata(Connection database) throws SQLException {
    Map<String, String> metadata = new HashMap<>();
    try (var tables =
            database.prepareStatement("select 1 from sqlite_master where name = 'metadata'");
        ResultSet found = tables.executeQuery()) {
      if (!found.next()) {
        return metadata;
      }
    }
    try (var statement = database.createStatement();
        ResultSet row = statement.executeQuery("select name, value from metadata")) {
      while (row.next()) {
        metadata.put(String.valueOf(row.getString(1)), String.valueOf(row.getString(2)));
      }
    }
    return metadata;
  }

  @Override
  public Label label() {
    return label;
  }

  @Override
  public Optional<byte[]> tile(TileId id) throws IOException {
    try (PreparedStatement query =
        database.prepareStatement(
            "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?")) {
      query.setInt(1, id.zoom());
      query.setInt(2, id.column());
      query.setInt(3, id.rowFromSouth());
      try (ResultSet row = query.executeQuery()) {
        byte[] bytes = row.next() ? row.getBytes(1) : null;
        return bytes == null ? Optional.empty() : Optional.of(Packed.unpacked(bytes));
      }
    } catch (SQLException e) {
      throw new IOException("cannot be read: " + String.valueOf(e.getMessage()).strip(), e);
    }
  }

  @Override
  public void forEach(int zoom, Sink sink, Trouble trouble) throws IOException {
    try (PreparedStatement query =
        database.prepareStatement(
            "select tile_column, tile_row, tile_data from tiles where zoom_level = ?"
                + " order by tile_column, tile_row desc")) {
      query.setInt(1, zoom);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long column = row.getLong(1);
          long fromSouth = row.getLong(2);
          String name = "tile %d/%d/%d".formatted(zoom, column, (1L << zoom) - 1 - fromSouth);
          if (column < 0 || fromSouth < 0 || column >= 1L << zoom || fromSouth >= 1L << zoom) {
            trouble.of(name, "is nowhere on earth");
            continue;
          }
          var id = new TileId(zoom, (int) column, (1 << zoom) - 1 - (int) fromSouth);
          byte[] bytes = row.getBytes(3);
          if (bytes == null) {
            trouble.of(name, "is empty");
            continue;
          }
          hand(id, bytes, sink, trouble);
        }
      }
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  private static void hand(TileId id, byte[] bytes, Sink sink, Trouble trouble) throws IOException {
    byte[] plain;
    try {
      plain = Packed.unpacked(bytes);
    } catch (IOException e) {
      trouble.of("tile " + id, String.valueOf(e.getMessage()));
      return;
    }
    sink.tile(id, plain);
  }

  @Override
  public void close() {
    closeQuietly(database);
  }

  private static void closeQuietly(Connection database) {
    try {
      database.close();
    } catch (SQLException e) {
      // It was only read.
    }
  }
}

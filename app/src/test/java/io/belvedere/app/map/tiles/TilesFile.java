package io.belvedere.app.map.tiles;

import io.belvedere.ingest.tiles.TileId;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Writes MBTiles.
public final class TilesFile {
  private TilesFile() {}

  /// @param whose may be HTML
  public static void create(Path file, String format, String whose) throws SQLException {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = database.createStatement()) {
      statement.execute("create table metadata (name text, value text)");
      statement.execute(
          "create table tiles"
              + " (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)");
      statement.execute(
          "insert into metadata values ('format', '%s'), ('attribution', '%s')"
              .formatted(format, whose));
    }
  }

  public static void insert(Path file, TileId id, byte[] tile) throws SQLException {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var row = database.prepareStatement("insert into tiles values (?, ?, ?, ?)")) {
      row.setInt(1, id.zoom());
      row.setInt(2, id.column());
      row.setInt(3, id.rowFromSouth());
      row.setBytes(4, tile);
      row.executeUpdate();
    }
  }
}

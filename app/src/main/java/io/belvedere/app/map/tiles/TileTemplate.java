package io.belvedere.app.map.tiles;

import io.belvedere.ingest.tiles.TileId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// Where a server has its tiles: `https://tiles.city.example/{z}/{x}/{y}.png`. `{-y}` counts rows
/// from the south, `{s}` is one of the letters a to c.
///
/// Its text may hold a key. It is never written out; messages name the host.
final class TileTemplate {
  private final String text;
  private final String host;

  private TileTemplate(String text, String host) {
    this.text = text;
    this.host = host;
  }

  static boolean isOne(String source) {
    String small = source.toLowerCase(Locale.ROOT);
    return small.startsWith("http://") || small.startsWith("https://");
  }

  /// @throws IllegalArgumentException with one sentence for the operator
  static TileTemplate parse(String text) {
    List<String> needed = List.of("{z}", "{x}", text.contains("{-y}") ? "{-y}" : "{y}");
    for (String one : needed) {
      if (!text.contains(one)) {
        throw new IllegalArgumentException(
            "The address of the tiles has no %s: write https://HOST/{z}/{x}/{y}.png."
                .formatted(one));
      }
    }
    try {
      String host = new URI(filled(text, new TileId(0, 0, 0))).getHost();
      if (host != null) {
        return new TileTemplate(text, host);
      }
    } catch (URISyntaxException e) {
      // Its message holds the address, and that may hold a key.
    }
    throw new IllegalArgumentException(
        "The address of the tiles is none: write https://HOST/{z}/{x}/{y}.png.");
  }

  private static String filled(String text, TileId id) {
    return text.replace("{z}", String.valueOf(id.zoom()))
        .replace("{x}", String.valueOf(id.column()))
        .replace("{y}", String.valueOf(id.row()))
        .replace("{-y}", String.valueOf(id.rowFromSouth()))
        .replace("{s}", String.valueOf("abc".charAt((id.column() + id.row()) % 3)));
  }

  URI uri(TileId id) {
    return URI.create(filled(text, id));
  }

  String host() {
    return host;
  }

  /// What tells this server's tiles from another's.
  String text() {
    return text;
  }

  @Override
  public String toString() {
    return "tiles of " + host;
  }
}

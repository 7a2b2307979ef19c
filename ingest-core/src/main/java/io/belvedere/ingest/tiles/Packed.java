package io.belvedere.ingest.tiles;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// What tiles look like from outside.
final class Packed {
  private Packed() {}

  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
  }

  /// Unpacks what is packed, and lets the rest be.
  ///
  /// @throws IOException with a phrase that goes on from the tile
  static byte[] unpacked(byte[] bytes) throws IOException {
    byte[] plain = isGzip(bytes) ? gunzip(bytes) : bytes;
    if (plain.length > TileArchive.LARGEST) {
      throw new IOException("is larger than %d MB".formatted(TileArchive.LARGEST >> 20));
    }
    return plain;
  }

  private static byte[] gunzip(byte[] bytes) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readNBytes(TileArchive.LARGEST + 1);
    } catch (ZipException | EOFException e) {
      throw new IOException("is damaged: it cannot be unpacked", e);
    }
  }

  /// Attributions are often written as HTML.
  static String plainText(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&copy;", "©")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }
}

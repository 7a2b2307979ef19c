package io.belvedere.app.map.tiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A tile as it came from a server.
///
/// @param etag by which the server knows it again; empty if it gave none
/// @param expires when it is to be asked for anew, microseconds UTC
@SuppressWarnings("ArrayRecordComponent") // bytes on purpose; never compared
record CachedTile(byte[] bytes, String etag, long expires) {
  /// `BVT1`
  private static final int MAGIC = 0x42565431;

  CachedTile until(long other) {
    return new CachedTile(bytes, etag, other);
  }

  /// Magic, expiry, etag, length, CRC32C of the bytes, the bytes.
  byte[] toFile() {
    var file = new ByteArrayOutputStream(bytes.length + etag.length() + 32);
    try (var out = new DataOutputStream(file)) {
      out.writeInt(MAGIC);
      out.writeLong(expires);
      out.writeUTF(etag);
      out.writeInt(bytes.length);
      out.writeInt(sum(bytes));
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError("Memory can be written to.", e);
    }
    return file.toByteArray();
  }

  /// Nothing if it is damaged.
  static Optional<CachedTile> ofFile(byte[] file) {
    try (var in = new DataInputStream(new ByteArrayInputStream(file))) {
      if (in.readInt() != MAGIC) {
        return Optional.empty();
      }
      long expires = in.readLong();
      String etag = in.readUTF();
      int length = in.readInt();
      int sum = in.readInt();
      byte[] bytes = in.readAllBytes();
      return bytes.length == length && sum(bytes) == sum
          ? Optional.of(new CachedTile(bytes, etag, expires))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int sum(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}

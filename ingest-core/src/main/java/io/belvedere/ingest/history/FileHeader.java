package io.belvedere.ingest.history;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The header of a [FrameFile]: what it is, in which version, and of which kind.
final class FileHeader {
  static final int BYTES = 16;

  /// Grows when older readers can no longer read what is written; the header stays as it is.
  static final int VERSION = 3;

  /// `0x89 B e l v CR LF 0x1A`: no text, and different when something has changed the line ends.
  private static final long MAGIC = 0x1A0A_0D76_6C65_4289L;

  private static final int MOST_KIND = 0xFFFF;

  private FileHeader() {}

  /// What a file is that begins with certain bytes.
  sealed interface Finding {}

  record Good() implements Finding {}

  /// It was being begun when the machine went down.
  record Begun() implements Finding {}

  /// Its first bytes are not what was written, or somebody else wrote them.
  ///
  /// @param why as in [Refused]
  record Damaged(String why) implements Finding {}

  /// @param why goes on from the name of the file to the end of the sentence
  record Refused(String why) implements Finding {}

  /// @param fileKind 0 to 65,535
  static ByteBuffer of(int fileKind) {
    if (fileKind < 0 || fileKind > MOST_KIND) {
      throw new IllegalArgumentException("The kind of a file is not " + fileKind + ".");
    }
    ByteBuffer header = FrameReader.littleEndian(BYTES);
    header.putLong(MAGIC).putShort((short) VERSION).putShort((short) fileKind);
    return header.putInt(checksum(header)).flip();
  }

  /// @param found the first bytes of a file, little-endian; fewer than [#BYTES] if it has no more
  static Finding check(ByteBuffer found, int fileKind) {
    ByteBuffer expected = of(fileKind);
    if (found.equals(expected)) {
      return new Good();
    }
    if (found.equals(expected.slice(0, found.limit()))) {
      return new Begun();
    }
    if (found.limit() < BYTES || found.getLong(0) != MAGIC) {
      return new Damaged("is no file of the history: it begins with other bytes.");
    }
    if (found.getInt(12) != checksum(found)) {
      return new Damaged("is damaged within its first %d bytes.".formatted(BYTES));
    }
    int version = Short.toUnsignedInt(found.getShort(8));
    if (version != VERSION) {
      return new Refused(
          "has format %d at byte 8, and this Belvedere reads only format %d."
              .formatted(version, VERSION));
    }
    int kind = Short.toUnsignedInt(found.getShort(10));
    return new Refused("is of kind %d at byte 10, not of kind %d.".formatted(kind, fileKind));
  }

  private static int checksum(ByteBuffer header) {
    var crc = new CRC32C();
    crc.update(header.slice(0, BYTES - Integer.BYTES));
    return (int) crc.getValue();
  }
}

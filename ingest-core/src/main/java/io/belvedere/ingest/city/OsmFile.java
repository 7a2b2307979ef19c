package io.belvedere.ingest.city;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import crosby.binary.Fileformat.Blob;
import crosby.binary.Fileformat.BlobHeader;
import crosby.binary.Osmformat.HeaderBlock;
import crosby.binary.Osmformat.PrimitiveBlock;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.InflaterInputStream;

/// Reads an OpenStreetMap PBF file (https://wiki.openstreetmap.org/wiki/PBF_Format).
///
/// The frames are cut here and not by the library's stream, because that one takes a file which
/// breaks off in the middle for one that has ended, and prints to the console when a block is bad.
final class OsmFile {
  /// The limits of the format, bytes; more than that is no OpenStreetMap file.
  private static final int MAX_HEADER = 64 << 10;

  private static final int MAX_BLOB = 32 << 20;

  private OsmFile() {}

  /// @throws IOException with one sentence for the operator, if the file cannot be read to its end
  static OsmExtract read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /// @param name what the file is called in messages
  static OsmExtract read(InputStream stream, String name) throws IOException {
    var blocks = new OsmBlocks();
    var in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
    long at = 0;
    try {
      for (int next = in.read(); next >= 0 || at == 0; next = in.read()) {
        int headerBytes =
            within(next << 24 | in.readUnsignedShort() << 8 | in.readUnsignedByte(), MAX_HEADER);
        var header = BlobHeader.parseFrom(exactly(in, headerBytes));
        int blobBytes = within(header.getDatasize(), MAX_BLOB);
        var blob = Blob.parseFrom(exactly(in, blobBytes));
        switch (header.getType()) {
          case "OSMHeader" -> blocks.header(HeaderBlock.parseFrom(content(blob)));
          case "OSMData" -> blocks.data(PrimitiveBlock.parseFrom(content(blob)));
          default -> {
            // The format allows blocks of other kinds, to be passed over.
          }
        }
        at += Integer.BYTES + headerBytes + blobBytes;
      }
    } catch (EOFException e) {
      throw new IOException(
          name + " breaks off after " + at + " bytes of whole blocks: copy it again.", e);
    } catch (OsmNotUnderstoodException e) {
      throw new IOException(name + " cannot be read: it uses " + e.getMessage() + ".", e);
    } catch (InvalidProtocolBufferException | DataFormatException | RuntimeException e) {
      throw new IOException(
          name + " is not an OpenStreetMap PBF file, or damaged at byte " + at + ".", e);
    }
    return blocks.extract();
  }

  private static byte[] exactly(DataInputStream in, int bytes) throws IOException {
    byte[] read = new byte[bytes];
    in.readFully(read);
    return read;
  }

  private static int within(int bytes, int most) throws DataFormatException {
    if (bytes < 0 || bytes > most) {
      throw new DataFormatException("A length of " + bytes + " bytes, where " + most + " is most.");
    }
    return bytes;
  }

  private static ByteString content(Blob blob)
      throws DataFormatException, OsmNotUnderstoodException {
    return switch (blob.getDataCase()) {
      case RAW -> blob.getRaw();
      case ZLIB_DATA -> inflated(blob.getZlibData());
      case LZMA_DATA, OBSOLETE_BZIP2_DATA, LZ4_DATA, ZSTD_DATA ->
          throw new OsmNotUnderstoodException("compression other than zlib");
      case DATA_NOT_SET -> throw new DataFormatException("A block without content.");
    };
  }

  private static ByteString inflated(ByteString deflated) throws DataFormatException {
    try (var in = new InflaterInputStream(deflated.newInput())) {
      byte[] content = in.readNBytes(MAX_BLOB + 1);
      within(content.length, MAX_BLOB);
      return UnsafeByteOperations.unsafeWrap(content);
    } catch (IOException e) {
      var damaged = new DataFormatException("A block cannot be inflated.");
      damaged.initCause(e);
      throw damaged;
    }
  }
}

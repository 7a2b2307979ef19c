package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Finds the whole frames of a [FrameFile], from either side. No length is believed before the
/// other end of the frame says the same, so damage costs no memory; beyond one window, a reader
/// takes what the largest frame takes.
final class FrameReader {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer edge = littleEndian(FrameFile.HEAD);
  private ByteBuffer window = NONE;
  private ByteBuffer payload = NONE;
  private int kind;
  private int length;
  private long start;

  /// @param size where the file ends for this reader
  FrameReader(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  /// Loads the frame that begins at a position.
  ///
  /// @return whether there is one and it is whole
  /// @throws IOException if the disk does not answer, which says nothing about the frame
  boolean load(long position) throws IOException {
    return load(position, FrameFile.MOST);
  }

  /// Does that with the first bytes of the payload, at most; if those are not all, they may be
  /// damaged.
  boolean load(long position, int most) throws IOException {
    if (position < FrameFile.HEADER || size - position < FrameFile.AROUND) {
      return false;
    }
    read(position, edge.clear());
    int found = edge.getInt(4);
    if (edge.getInt(0) != FrameFile.BEGINS || !fits(found, size - position)) {
      return false;
    }
    int kindWord = edge.getInt(8);
    int checksum = edge.getInt(12);
    read(position + FrameFile.HEAD + found, edge.clear().limit(FrameFile.TAIL));
    if (edge.getInt(0) != found || edge.getInt(4) != FrameFile.ENDS) {
      return false;
    }
    int loaded = Math.min(found, most);
    makeRoom(loaded);
    read(position + FrameFile.HEAD, payload.clear().limit(loaded));
    start = position;
    kind = kindWord & 0xFF;
    length = found;
    payload.rewind();
    return loaded < found || checksum == FrameFile.checksum(position, kindWord, payload);
  }

  /// Loads the frame that ends right before a position, as [#load] does.
  boolean loadBefore(long position) throws IOException {
    if (position - FrameFile.HEADER < FrameFile.AROUND) {
      return false;
    }
    read(position - FrameFile.TAIL, edge.clear().limit(FrameFile.TAIL));
    int length = edge.getInt(0);
    return edge.getInt(4) == FrameFile.ENDS
        && fits(length, position - FrameFile.HEADER)
        && load(position - FrameFile.AROUND - length)
        && end() == position;
  }

  /// Where the first whole frame from a position on begins, or the end of the file.
  long firstFrom(long position) throws IOException {
    long at = position;
    while (size - at >= FrameFile.AROUND) {
      int count = (int) Math.min(Strokes.MOST, size - at);
      look(at, count);
      for (int i = 0; i <= count - Integer.BYTES; i++) {
        if (window.getInt(i) == FrameFile.BEGINS && load(at + i)) {
          return at + i;
        }
      }
      at += count - Integer.BYTES + 1;
    }
    return size;
  }

  /// Where the last whole frame up to a position ends, or the end of the file's header.
  long lastUntil(long position) throws IOException {
    long at = position;
    while (at - FrameFile.HEADER >= FrameFile.AROUND) {
      int count = (int) Math.min(Strokes.MOST, at - FrameFile.HEADER);
      look(at - count, count);
      for (int i = count; i >= Integer.BYTES; i--) {
        if (window.getInt(i - Integer.BYTES) == FrameFile.ENDS && loadBefore(at - count + i)) {
          return at - count + i;
        }
      }
      at -= count - Integer.BYTES + 1;
    }
    return FrameFile.HEADER;
  }

  /// Where the loaded frame begins.
  long start() {
    return start;
  }

  /// Where the loaded frame ends.
  long end() {
    return start + FrameFile.AROUND + length;
  }

  int kind() {
    return kind;
  }

  /// Good until the next frame is loaded.
  ByteBuffer payload() {
    return payload.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean fits(int length, long room) {
    return length >= 0 && length <= FrameFile.MOST && length <= room - FrameFile.AROUND;
  }

  /// Lets go of the old room first, and takes little more than is asked for.
  private void makeRoom(int length) {
    if (length > payload.capacity()) {
      payload = NONE;
      payload = littleEndian(Math.ceilDiv(length, Strokes.MOST) * Strokes.MOST);
    }
  }

  private void look(long at, int count) throws IOException {
    if (window.capacity() == 0) {
      window = littleEndian(Strokes.MOST);
    }
    read(at, window.clear().limit(count));
  }

  private void read(long at, ByteBuffer to) throws IOException {
    try {
      Strokes.read(channel, at, to);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be read at byte %d: %s.".formatted(file, at, Causes.words(e)), e);
    }
  }
}

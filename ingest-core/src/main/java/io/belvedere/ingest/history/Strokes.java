package io.belvedere.ingest.history;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Moves whole buffers from and to a file, in strokes of at most [#MOST] bytes: a channel copies
/// what it is given through native memory of the same size, which its thread keeps for good.
final class Strokes {
  /// Bytes in one go.
  static final int MOST = 1 << 16;

  private Strokes() {}

  /// Fills a buffer from its position to its limit.
  ///
  /// @throws EOFException if the file ends before
  static void read(FileChannel from, long position, ByteBuffer to) throws IOException {
    int limit = to.limit();
    long at = position;
    while (to.position() < limit) {
      to.limit(Math.min(limit, to.position() + MOST));
      int count = from.read(to, at);
      if (count < 0) {
        throw new EOFException("it ends before byte " + at);
      }
      at += count;
      to.limit(limit);
    }
  }

  /// Writes a buffer from its position to its limit and leaves both as they are.
  static void write(FileChannel to, long position, ByteBuffer from) throws IOException {
    ByteBuffer rest = from.duplicate();
    int limit = from.limit();
    long at = position;
    while (rest.position() < limit) {
      rest.limit(Math.min(limit, rest.position() + MOST));
      at += to.write(rest, at);
    }
  }
}

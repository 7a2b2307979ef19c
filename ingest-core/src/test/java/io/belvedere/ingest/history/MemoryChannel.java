package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/// A file in memory, on a disk that can be full, that can fail, and that moves as few bytes at a
/// time as it is told to.
final class MemoryChannel extends FileChannel {
  private byte[] bytes;
  private int size;

  /// Bytes that the disk has room for.
  long room = Long.MAX_VALUE;

  /// Bytes that one call moves, at most.
  int stroke = Integer.MAX_VALUE;

  /// The most that one call asked for.
  int longest;

  boolean truncates = true;
  boolean reads = true;
  int forced;

  MemoryChannel(byte... content) {
    bytes = content.clone();
    size = content.length;
  }

  byte[] content() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    if (!reads) {
      throw new IOException("Input/output error");
    }
    longest = Math.max(longest, to.remaining());
    if (position >= size) {
      return -1;
    }
    int count = Math.min(stroke, (int) Math.min(to.remaining(), size - position));
    to.put(bytes, (int) position, count);
    return count;
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    longest = Math.max(longest, from.remaining());
    int count = Math.min(stroke, (int) Math.min(from.remaining(), room - position));
    if (count <= 0) {
      throw new IOException("No space left on device");
    }
    int end = (int) position + count;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    from.get(bytes, (int) position, count);
    size = Math.max(size, end);
    return count;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    if (!truncates) {
      throw new IOException("Operation not permitted");
    }
    this.size = (int) Math.min(this.size, size);
    return this;
  }

  @Override
  public void force(boolean metaData) {
    forced++;
  }

  @Override
  protected void implCloseChannel() {}

  @Override
  public int read(ByteBuffer to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}

package io.belvedere.ingest.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Whole numbers in as few bytes as they need, in streams: seven bits a byte, the lowest first.
final class Varints {
  private Varints() {}

  /// @throws java.nio.BufferUnderflowException if the number does not end
  static long get(ByteBuffer from) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  static long getSigned(ByteBuffer from) {
    return Bits.unzigzag(get(from));
  }

  /// Bytes that are written one number after another.
  static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out put(long number) {
      long rest = number;
      while ((rest & ~0x7FL) != 0) {
        bytes.write((int) (rest | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
      return this;
    }

    Out putSigned(long number) {
      return put(Bits.zigzag(number));
    }

    Out putLong(long number) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes.write((int) (number >>> shift));
      }
      return this;
    }

    Out putBytes(byte[] from, int length) {
      bytes.write(from, 0, length);
      return this;
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }

    ByteBuffer toBuffer() {
      return ByteBuffer.wrap(toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}

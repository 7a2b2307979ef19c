package io.belvedere.ingest.history;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Small numbers in memory: of as few whole bytes as hold them, and in columns of equal width
/// packed bit by bit, the lowest bit first. Nothing here allocates.
///
/// Reading takes eight bytes at a time, so [#PADDING] readable bytes must follow the last number.
final class Bits {
  /// Bytes that must be readable behind a packed column.
  static final int PADDING = 8;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Bits() {}

  /// How many bits hold every number from 0 to `greatest`, taken as unsigned.
  static int width(long greatest) {
    return Long.SIZE - Long.numberOfLeadingZeros(greatest);
  }

  /// How many bytes a packed column takes.
  static long packedBytes(int count, int width) {
    return ((long) count * width + 7) >>> 3;
  }

  /// Puts one number of a column into place; the column must be zero before.
  ///
  /// @param column where the column begins
  /// @param width 0 to 64
  static void pack(MemorySegment to, long column, int width, int index, long number) {
    if (width == 0) {
      return;
    }
    long bit = (long) index * width;
    long at = column + (bit >>> 3);
    int shift = (int) (bit & 7);
    to.set(WORD, at, to.get(WORD, at) | (number << shift));
    if (shift + width > Long.SIZE) {
      byte rest = (byte) (number >>> (Long.SIZE - shift));
      long last = at + Long.BYTES;
      to.set(ValueLayout.JAVA_BYTE, last, (byte) (to.get(ValueLayout.JAVA_BYTE, last) | rest));
    }
  }

  /// Takes one number out of a column.
  static long unpack(MemorySegment from, long column, int width, int index) {
    long bit = (long) index * width;
    long at = column + (bit >>> 3);
    int shift = (int) (bit & 7);
    long number = from.get(WORD, at) >>> shift;
    if (shift + width > Long.SIZE) {
      number |= (long) from.get(ValueLayout.JAVA_BYTE, at + Long.BYTES) << (Long.SIZE - shift);
    }
    // In two steps, because a shift by 64 does nothing.
    return number & ~(-1L << (width >>> 1) << (width - (width >>> 1)));
  }

  /// Signed numbers near zero become small unsigned ones.
  static long zigzag(long signed) {
    return (signed << 1) ^ (signed >> 63);
  }

  static long unzigzag(long unsigned) {
    return (unsigned >>> 1) ^ -(unsigned & 1);
  }

  /// How many bytes hold a signed number, from the lowest on.
  static int signedBytes(long number) {
    return (Long.SIZE + Byte.SIZE - Long.numberOfLeadingZeros(number ^ (number >> 63))) / Byte.SIZE;
  }

  /// Writes the lowest `bytes` bytes of a number, the lowest first.
  static void putSigned(MemorySegment to, long at, long number, int bytes) {
    for (int i = 0; i < bytes; i++) {
      to.set(ValueLayout.JAVA_BYTE, at + i, (byte) (number >> (i * Byte.SIZE)));
    }
  }

  /// Reads what [#putSigned] wrote; eight bytes must be readable there.
  static long getSigned(MemorySegment from, long at, int bytes) {
    int above = Long.SIZE - bytes * Byte.SIZE;
    return from.get(WORD, at) << above >> above;
  }
}

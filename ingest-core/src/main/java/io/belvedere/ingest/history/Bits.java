package io.belvedere.ingest.history;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Small numbers in memory: bytes that carry seven bits each, and columns of equal width packed bit
/// by bit, the lowest bit first. Nothing here allocates.
///
/// Reading a packed column takes eight bytes at a time, so [#PADDING] readable bytes must follow
/// the last of them.
final class Bits {
  /// Bytes that must be readable behind a packed column.
  static final int PADDING = 8;

  private static final long TOP_BITS = 0x8080_8080_8080_8080L;

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
    if (width == 0) {
      return 0;
    }
    long bit = (long) index * width;
    long at = column + (bit >>> 3);
    int shift = (int) (bit & 7);
    long number = from.get(WORD, at) >>> shift;
    if (shift + width > Long.SIZE) {
      number |= (long) from.get(ValueLayout.JAVA_BYTE, at + Long.BYTES) << (Long.SIZE - shift);
    }
    return width == Long.SIZE ? number : number & ((1L << width) - 1);
  }

  /// Signed numbers near zero become small unsigned ones.
  static long zigzag(long signed) {
    return (signed << 1) ^ (signed >> 63);
  }

  static long unzigzag(long unsigned) {
    return (unsigned >>> 1) ^ -(unsigned & 1);
  }

  /// Writes an unsigned number, seven bits a byte, the lowest first.
  ///
  /// @return the position behind it
  static long putVarint(MemorySegment to, long at, long number) {
    long rest = number;
    long position = at;
    while ((rest & ~0x7FL) != 0) {
      to.set(ValueLayout.JAVA_BYTE, position++, (byte) (rest | 0x80));
      rest >>>= 7;
    }
    to.set(ValueLayout.JAVA_BYTE, position++, (byte) rest);
    return position;
  }

  /// How many bytes [#putVarint] takes.
  static int varintBytes(long number) {
    return Math.max(1, (width(number) + 6) / 7);
  }

  /// How many of the eight bytes of a word [#putVarint] took for the number that begins them; 0 if
  /// it goes on behind them.
  static int varintBytesIn(long word) {
    long ends = ~word & TOP_BITS;
    return ends == 0 ? 0 : Long.numberOfTrailingZeros(ends) / Byte.SIZE + 1;
  }

  /// The number that begins a word and ends in it.
  static long varintIn(long word) {
    long ends = ~word & TOP_BITS;
    // All up to the lowest byte that ends the number, in one step.
    return Long.compress(word & (ends ^ (ends - 1)), ~TOP_BITS);
  }

  /// Reads what [#putVarint] wrote; [#varintBytes] tells where it ends. Eight bytes must be
  /// readable there.
  static long getVarint(MemorySegment from, long at) {
    long word = from.get(WORD, at);
    if (varintBytesIn(word) > 0) {
      return varintIn(word);
    }
    long number = 0;
    int shift = 0;
    for (long position = at; ; position++) {
      byte next = from.get(ValueLayout.JAVA_BYTE, position);
      number |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
      shift += 7;
    }
  }
}

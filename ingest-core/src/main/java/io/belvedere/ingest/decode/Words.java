package io.belvedere.ingest.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes of text at a time, the first of them lowest.
final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /// What makes the highest bit of a byte from one that is more than 9.
  private static final long ABOVE_NINE = 0x7676767676767676L;

  /// Odd, with its bits well spread: 2^64 over the golden ratio.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Words() {}

  /// The eight bytes from `at` on; those behind the end are 0.
  static long at(byte[] b, int at) {
    return at + Long.BYTES <= b.length ? (long) LONGS.get(b, at) : atEnd(b, at);
  }

  private static long atEnd(byte[] b, int at) {
    int missing = at + Long.BYTES - b.length;
    if (missing < Long.BYTES && b.length >= Long.BYTES) {
      return (long) LONGS.get(b, b.length - Long.BYTES) >>> (missing * Byte.SIZE);
    }
    long word = 0;
    for (int i = b.length - 1; i >= at; i--) {
      word = (word << Byte.SIZE) | (b[i] & 0xFF);
    }
    return word;
  }

  /// Where plain ASCII text ends: the highest bit of the first byte that is a quote, a backslash, a
  /// control character or no ASCII is set, none below it, and some above it may be. 0 if there is
  /// no such byte.
  static long endOfPlain(long word) {
    long quote = word ^ '"' * ONES;
    long backslash = word ^ '\\' * ONES;
    return (((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash)
            | ((word - ' ' * ONES) & ~word)
            | word)
        & HIGH;
  }

  /// Of a word of which [#endOfPlain] told an end: how many bytes are before it.
  static int before(long endOfPlain) {
    return Long.numberOfTrailingZeros(endOfPlain) >>> 3;
  }

  /// The first so many bytes of a word, 0 to 7; the others are 0.
  static long first(long word, int bytes) {
    return word & ((1L << (bytes * Byte.SIZE)) - 1);
  }

  /// How many bytes of a word are digits, from the first on.
  static int digits(long word) {
    long others = word ^ '0' * ONES;
    // Whatever a byte behind the first that is no digit carries over does not count any more.
    long ends = ((others + ABOVE_NINE) | others) & HIGH;
    return Long.numberOfTrailingZeros(ends) >>> 3;
  }

  /// The number that the first digits of a word make: pairs of digits become numbers, then pairs of
  /// those.
  ///
  /// @param digits how many, 1 to 8
  static int number(long word, int digits) {
    long ones = (word ^ '0' * ONES) << (Long.SIZE - digits * Byte.SIZE);
    long tens = ((ones * 10) + (ones >>> 8)) & 0x00FF00FF00FF00FFL;
    long hundreds = ((tens * 100) + (tens >>> 16)) & 0x0000FFFF0000FFFFL;
    return (int) (hundreds * 10_000 + (hundreds >>> 32));
  }

  /// The running hash of words; start from 0, and end with the word that is not full or with 0.
  static long hash(long hash, long word) {
    long mixed = (hash ^ word) * SPREAD;
    return mixed ^ (mixed >>> 32);
  }

  /// The hash of the bytes from `from` to before `to`.
  static int hash(byte[] b, int from, int to) {
    long hash = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = hash(hash, at(b, at));
    }
    return (int) hash(hash, first(at(b, at), to - at));
  }
}

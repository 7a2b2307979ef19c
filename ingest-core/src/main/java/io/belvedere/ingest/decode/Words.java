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

  /// Odd, with its bits well spread: 2^64 over the golden ratio.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Words() {}

  /// The eight bytes from `at` on; those behind the end are 0.
  static long at(byte[] b, int at) {
    if (at + Long.BYTES <= b.length) {
      return (long) LONGS.get(b, at);
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

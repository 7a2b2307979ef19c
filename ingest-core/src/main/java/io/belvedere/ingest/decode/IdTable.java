package io.belvedere.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Dense numbers by the UTF-8 bytes of their ids, so that a known id costs neither a String nor a
/// call. Open addressing; it only ever holds ids that the dictionary holds too.
///
/// A row is half as long as a cache line and has all of an id that is not long, so that finding it
/// is one look at memory, however many there are.
final class IdTable {
  // Where in a row each part stands.

  /// The hash in the upper half, the number in the lower.
  private static final int HASH_AND_NUMBER = 0;

  private static final int FIRST = 1;
  private static final int SECOND = 2;

  /// In its last byte how long the id is.
  private static final int THIRD = 3;

  private static final int STRIDE = 4;

  /// Bytes; a longer id stands elsewhere.
  private static final int MOST_IN_ROW = 3 * Long.BYTES - 1;

  private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE;
  private static final long IS_LONG = 0xFFL << LENGTH_SHIFT;
  private static final long EMPTY = -1;

  private long[] rows = emptyRows(1 << 7);

  /// By number, those that do not fit a row.
  private byte[][] longIds = {};

  private int size;

  /// The number of the id in `b` from `from` to before `to`; [Batch#UNKNOWN] if it was never seen.
  ///
  /// @param hash as [Words#hash(byte[], int, int)] of its bytes
  int find(byte[] b, int from, int to, int hash) {
    return to - from <= MOST_IN_ROW
        ? findShort(word(b, from, to), word(b, from + Long.BYTES, to), third(b, from, to), hash)
        : findLong(b, from, to, hash);
  }

  private int findShort(long first, long second, long third, int hash) {
    long[] all = rows;
    int at = start(all, hash);
    for (long row = all[at]; row != EMPTY; row = all[at]) {
      if (all[at + FIRST] == first && all[at + SECOND] == second && all[at + THIRD] == third) {
        return (int) row;
      }
      at = next(all, at);
    }
    return Batch.UNKNOWN;
  }

  private int findLong(byte[] b, int from, int to, int hash) {
    long[] all = rows;
    int at = start(all, hash);
    for (long row = all[at]; row != EMPTY; row = all[at]) {
      if (all[at + THIRD] == IS_LONG && (int) (row >>> Integer.SIZE) == hash) {
        byte[] id = longIds[(int) row];
        if (Arrays.equals(id, 0, id.length, b, from, to)) {
          return (int) row;
        }
      }
      at = next(all, at);
    }
    return Batch.UNKNOWN;
  }

  /// The number of an id, asked for and remembered at first sight.
  int number(String id, Names names) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int hash = Words.hash(bytes, 0, bytes.length);
    int known = find(bytes, 0, bytes.length, hash);
    if (known != Batch.UNKNOWN) {
      return known;
    }
    int number = names.datastream(id);
    if (number != Names.FULL) {
      put(bytes, hash, number);
    }
    return number;
  }

  /// How many ids it holds.
  int size() {
    return size;
  }

  private void put(byte[] id, int hash, int number) {
    if (4 * size >= 3 * rows.length / STRIDE) {
      rehash();
    }
    int at = claim(rows, hash);
    rows[at + HASH_AND_NUMBER] = (long) hash << Integer.SIZE | number;
    if (id.length <= MOST_IN_ROW) {
      rows[at + FIRST] = word(id, 0, id.length);
      rows[at + SECOND] = word(id, Long.BYTES, id.length);
      rows[at + THIRD] = third(id, 0, id.length);
    } else {
      rows[at + THIRD] = IS_LONG;
      if (number >= longIds.length) {
        longIds = Arrays.copyOf(longIds, Math.max(number + 1, longIds.length * 2));
      }
      longIds[number] = id;
    }
    size++;
  }

  private void rehash() {
    long[] before = rows;
    long[] after = emptyRows(before.length / STRIDE * 2);
    for (int at = 0; at < before.length; at += STRIDE) {
      long row = before[at];
      if (row != EMPTY) {
        System.arraycopy(before, at, after, claim(after, (int) (row >>> Integer.SIZE)), STRIDE);
      }
    }
    rows = after;
  }

  /// Where an id with this hash goes that is not there.
  private static int claim(long[] rows, int hash) {
    int at = start(rows, hash);
    while (rows[at] != EMPTY) {
      at = next(rows, at);
    }
    return at;
  }

  /// The word that begins at `at`; what is behind `to` is 0.
  private static long word(byte[] b, int at, int to) {
    int bytes = to - at;
    if (bytes <= 0) {
      return 0;
    }
    long word = Words.at(b, at);
    return bytes < Long.BYTES ? Words.first(word, bytes) : word;
  }

  private static long third(byte[] b, int from, int to) {
    return word(b, from + 2 * Long.BYTES, to) | (long) (to - from) << LENGTH_SHIFT;
  }

  private static int start(long[] rows, int hash) {
    return (hash * STRIDE) & (rows.length - 1);
  }

  private static int next(long[] rows, int at) {
    return (at + STRIDE) & (rows.length - 1);
  }

  private static long[] emptyRows(int count) {
    long[] rows = new long[count * STRIDE];
    for (int at = 0; at < rows.length; at += STRIDE) {
      rows[at] = EMPTY;
    }
    return rows;
  }
}

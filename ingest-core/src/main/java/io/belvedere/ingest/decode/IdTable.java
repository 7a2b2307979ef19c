package io.belvedere.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Dense numbers by the UTF-8 bytes of their ids, so that a known id costs neither a String nor a
/// call. Open addressing; it only ever holds ids that the dictionary holds too.
///
/// A slot has the number and the hash of its id side by side, so that an id is looked at only if it
/// is nearly certainly the one.
final class IdTable {
  private static final long EMPTY = -1;

  /// The hash in the upper half, the number in the lower.
  private long[] slots = emptySlots(1 << 10);

  /// By number.
  private byte[][] ids = new byte[512][];

  private int size;

  /// The number of the id in `b` from `from` to before `to`; [Batch#UNKNOWN] if it was never seen.
  ///
  /// @param hash as [Words#hash(byte[], int, int)] of its bytes
  int find(byte[] b, int from, int to, int hash) {
    int mask = slots.length - 1;
    int at = hash & mask;
    for (long slot = slots[at]; slot != EMPTY; slot = slots[at]) {
      if ((int) (slot >>> Integer.SIZE) == hash) {
        int number = (int) slot;
        byte[] id = ids[number];
        if (Arrays.equals(id, 0, id.length, b, from, to)) {
          return number;
        }
      }
      at = (at + 1) & mask;
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
    if (number >= ids.length) {
      ids = Arrays.copyOf(ids, Math.max(number + 1, ids.length * 2));
    }
    if (2 * size >= slots.length) {
      rehash(slots.length * 2);
    }
    ids[number] = id;
    claim((long) hash << Integer.SIZE | number);
    size++;
  }

  private void rehash(int length) {
    long[] before = slots;
    slots = emptySlots(length);
    for (long slot : before) {
      if (slot != EMPTY) {
        claim(slot);
      }
    }
  }

  private void claim(long slot) {
    int mask = slots.length - 1;
    int at = (int) (slot >>> Integer.SIZE) & mask;
    while (slots[at] != EMPTY) {
      at = (at + 1) & mask;
    }
    slots[at] = slot;
  }

  private static long[] emptySlots(int length) {
    long[] slots = new long[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}

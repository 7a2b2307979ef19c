package io.belvedere.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Dense numbers by the UTF-8 bytes of their ids, so that a known id costs neither a String nor a
/// call. Open addressing; it only ever holds ids that the dictionary holds too.
final class IdTable {
  private static final int EMPTY = -1;

  private int[] slots = emptySlots(1 << 10);
  private byte[][] ids = new byte[512][];
  private int[] numbers = new int[512];
  private int size;

  /// The number of the id in `b` from `from` to before `to`; [Batch#UNKNOWN] if it was never seen.
  ///
  /// @param hash as [Words#hash(byte[], int, int)] of its bytes
  int find(byte[] b, int from, int to, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != EMPTY; slot = (slot + 1) & mask) {
      int entry = slots[slot];
      byte[] id = ids[entry];
      if (Arrays.equals(id, 0, id.length, b, from, to)) {
        return numbers[entry];
      }
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
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      numbers = Arrays.copyOf(numbers, size * 2);
      rehash(slots.length * 2);
    }
    ids[size] = id;
    numbers[size] = number;
    claim(hash, size);
    size++;
  }

  private void rehash(int length) {
    slots = emptySlots(length);
    for (int entry = 0; entry < size; entry++) {
      claim(Words.hash(ids[entry], 0, ids[entry].length), entry);
    }
  }

  private void claim(int hash, int entry) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != EMPTY) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}

package io.belvedere.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The names of categories that were read lately, so that the same bytes need no new String. A
/// cache of fixed size: a later name takes the place of an earlier one.
final class CategoryNames {
  private static final int SLOTS = 256;

  private final byte[][] bytes = new byte[SLOTS][0];
  private final @Nullable String[] names = new @Nullable String[SLOTS];

  /// The ASCII string in `b` from `from` to before `to`.
  ///
  /// @param hash as [Words#hash(byte[], int, int)] of its bytes
  String name(byte[] b, int from, int to, int hash) {
    int slot = hash & SLOTS - 1;
    String name = names[slot];
    if (name != null && Arrays.equals(bytes[slot], 0, bytes[slot].length, b, from, to)) {
      return name;
    }
    String read = new String(b, from, to - from, StandardCharsets.US_ASCII);
    bytes[slot] = Arrays.copyOfRange(b, from, to);
    names[slot] = read;
    return read;
  }
}

package io.belvedere.ingest.bench;

/// With which flags the first observations of a workload were kept, by the order of their receipt:
/// so that a baseline is given exactly what the subject has.
final class Kept {
  private static final byte NOT = -1;

  private final byte[] flags;
  private int size;

  /// @param most of how many observations it is remembered
  Kept(int most) {
    this.flags = new byte[most];
  }

  void add(int flags) {
    remember((byte) flags);
  }

  void addDropped() {
    remember(NOT);
  }

  private void remember(byte what) {
    if (size < flags.length) {
      flags[size++] = what;
    }
  }

  int size() {
    return size;
  }

  boolean isDropped(int number) {
    return flags[number] == NOT;
  }

  int flags(int number) {
    return flags[number];
  }
}

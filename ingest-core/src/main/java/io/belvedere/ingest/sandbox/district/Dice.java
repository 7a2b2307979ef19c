package io.belvedere.ingest.sandbox.district;

/// A small random number generator (SplitMix64, Steele et al. 2014) whose sequence is fixed by its
/// seed on every machine and in every version of Java.
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /// The dice of one part of the city: independent of how often the others are thrown.
  static Dice of(long seed, String part) {
    long hash = mix(seed + GOLDEN);
    for (int i = 0; i < part.length(); i++) {
      hash = mix(hash * 31 + part.charAt(i) + GOLDEN);
    }
    return new Dice(hash);
  }

  static long mix(long x) {
    long z = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /// From 0 (may be) to 1 (never).
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  double between(double from, double to) {
    return from + (to - from) * unit();
  }

  /// From 0 to `bound` - 1.
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /// Around 0, between -1 and 1, near 0 more often: one throw, two dice.
  double wobble() {
    long bits = next();
    return ((bits >>> 40) - (bits >>> 16 & 0xFFFFFF)) * 0x1p-24;
  }
}

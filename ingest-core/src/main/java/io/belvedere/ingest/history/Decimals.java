package io.belvedere.ingest.history;

/// Doubles that were decimal numbers, as whole numbers of some power of ten, where that gives back
/// the very same bits; the idea of ALP (Afroozeh, Kuffó, Boncz: ALP, SIGMOD 2024).
final class Decimals {
  /// A scale that does not exist: the number is no short decimal.
  static final int NONE = -1;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /// Whole numbers up to here, and ten times as much, are doubles.
  private static final double LARGEST = 1L << 49;

  private Decimals() {}

  /// The smallest number of decimals from `atLeast` on that give `value` back; [#NONE] if there is
  /// none, which is so for NaN, infinities and the negative zero.
  static int scale(double value, int atLeast) {
    if (isNegativeZero(value)) {
      return NONE;
    }
    for (int scale = atLeast; scale < POWERS.length; scale++) {
      double whole = Math.rint(value * POWERS[scale]);
      if (!(Math.abs(whole) <= LARGEST)) {
        return NONE;
      }
      if (whole / POWERS[scale] == value) {
        return scale;
      }
    }
    return NONE;
  }

  /// The whole number that stands for a value of which [#scale] said that it has one.
  static long whole(double value, int scale) {
    return (long) Math.rint(value * POWERS[scale]);
  }

  static double value(long whole, int scale) {
    return whole / POWERS[scale];
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }
}

package io.belvedere.ingest.decode.profile;

/// A number times a factor plus an offset.
///
/// What comes out is rounded to 12 significant digits, so that 2.01 m are 201 cm and not
/// 200.99999999999997: for people, and because such numbers pack well.
record Linear(double factor, double offset) {
  static final Linear NONE = new Linear(1, 0);

  private static final int DIGITS = 12;

  /// All powers of ten that a double holds exactly.
  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  /// First this, then `next`.
  Linear then(Linear next) {
    return new Linear(factor * next.factor, offset * next.factor + next.offset);
  }

  boolean changesNothing() {
    return factor == 1 && offset == 0;
  }

  double apply(double number) {
    return changesNothing() ? number : rounded(number * factor + offset);
  }

  private static double rounded(double number) {
    if (number == 0 || !Double.isFinite(number)) {
      return number + 0.0;
    }
    int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(number)));
    if (decimals < 0 || decimals >= POWERS.length) {
      return number;
    }
    return Math.rint(number * POWERS[decimals]) / POWERS[decimals] + 0.0;
  }
}

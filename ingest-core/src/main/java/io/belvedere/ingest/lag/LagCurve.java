package io.belvedere.ingest.lag;

import java.util.Arrays;

/// How many records waited at the last samples, the oldest first. Immutable.
public final class LagCurve {
  /// Stands where samples are missing.
  public static final long GAP = -1;

  public static final LagCurve EMPTY = new LagCurve(new long[0]);

  private final long[] lags;

  private LagCurve(long[] lags) {
    this.lags = lags;
  }

  /// @param lags [#GAP] where it is not known; copied
  public static LagCurve of(long... lags) {
    return new LagCurve(lags.clone());
  }

  public int size() {
    return lags.length;
  }

  /// [#GAP] if it is not known.
  public long at(int index) {
    return lags[index];
  }

  /// The most that waited; 0 if nothing is known.
  public long most() {
    return Math.max(0, Arrays.stream(lags).max().orElse(0));
  }

  /// The sum of both, aligned at their ends; a gap where one of them has one.
  LagCurve plus(LagCurve other) {
    long[] sum = new long[Math.min(size(), other.size())];
    for (int i = 0; i < sum.length; i++) {
      long a = lags[size() - sum.length + i];
      long b = other.lags[other.size() - sum.length + i];
      sum[i] = a == GAP || b == GAP ? GAP : a + b;
    }
    return new LagCurve(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LagCurve curve && Arrays.equals(lags, curve.lags);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lags);
  }

  /// Draws on at the end and forgets at the start. One thread.
  static final class Pen {
    private final int length;
    private long[] lags = {};

    Pen(int length) {
      this.length = length;
    }

    void add(long lag) {
      int kept = Math.min(lags.length, length - 1);
      long[] longer = Arrays.copyOfRange(lags, lags.length - kept, lags.length + 1);
      longer[kept] = lag;
      lags = longer;
    }

    void gap() {
      add(GAP);
    }

    LagCurve drawn() {
      return lags.length == 0 ? EMPTY : new LagCurve(lags);
    }
  }
}

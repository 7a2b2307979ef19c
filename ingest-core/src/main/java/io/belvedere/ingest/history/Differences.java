package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;

/// In what a district differs between two instants, with the state at both; in arrays that the
/// caller owns and has filled again and again.
///
/// Not safe for use by several threads; hand it over whole.
public final class Differences {
  private static final int KNOWN = 1;
  private static final int VALUE = 1 << 1;
  private static final int SEVERITY = 1 << 2;

  private final DistrictState before = new DistrictState();
  private final DistrictState after = new DistrictState();
  private int[] datastreams = {};
  private byte[] kinds = {};
  private int count;

  /// The state at one instant; to be filled before [#compare].
  public DistrictState before() {
    return before;
  }

  /// The state at the other instant; to be filled before [#compare].
  public DistrictState after() {
    return after;
  }

  /// Finds what differs between the two states.
  public void compare() {
    int size = Math.max(before.size(), after.size());
    if (kinds.length < size) {
      int length = Math.max(size, kinds.length * 2);
      kinds = new byte[length];
      datastreams = new int[length];
    }
    count = 0;
    for (int d = 0; d < size; d++) {
      int kind = kind(d);
      if (kind != 0) {
        datastreams[count] = d;
        kinds[count] = (byte) kind;
        count++;
      }
    }
  }

  private int kind(int d) {
    if (!before.isKnown(d) || !after.isKnown(d)) {
      return before.isKnown(d) == after.isKnown(d) ? 0 : KNOWN;
    }
    boolean sameValue =
        Double.doubleToLongBits(before.value(d)) == Double.doubleToLongBits(after.value(d));
    return (sameValue ? 0 : VALUE) | (before.severity(d) == after.severity(d) ? 0 : SEVERITY);
  }

  /// How many datastreams differ.
  public int count() {
    return count;
  }

  /// The number of a datastream that differs.
  ///
  /// @param index from 0 to before [#count()]; ascending with the numbers
  public int datastream(int index) {
    return datastreams[index];
  }

  /// Whether the datastream is known at one of the two instants only; then nothing else is
  /// compared.
  public boolean isKnownOnce(int index) {
    return has(index, KNOWN);
  }

  /// Whether another value holds, bit for bit; NaN equals NaN.
  public boolean hasOtherValue(int index) {
    return has(index, VALUE);
  }

  public boolean hasOtherSeverity(int index) {
    return has(index, SEVERITY);
  }

  private boolean has(int index, int kind) {
    return (kinds[index] & kind) != 0;
  }
}

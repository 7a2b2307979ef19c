package io.belvedere.ingest.model;

/// How far values may lie from each other and still say the same.
///
/// @param absolute in the datastream's unit
/// @param relative to the value that it is compared with, 0.1 for a tenth
public record Tolerance(double absolute, double relative) {
  /// @throws IllegalArgumentException if one is negative or not finite
  public Tolerance {
    if (!(absolute >= 0 && relative >= 0 && absolute + relative < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "A tolerance is from 0 on, not " + absolute + " and " + relative + ".");
    }
  }

  /// How far a value may lie from `value`, whichever of both is wider there.
  public double around(double value) {
    return Math.max(absolute, relative * Math.abs(value));
  }
}

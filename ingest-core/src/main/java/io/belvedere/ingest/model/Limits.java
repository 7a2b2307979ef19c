package io.belvedere.ingest.model;

import java.time.Duration;

/// Where a value starts to need a person. A limit that is not set is NaN.
///
/// @param deadband how far inside a limit a value must return, in the datastream's unit
/// @param priority 1 (worst) to 4: the priority of the outermost limit that is set on each side; a
///     limit within it is one step milder
/// @param guidance what to do about it, or the empty string
public record Limits(
    double hihi,
    double hi,
    double lo,
    double lolo,
    double deadband,
    Duration onDelay,
    Duration offDelay,
    boolean latch,
    int priority,
    String guidance) {

  /// @throws IllegalArgumentException if the limits that are set do not rise from lolo to hihi
  public Limits {
    requireRising("lolo", lolo, "lo", lo);
    requireRising("lo", lo, "hi", hi);
    requireRising("hi", hi, "hihi", hihi);
    Severity.ofPriority(priority);
  }

  private static void requireRising(String lower, double low, String upper, double high) {
    if (low > high) {
      throw new IllegalArgumentException(
          "Limit " + lower + " (" + low + ") is above limit " + upper + " (" + high + ").");
    }
  }

  /// The severity of `value`; NaN (no value) breaches nothing.
  public Severity severityOf(double value) {
    return severity(value, hihi, hi, lo, lolo, Severity.ofPriority(priority));
  }

  /// The severity of `value` by limits that are kept elsewhere; NaN for one that is not set.
  ///
  /// @param outer of the outermost limit that is set on each side
  public static Severity severity(
      double value, double hihi, double hi, double lo, double lolo, Severity outer) {
    if (value >= hihi || value <= lolo) {
      return outer;
    }
    if (value >= hi) {
      return Double.isNaN(hihi) ? outer : outer.milder();
    }
    if (value <= lo) {
      return Double.isNaN(lolo) ? outer : outer.milder();
    }
    return Severity.NORMAL;
  }
}

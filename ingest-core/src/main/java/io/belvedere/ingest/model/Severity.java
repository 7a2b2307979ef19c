package io.belvedere.ingest.model;

import java.util.Locale;
import java.util.Optional;

/// How much a value needs a person, from nothing at all to drop everything. The order of the
/// constants is the order of urgency, so `compareTo` answers which is worse.
public enum Severity {
  NORMAL,
  P4,
  P3,
  P2,
  P1;

  private static final Severity[] BY_ORDINAL = values();

  /// The number of severities, normal included: the width of a histogram by severity.
  public static final int COUNT = BY_ORDINAL.length;

  /// Inverse of [#ordinal()], without the copy that `values()` makes.
  public static Severity of(int ordinal) {
    return BY_ORDINAL[ordinal];
  }

  /// The severity of priority `p`, 1 (worst) to 4.
  ///
  /// @throws IllegalArgumentException if `p` is no priority
  public static Severity ofPriority(int p) {
    if (p < 1 || p > 4) {
      throw new IllegalArgumentException("A priority is 1 to 4, not " + p + ".");
    }
    return BY_ORDINAL[BY_ORDINAL.length - p];
  }

  /// Reads `normal`, `P1` ... `P4`, in any case.
  public static Optional<Severity> parse(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "NORMAL" -> Optional.of(NORMAL);
      case "P4" -> Optional.of(P4);
      case "P3" -> Optional.of(P3);
      case "P2" -> Optional.of(P2);
      case "P1" -> Optional.of(P1);
      default -> Optional.empty();
    };
  }

  public boolean isAbnormal() {
    return this != NORMAL;
  }

  /// One step less urgent, but never less than [#P4].
  public Severity milder() {
    return this == NORMAL || this == P4 ? this : BY_ORDINAL[ordinal() - 1];
  }
}

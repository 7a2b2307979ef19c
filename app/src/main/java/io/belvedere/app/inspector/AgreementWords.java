package io.belvedere.app.inspector;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Standing;

/// How it is written whether redundant sensors agree.
final class AgreementWords {
  private AgreementWords() {}

  /// `2 of 3 agree: median 28 cm, spread 21 cm.`
  ///
  /// @param like one of them, for the unit
  static String of(Agreement agreement, Datastream like) {
    int all = agreement.members().size();
    String spread = amount(like, agreement.spread());
    return switch (agreement.verdict()) {
      case AGREE ->
          (agreement.counting() == 2
                  ? "Both agree"
                  : "All %d agree".formatted(agreement.counting()))
              + (spread.isEmpty() ? "." : ", within " + spread + ".")
              + others(all - agreement.counting());
      case MOST_AGREE ->
          "%d of %d agree".formatted(agreement.agreeing(), agreement.counting())
              + (spread.isEmpty()
                  ? "."
                  : ": median %s, spread %s.".formatted(amount(like, agreement.median()), spread))
              + others(all - agreement.counting());
      case DISAGREE ->
          "They disagree"
              + (spread.isEmpty() ? "" : " by " + spread)
              + ": nobody can tell from here which is right."
              + others(all - agreement.counting());
      case ONE_REPORTS -> "Only one of %d counts, so nothing confirms it.".formatted(all);
      case UNKNOWN -> "None of %d is fresh and good.".formatted(all);
      case NOT_JUDGED ->
          agreement.group().unlike().isEmpty()
              ? "The catalogue names no tolerance: they are %s apart.".formatted(spread)
              : agreement.group().unlike();
    };
  }

  private static String others(long left) {
    return left == 0
        ? ""
        : left == 1 ? " One does not count." : " %d do not count.".formatted(left);
  }

  private static String amount(Datastream like, double amount) {
    return Double.isNaN(amount) ? "" : ValueText.quantity(like, amount);
  }

  /// What one of them is to the others: `agrees`.
  static String of(Standing standing) {
    return switch (standing) {
      case AGREES -> "agrees";
      case DEVIATES -> "deviates";
      case COUNTS -> "not compared";
      case NOTHING_YET -> "nothing yet";
      case SILENT -> "not fresh";
      case NO_VALUE -> "no value";
      case NOT_GOOD -> "not certain";
      case QUARANTINED -> "clock is wrong";
      case STUCK -> "stuck";
    };
  }
}

package io.belvedere.app.timeline;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A stretch of time in which one place had something urgent.
///
/// @param place the quarter's name, or the district's where it lies in none
/// @param worst at any instant of it
record Strip(String place, TimeRange range, Severity worst) {
  /// Worst first, then the earliest: who comes first gets a row first.
  private static final Comparator<Strip> URGENCY =
      Comparator.comparing(Strip::worst)
          .reversed()
          .thenComparingLong(s -> s.range().from())
          .thenComparing(Strip::place);

  /// Puts strips that overlap onto different rows. What finds none of `rows` is left out, but for
  /// P1: it takes the last row, over what lies there.
  static List<Placed> arrange(List<Strip> strips, int rows) {
    List<Placed> placed = new ArrayList<>();
    for (Strip strip : strips.stream().sorted(URGENCY).toList()) {
      int row = 0;
      while (row < rows && isTaken(placed, row, strip.range())) {
        row++;
      }
      if (row < rows) {
        placed.add(new Placed(strip, row));
      } else if (strip.worst() == Severity.P1) {
        placed.add(new Placed(strip, rows - 1));
      }
    }
    return placed;
  }

  private static boolean isTaken(List<Placed> placed, int row, TimeRange range) {
    return placed.stream()
        .anyMatch(
            p ->
                p.row() == row
                    && p.strip().range().from() < range.to()
                    && range.from() < p.strip().range().to());
  }

  /// A strip on its row, 0 on top.
  record Placed(Strip strip, int row) {}
}

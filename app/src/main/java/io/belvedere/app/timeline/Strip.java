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

  /// Puts strips that overlap onto different rows. What finds none of `rows` joins its equals on
  /// the last one; only what is milder than they are is left out there, never a P1.
  static List<Placed> arrange(List<Strip> strips, int rows) {
    List<Placed> placed = new ArrayList<>();
    for (Strip strip : strips.stream().sorted(URGENCY).toList()) {
      int row = 0;
      while (row < rows && isTaken(placed, row, strip.range())) {
        row++;
      }
      if (row < rows) {
        placed.add(new Placed(strip, row, 0));
      } else {
        join(placed, rows - 1, strip);
      }
    }
    return placed;
  }

  private static void join(List<Placed> placed, int row, Strip strip) {
    for (int i = 0; i < placed.size(); i++) {
      Placed there = placed.get(i);
      if (there.row() == row
          && there.strip().worst() == strip.worst()
          && overlap(there.strip().range(), strip.range())) {
        TimeRange both =
            new TimeRange(
                Math.min(there.strip().range().from(), strip.range().from()),
                Math.max(there.strip().range().to(), strip.range().to()));
        Strip joined = new Strip(there.strip().place(), both, strip.worst());
        placed.set(i, new Placed(joined, row, there.others() + 1));
        return;
      }
    }
  }

  private static boolean isTaken(List<Placed> placed, int row, TimeRange range) {
    return placed.stream().anyMatch(p -> p.row() == row && overlap(p.strip().range(), range));
  }

  private static boolean overlap(TimeRange a, TimeRange b) {
    return a.from() < b.to() && b.from() < a.to();
  }

  /// A strip on its row, 0 on top.
  ///
  /// @param others how many further places it stands for
  record Placed(Strip strip, int row, int others) {
    /// `P1 La Condamine and 2 more`
    String words() {
      String more = others == 0 ? "" : " and " + others + " more";
      return strip.worst() + "  " + strip.place() + more;
    }
  }
}

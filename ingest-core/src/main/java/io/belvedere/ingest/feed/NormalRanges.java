package io.belvedere.ingest.feed;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Between which values a datastream needs nobody, by its number: nearly all observations are
/// there, and are judged without a look at the catalogue. One thread.
final class NormalRanges {
  // Side by side, so that one look at memory tells both.
  private double[] ends = {};

  /// @param datastream null if it is uncatalogued, and nothing is known to be wrong with it
  void put(int number, @Nullable Datastream datastream) {
    if (2 * number >= ends.length) {
      int before = ends.length;
      ends = Arrays.copyOf(ends, Math.max(2 * (number + 1), before * 2));
      for (int n = before; n < ends.length; n += 2) {
        ends[n] = Double.NEGATIVE_INFINITY;
        ends[n + 1] = Double.POSITIVE_INFINITY;
      }
    }
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    if (datastream != null && !datastream.categories().isEmpty()) {
      low = Double.POSITIVE_INFINITY;
    } else if (datastream != null && datastream.limits().isPresent()) {
      Limits limits = datastream.limits().get();
      low = Math.max(orElse(limits.lo(), low), orElse(limits.lolo(), low));
      high = Math.min(orElse(limits.hi(), high), orElse(limits.hihi(), high));
    }
    ends[2 * number] = low;
    ends[2 * number + 1] = high;
  }

  /// Whether the value is surely normal; not of one that is not finite.
  boolean holds(int number, double value) {
    int at = 2 * number;
    return at >= ends.length || (value > ends[at] && value < ends[at + 1]);
  }

  void clear() {
    ends = new double[0];
  }

  private static double orElse(double limit, double other) {
    return Double.isNaN(limit) ? other : limit;
  }
}

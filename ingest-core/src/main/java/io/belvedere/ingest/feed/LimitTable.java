package io.belvedere.ingest.feed;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Severity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The limits of every datastream by its number, side by side: nearly all observations are judged
/// by one look at memory, without one at the catalogue. One thread.
final class LimitTable {
  // Where the limits of one stand, from its first on.
  private static final int LOLO = 0;
  private static final int LO = 1;
  private static final int HI = 2;
  private static final int HIHI = 3;
  private static final int STRIDE = 4;

  private double[] limits = {};

  /// Null where values are judged by category.
  private @Nullable Severity[] outer = {};

  /// @param datastream null if it is uncatalogued, and nothing is known to be wrong with it
  void put(int number, @Nullable Datastream datastream) {
    if (number >= outer.length) {
      int before = outer.length;
      int length = Math.max(number + 1, before * 2);
      limits = Arrays.copyOf(limits, length * STRIDE);
      Arrays.fill(limits, before * STRIDE, length * STRIDE, Double.NaN);
      outer = Arrays.copyOf(outer, length);
      Arrays.fill(outer, before, length, Severity.NORMAL);
    }
    int at = number * STRIDE;
    Arrays.fill(limits, at, at + STRIDE, Double.NaN);
    outer[number] = Severity.NORMAL;
    if (datastream != null && !datastream.categories().isEmpty()) {
      outer[number] = null;
    } else if (datastream != null && datastream.limits().isPresent()) {
      Limits of = datastream.limits().get();
      limits[at + LOLO] = of.lolo();
      limits[at + LO] = of.lo();
      limits[at + HI] = of.hi();
      limits[at + HIHI] = of.hihi();
      outer[number] = Severity.ofPriority(of.priority());
    }
  }

  /// Looks at what [#severity] will, so that it is near then.
  ///
  /// @return anything
  long fetch(int number) {
    if (number >= outer.length) {
      return 0;
    }
    return outer[number] == null ? 0 : (long) limits[number * STRIDE];
  }

  /// How much a value needs a person; null if the catalogue has to be asked.
  @Nullable Severity severity(int number, double value) {
    if (number >= outer.length) {
      return Severity.NORMAL;
    }
    Severity worst = outer[number];
    int at = number * STRIDE;
    return worst == null
        ? null
        : Limits.severity(
            value, limits[at + HIHI], limits[at + HI], limits[at + LO], limits[at + LOLO], worst);
  }

  void clear() {
    limits = new double[0];
    outer = new @Nullable Severity[0];
  }
}

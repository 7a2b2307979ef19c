package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.CounterReading.Fates;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What came of trying dead letters again.
///
/// @param records how many were tried
/// @param read of how many all could be read
/// @param fates of their observations: the equation holds here too. What had been read of a record
///     at first comes as a duplicate. Of a dry run nothing is known but what can be read, which
///     counts as applied
/// @param refused why observations are still rejected, and how many
/// @param left records that were not tried, by why
public record Retried(
    int records,
    int read,
    Fates fates,
    SortedMap<String, Integer> refused,
    SortedMap<String, Integer> left) {
  public static final Retried NOTHING =
      new Retried(0, 0, Fates.NONE, new TreeMap<>(), new TreeMap<>());

  public Retried {
    refused = new TreeMap<>(refused);
    left = new TreeMap<>(left);
  }

  /// `212 records read, 3 still refused: 2 not JSON, 1 unknown category.`
  ///
  /// @param dryRun whether it only would be so
  public String sentence(boolean dryRun) {
    if (records == 0 && left.isEmpty()) {
      return "There is nothing to try again.";
    }
    int still = records - read;
    String words =
        dryRun
            ? "%,d of %,d records can be read now".formatted(read, records)
            : "%,d of %,d records read".formatted(read, records);
    if (still > 0) {
      words += ", %,d still refused: %s".formatted(still, counted(refused));
    }
    words += ".";
    if (fates.quarantined() > 0) {
      words += " %,d observations are of clocks that are ahead.".formatted(fates.quarantined());
    }
    if (fates.duplicate() > 0) {
      words += " %,d observations were there already.".formatted(fates.duplicate());
    }
    return left.isEmpty() ? words : words + " Not tried: " + counted(left) + ".";
  }

  private static String counted(SortedMap<String, Integer> reasons) {
    return reasons.entrySet().stream()
        .sorted(Comparator.comparingInt((Map.Entry<String, Integer> e) -> e.getValue()).reversed())
        .map(e -> "%,d %s".formatted(e.getValue(), e.getKey()))
        .collect(Collectors.joining(", "));
  }

  Retried plus(Retried other) {
    return new Retried(
        records + other.records,
        read + other.read,
        fates.plus(other.fates),
        sum(refused, other.refused),
        sum(left, other.left));
  }

  private static SortedMap<String, Integer> sum(
      SortedMap<String, Integer> one, SortedMap<String, Integer> other) {
    SortedMap<String, Integer> both = new TreeMap<>(one);
    other.forEach((why, count) -> both.merge(why, count, Integer::sum));
    return both;
  }
}

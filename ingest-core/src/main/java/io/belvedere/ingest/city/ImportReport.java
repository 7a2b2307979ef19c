package io.belvedere.ingest.city;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an import kept and what it did not, so that nothing is missing from a map in silence.
///
/// @param dataTime the moment of the world that the extract shows, where it says so
/// @param beyond how many elements lie wholly beyond the edge; they are not listed
/// @param passedOver how many features of each file are nothing that the map shows
/// @param kept what stands in the map, by kind, in the order of the map
/// @param remarks what was left out, cut or mended, one for each element
public record ImportReport(
    Optional<Instant> dataTime,
    int beyond,
    Map<String, Integer> passedOver,
    Map<String, Integer> kept,
    List<Remark> remarks) {
  private static final Pattern FIGURES = Pattern.compile("[0-9]+([.,][0-9]+)*");

  public ImportReport {
    passedOver = Collections.unmodifiableMap(new LinkedHashMap<>(passedOver));
    kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    remarks = List.copyOf(remarks);
  }

  /// @param element for example `way 4978262 (Avenue d'Ostende)`
  /// @param what a phrase that goes on from the element: "crosses itself"
  public record Remark(Fate fate, String element, String what) {
    /// What is common to all remarks that tell the same with other figures.
    public String reason() {
      return FIGURES.matcher(what).replaceAll("..");
    }
  }

  public enum Fate {
    DROPPED,
    CUT,
    MENDED
  }

  /// What became so of elements, by reason, in the order of the first of each.
  public Map<String, List<Remark>> reasons(Fate fate) {
    return remarks.stream()
        .filter(remark -> remark.fate() == fate)
        .collect(Collectors.groupingBy(Remark::reason, LinkedHashMap::new, Collectors.toList()));
  }

  public long count(Fate fate) {
    return remarks.stream().filter(remark -> remark.fate() == fate).count();
  }
}

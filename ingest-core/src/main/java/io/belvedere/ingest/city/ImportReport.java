package io.belvedere.ingest.city;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an import kept and what it did not, so that nothing is missing from a map in silence.
///
/// @param dataTime the moment of the world that the extract shows, where it says so
/// @param beyond how many ways and relations lie wholly beyond the edge; they are not listed
/// @param kept what stands in the map, by kind, in the order of the map
/// @param remarks what was left out, cut or mended, one for each element
public record ImportReport(
    Optional<Instant> dataTime, int beyond, Map<String, Integer> kept, List<Remark> remarks) {
  public ImportReport {
    kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    remarks = List.copyOf(remarks);
  }

  /// @param element for example `way 4978262 (Avenue d'Ostende)`
  /// @param what a phrase that goes on from the element: "crosses itself"
  public record Remark(Fate fate, String element, String what) {}

  public enum Fate {
    DROPPED,
    CUT,
    MENDED
  }

  public long count(Fate fate) {
    return remarks.stream().filter(remark -> remark.fate() == fate).count();
  }
}

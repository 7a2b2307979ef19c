package io.belvedere.ingest.city;

import io.belvedere.ingest.city.ImportReport.Fate;
import io.belvedere.ingest.city.ImportReport.Remark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects an [ImportReport] while the import runs.
final class ImportLog {
  private final Map<String, Integer> kept = new LinkedHashMap<>();
  private int beyond;
  private final Map<String, Integer> passedOver = new LinkedHashMap<>();
  private final List<Remark> remarks = new ArrayList<>();

  void beyond(int count) {
    beyond += count;
  }

  /// Counts what the map does not show.
  void passedOver(String layer) {
    passedOver.merge(layer, 1, Integer::sum);
  }

  /// Counts what stands in the map.
  void kept(CityMap map) {
    kept("area", map.areas().size());
    map.surfaces().forEach(surface -> kept(word(surface.kind()), 1));
    map.roads().forEach(road -> kept(word(road.roadClass()) + " road", 1));
    map.facilities().forEach(facility -> kept(word(facility.kind()), 1));
  }

  private void kept(String kind, int count) {
    kept.merge(kind, count, Integer::sum);
  }

  private static String word(Enum<?> kind) {
    return CityMapWriter.word(kind).replace('-', ' ');
  }

  void dropped(String element, String why) {
    remarks.add(new Remark(Fate.DROPPED, element, why));
  }

  void cut(String element, String how) {
    remarks.add(new Remark(Fate.CUT, element, how));
  }

  void mended(String element, String how) {
    remarks.add(new Remark(Fate.MENDED, element, how));
  }

  ImportReport report(Optional<Instant> dataTime) {
    return new ImportReport(dataTime, beyond, passedOver, kept, remarks);
  }
}

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
  private final List<Remark> remarks = new ArrayList<>();

  void beyond(int count) {
    beyond += count;
  }

  void kept(String kind, int count) {
    kept.merge(kind, count, Integer::sum);
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
    return new ImportReport(dataTime, beyond, kept, remarks);
  }
}

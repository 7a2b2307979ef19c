package io.belvedere.ingest.bench;

/// The same observations kept in other ways.
final class SideBySide {
  SideBySide(Workload workload) {}

  void measure() throws Exception {}
}

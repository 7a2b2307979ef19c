package io.belvedere.ingest.bench;

import java.io.IOException;

/// Where observations come from: the same ones each time that it is opened.
interface ArrivalSource extends AutoCloseable {
  /// Replaces what is in `out` by the next few seconds. It never ends.
  void fill(Arrivals out) throws IOException;

  @Override
  void close() throws IOException;
}

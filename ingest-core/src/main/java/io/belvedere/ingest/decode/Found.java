package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import io.belvedere.ingest.model.Quality;
import org.jspecify.annotations.Nullable;

/// Hands on what is found in records of a foreign format, under the ids that the catalogue has for
/// what their senders call it.
final class Found {
  private final Names names;
  private @Nullable Sink sink;
  private int count;

  Found(Names names) {
    this.names = names;
  }

  /// Begins a record.
  void begin(Sink sink) {
    this.sink = sink;
    count = 0;
  }

  /// How much of the record was handed on.
  int count() {
    return count;
  }

  /// Whether the catalogue knows what its sender calls `name`.
  boolean isCatalogued(String name) {
    return names.catalogued(name) != null;
  }

  /// @param name what its sender calls the datastream
  /// @param named pointer to where that stands
  /// @param time microseconds UTC, within what we know
  /// @param sequence `NOT_SENT` where it was not sent
  void observation(
      String name, String named, long time, Scalar result, Quality quality, long sequence) {
    String catalogued = names.catalogued(name);
    String id = catalogued == null ? name : catalogued;
    String wrong = DatastreamIds.wrong(id);
    if (wrong != null) {
      rejected(wrong, named);
      return;
    }
    int datastream = names.datastream(id);
    if (datastream == Names.FULL) {
      rejected(Reasons.NO_ROOM, named);
      return;
    }
    String category = result.category();
    double value = category == null ? result.value() : names.category(datastream, category);
    if (category != null && Double.isNaN(value)) {
      rejected(Reasons.UNKNOWN_CATEGORY, result.pointer());
      return;
    }
    count++;
    sink().observation(datastream, time, value, quality, NOT_SENT, sequence);
  }

  void rejected(Fields.Wrong wrong) {
    rejected(wrong.reason(), wrong.pointer());
  }

  void rejected(String reason, String pointer) {
    count++;
    sink().rejected(reason, pointer);
  }

  private Sink sink() {
    if (sink == null) {
      throw new IllegalStateException("No record was begun.");
    }
    return sink;
  }
}

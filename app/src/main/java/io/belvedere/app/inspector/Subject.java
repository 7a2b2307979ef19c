package io.belvedere.app.inspector;

import io.belvedere.ingest.model.DistrictId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is inspected. Immutable.
///
/// @param kind words that decide the glyph
/// @param place a line that tells what and where it is
/// @param district empty if nothing of it is measured
/// @param datastreams the dense numbers of what it measures
/// @param primary the one whose course is shown, if the operator picked one
record Subject(
    String name,
    String kind,
    String place,
    Optional<DistrictId> district,
    List<Integer> datastreams,
    OptionalInt primary) {

  Subject {
    datastreams = List.copyOf(datastreams);
  }
}

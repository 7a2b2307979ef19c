package io.belvedere.ingest.alarm;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.Liveness;
import java.util.List;
import java.util.Optional;

/// One row of what needs a person: limits or categories breached that belong together, or a gateway
/// that is silent.
///
/// @param key the same as long as it is the same row, whatever its value and severity
/// @param subject the id of the road, thing or gateway that it is about
/// @param title what and where, in plain words with value and unit
/// @param liveness how far the worst value can be believed
/// @param since when it began; empty if nobody knows
/// @param lon where it is, degrees east, WGS 84
/// @param lat degrees north
/// @param things ids of all things concerned, the worst first
/// @param count how many datastreams are concerned
public record Breach(
    String key,
    Kind kind,
    String subject,
    Severity severity,
    String title,
    Liveness liveness,
    Optional<Onset> since,
    double lon,
    double lat,
    List<String> things,
    int count) {

  public Breach {
    things = List.copyOf(things);
  }

  /// What [#subject] is.
  public enum Kind {
    ROAD,
    THING,
    SILENT_GATEWAY
  }
}

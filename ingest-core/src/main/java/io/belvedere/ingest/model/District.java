package io.belvedere.ingest.model;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// One part of the metropolitan area, with its own topics, map, catalogue and history.
///
/// @param timeZone the zone in which its operators read times
/// @param outline GeoJSON geometry of its outer boundary, or the empty string where none was sent
public record District(
    DistrictId id, String name, ZoneId timeZone, String outline, Reality reality) {

  /// A district of which nothing but its id is known yet.
  public static District unknown(DistrictId id) {
    return new District(id, id.value(), ZoneOffset.UTC, "", Reality.REAL);
  }
}

package io.belvedere.app.session;

import io.belvedere.ingest.model.DistrictId;

/// What the operator has picked out.
public sealed interface Selected {
  /// Nothing.
  record Nothing() implements Selected {}

  /// A thing with all its datastreams.
  record OfThing(DistrictId district, String thing) implements Selected {}

  /// A road of the map, by its id.
  record OfRoad(DistrictId district, String road) implements Selected {}

  /// One datastream, and with it its thing.
  record OfDatastream(DistrictId district, String datastream) implements Selected {}

  /// A facility of the map, by its id.
  record OfFacility(DistrictId district, String facility) implements Selected {}

  Selected NOTHING = new Nothing();
}

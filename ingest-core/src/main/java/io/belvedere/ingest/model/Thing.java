package io.belvedere.ingest.model;

import java.util.Optional;

/// A physical unit with a place: a gateway, camera, road segment, pump, ambulance.
///
/// @param lon degrees east, WGS 84
/// @param lat degrees north, WGS 84
/// @param gateway the id of the thing through which it reports
/// @param road the id of the road of the map on which it measures
public record Thing(
    String id,
    String name,
    String kind,
    double lon,
    double lat,
    Optional<String> gateway,
    Optional<String> road) {}

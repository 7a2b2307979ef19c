package io.belvedere.ingest.city;

import java.util.List;
import java.util.Map;

/// One feature of a city's file.
///
/// @param layer what its file is called, without folder and ending
/// @param place for the report: `roads.shp record 17 at byte 2048`
/// @param id empty if it has none
/// @param properties by their names in lower case
/// @param shapes more than one only in a collection of geometries
/// @param trouble why there is no geometry, for the report; empty if there is one
record Feature(
    String layer,
    String place,
    String id,
    Map<String, String> properties,
    List<Shape> shapes,
    String trouble) {}

package io.belvedere.ingest.sandbox.district;

/// A real place where a device can stand.
///
/// @param name what people call it
/// @param street its dense number in [Streets], -1 away from the roads
/// @param road the id of that road on the map; empty away from the roads
/// @param quarter the area that it lies in; empty outside of all
record Site(String name, double lon, double lat, int street, String road, String quarter) {}

/// The district's base map: areas, roads, surfaces and facilities as plain records, the import from
/// an OpenStreetMap extract or from GeoJSON, Shapefiles and vector tiles, our own map file, and
/// what is asked of a map: routes, the area of a point, the nearest road.
///
/// No clock and no thread, and nothing that changes once it is made, so any thread may use it.
/// Files are read and written only where a method says so.
@NullMarked
package io.belvedere.ingest.city;

import org.jspecify.annotations.NullMarked;

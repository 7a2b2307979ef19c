/// The district's base map: areas, roads, surfaces and facilities as plain records, the import from
/// an
/// OpenStreetMap extract, and our own map file. No clock and no thread; reading and writing files
/// only
/// where a method says so.
@NullMarked
package io.belvedere.ingest.city;

import org.jspecify.annotations.NullMarked;

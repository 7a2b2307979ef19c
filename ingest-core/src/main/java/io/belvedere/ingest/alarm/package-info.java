/// From limits to what an operator must look at. Pure functions over a state and the catalogue; no
/// thread of its own.
@NullMarked
package io.belvedere.ingest.alarm;

import org.jspecify.annotations.NullMarked;

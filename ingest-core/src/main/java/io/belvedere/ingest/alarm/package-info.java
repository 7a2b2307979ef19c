/// From limits to what an operator must look at: [Breaches] at one instant, and the [RoadState] of
/// each road. Pure functions over a state, the catalogue and the history; no thread of its own.
@NullMarked
package io.belvedere.ingest.alarm;

import org.jspecify.annotations.NullMarked;

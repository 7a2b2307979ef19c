/// Joins source, decode, twin, history and lag into the feed of a district, and is the one room
/// that
/// the control room and headless mode open.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `feed-<district>` | consumer, twin writer, history head, counters, dictionary | published
/// snapshots |
/// | `probe` | Admin client: end offsets, topics | immutable readings |
///
/// Everything on [LiveDistrict] may be called by any thread.
@NullMarked
package io.belvedere.ingest.feed;

import org.jspecify.annotations.NullMarked;

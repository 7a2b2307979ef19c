/// Joins source, decode, twin, history and lag into the feed of a district, and is the one room
/// that the control room and headless mode open.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `feed-<district>` | consumers, writing of twin, history, counters | [Shown] |
/// | `backfill-<district>` | a consumer, the chunk that it reads | messages to the feed |
/// | `history-io-<district>` | files of the history, memory of dropped slabs | loaded slabs |
/// | `districts` | starts a feed for each district that is found | the list of districts |
/// | `dead-letters-<district>` | the shelf and topic of dead letters | lists, replaced whole |
/// | `probe` (of `source`) | Admin client: end offsets, topics | immutable readings |
///
/// Everything on [LiveDistrict] may be called by any thread.
@NullMarked
package io.belvedere.ingest.feed;

import org.jspecify.annotations.NullMarked;

/// What was, and what was known of it when: the state of every datastream at any instant, the
/// course of one datastream, and how much happened.
///
/// Observations come in through [RulesOfApplication], which decides what becomes of each; answers
/// go out through [History]. [SlabStore] keeps the past in memory: what is over packed into slabs,
/// each with the state at its beginning; what is recent, or came too late for its slab, in a sorted
/// course for each datastream, whose chunks are shared from version to version.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `feed-<district>` | appending, freezing, dropping | one [Sealed], replaced whole |
/// | `history-io-<district>` | files, memory of what was dropped | slabs, packed and loaded |
///
/// With a folder, [HistoryDisk] keeps all of it there: the feed thread fills buffers in its
/// [Journal] and never waits; `history-io` writes and forces them, packs what is over, and loads at
/// the start what is older than the newest slabs. Without, the feed thread packs.
///
/// Any thread may read, without a lock and without holding the writer up.
@NullMarked
package io.belvedere.ingest.history;

import org.jspecify.annotations.NullMarked;

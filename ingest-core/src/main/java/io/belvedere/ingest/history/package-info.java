/// What was, and what was known of it when: the state of every datastream at any instant, the
/// course of one datastream, and how much happened.
///
/// Observations come in through [RulesOfApplication], which decides what becomes of each; answers
/// go out through [History]. [HistoryHead] keeps the recent past in memory: a sorted course for
/// each datastream, whose chunks are shared from version to version, and a histogram of all.
///
/// The feed thread of the district is the only writer; any thread may read, without a lock and
/// without holding the writer up.
@NullMarked
package io.belvedere.ingest.history;

import org.jspecify.annotations.NullMarked;
